import { useEffect, useId, useRef, useState, type ReactNode } from 'react'
import { isExclusive } from '../../shared/domain/questionnaires/exclusive.ts'
import type { AnswerOption } from '../../shared/domain/questionnaires/types.ts'
import { words } from '../words/words.ts'
import type { AnswerControlProps } from './AnswerControl.tsx'
import { afterTap, withoutExclusive, type Option } from './choosing.ts'
import { Button } from './controls.tsx'
import { answerOfOption, isChosen, optionText } from './answerInput.ts'

/** Yes and no, one of several, several of several, or words of one's own: cards of 50 px and more to tap. */
export function ChoiceControl(props: AnswerControlProps): ReactNode {
  const { item, answers, onAnswers, labelledBy, describedBy, isInvalid } = props
  const name = useId()
  const otherId = useId()
  const isMany = item.repeats === true
  const options = item.type === 'boolean' ? yesAndNo() : (item.answerOption ?? []).map(toOption)
  const isOpen = item.type === 'open-choice'
  const own = isOpen ? answers.find((answer) => !options.some((option) => option.is(answer))) : undefined
  const [isOtherPicked, setOtherPicked] = useState(false)
  const otherField = useRef<HTMLInputElement>(null)
  useEffect(() => {
    // Where the next act is; whoever comes back to an answer is not led there.
    if (isOtherPicked) otherField.current?.focus()
  }, [isOtherPicked])
  const hasOther = own !== undefined || isOtherPicked

  function choose(option: Option) {
    if (!isMany) {
      setOtherPicked(false)
      onAnswers([option.answer])
    } else {
      if (option.isExclusive) setOtherPicked(false)
      onAnswers(afterTap(options, answers, option))
    }
  }

  function toggleOther() {
    const others = isMany ? withoutExclusive(options, answers).filter((answer) => answer !== own) : []
    const isPicked = !hasOther || !isMany
    setOtherPicked(isPicked)
    // Kept empty, so that what else there is is asked for before one goes on.
    onAnswers(isPicked ? [...others, { valueString: '' }] : others)
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
        <div className="pt-field">
          <label htmlFor={otherId}>{words.form.otherLabel}</label>
          <input
            id={otherId}
            ref={otherField}
            aria-describedby={isInvalid ? describedBy : undefined}
            value={own?.valueString ?? ''}
            dir="auto"
            onInput={(event) => {
              const valueString = event.currentTarget.value
              const others = isMany ? answers.filter((answer) => answer !== own) : []
              setOtherPicked(true)
              onAnswers([...others, { valueString }])
            }}
          />
        </div>
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

function yesAndNo(): readonly Option[] {
  return [
    {
      text: words.answers.yes,
      answer: { valueBoolean: true },
      is: (answer) => answer.valueBoolean === true,
      isExclusive: false,
    },
    {
      text: words.answers.no,
      answer: { valueBoolean: false },
      is: (answer) => answer.valueBoolean === false,
      isExclusive: false,
    },
  ]
}

function toOption(option: AnswerOption): Option {
  return {
    text: optionText(option),
    answer: answerOfOption(option),
    is: (answer) => isChosen(option, answer),
    isExclusive: isExclusive(option),
  }
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
