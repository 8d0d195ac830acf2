import { useId, useState, type ReactNode } from 'react'
import type { Answer, AnswerOption } from '../../shared/domain/questionnaires/types.ts'
import { words } from '../words/words.ts'
import type { AnswerControlProps } from './AnswerControl.tsx'
import { Button } from './controls.tsx'
import { answerOfOption, isChosen, optionText } from './answerInput.ts'

/** Yes and no, one of several, several of several, or words of one's own: cards of 50 px and more to tap. */
export function ChoiceControl(props: AnswerControlProps): ReactNode {
  const { item, answers, onAnswers, labelledBy, describedBy, isInvalid } = props
  const name = useId()
  const isMany = item.repeats === true
  const options = item.type === 'boolean' ? yesAndNo() : (item.answerOption ?? []).map(toOption)
  const isOpen = item.type === 'open-choice'
  const own = isOpen ? answers.find((answer) => !options.some((option) => option.is(answer))) : undefined
  const [isOtherPicked, setOtherPicked] = useState(false)
  const hasOther = own !== undefined || isOtherPicked

  function choose(option: Option) {
    if (!isMany) {
      setOtherPicked(false)
      onAnswers([option.answer])
    } else if (answers.some(option.is)) onAnswers(answers.filter((answer) => !option.is(answer)))
    else onAnswers([...answers, option.answer])
  }

  function toggleOther() {
    const others = isMany ? answers.filter((answer) => answer !== own) : []
    setOtherPicked(!hasOther || !isMany)
    onAnswers(others)
  }

  return (
    <div
      className="pt-choices"
      role={isMany ? 'group' : 'radiogroup'}
      aria-labelledby={labelledBy}
      aria-describedby={describedBy}
      aria-invalid={isMany ? undefined : isInvalid}
      aria-required={!isMany && item.required === true ? true : undefined}
    >
      {options.map((option) => (
        <Choice
          key={option.text}
          name={name}
          isMany={isMany}
          isChecked={answers.some(option.is)}
          onPick={() => choose(option)}
          text={option.text}
        />
      ))}
      {isOpen && (
        <Choice name={name} isMany={isMany} isChecked={hasOther} onPick={toggleOther} text={words.form.other} />
      )}
      {hasOther && (
        <input
          aria-label={words.form.otherLabel}
          value={own?.valueString ?? ''}
          dir="auto"
          onInput={(event) => {
            const valueString = event.currentTarget.value
            const others = isMany ? answers.filter((answer) => answer !== own) : []
            setOtherPicked(true)
            onAnswers(valueString === '' ? others : [...others, { valueString }])
          }}
        />
      )}
      {!isMany && item.required !== true && (answers.length > 0 || hasOther) && (
        <Button
          kind="link"
          onClick={() => {
            setOtherPicked(false)
            onAnswers([])
          }}
        >
          {words.form.clear}
        </Button>
      )}
    </div>
  )
}

type Option = { readonly text: string; readonly answer: Answer; readonly is: (answer: Answer) => boolean }

function yesAndNo(): readonly Option[] {
  return [
    { text: words.answers.yes, answer: { valueBoolean: true }, is: (answer) => answer.valueBoolean === true },
    { text: words.answers.no, answer: { valueBoolean: false }, is: (answer) => answer.valueBoolean === false },
  ]
}

function toOption(option: AnswerOption): Option {
  return { text: optionText(option), answer: answerOfOption(option), is: (answer) => isChosen(option, answer) }
}

type ChoiceProps = {
  readonly name: string
  readonly isMany: boolean
  readonly isChecked: boolean
  readonly onPick: () => void
  readonly text: string
}

function Choice({ name, isMany, isChecked, onPick, text }: ChoiceProps): ReactNode {
  return (
    <label className="pt-choice">
      <input type={isMany ? 'checkbox' : 'radio'} name={name} checked={isChecked} onChange={onPick} />
      <span dir="auto">{text}</span>
    </label>
  )
}
