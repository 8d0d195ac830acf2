import type { ReactNode } from 'react'
import type { Answer, QuestionnaireItem } from '../../shared/domain/questionnaires/types.ts'
import { words } from '../words/words.ts'
import { answerOfDate, answerOfText, deviceOffset, partsOfDate, textOfAnswer, unitOf } from './answerInput.ts'
import { ChoiceControl } from './ChoiceControl.tsx'
import { Button } from './controls.tsx'
import { DateFields } from './DateFields.tsx'

export type AnswerControlProps = {
  readonly item: QuestionnaireItem
  readonly answers: readonly Answer[]
  readonly onAnswers: (answers: Answer[]) => void
  /** The id of the element that asks the question. */
  readonly labelledBy: string
  readonly describedBy?: string | undefined
  readonly isInvalid: boolean
}

/** The field for one question, by its type (R7.2). */
export function AnswerControl(props: AnswerControlProps): ReactNode {
  switch (props.item.type) {
    case 'boolean':
    case 'choice':
    case 'open-choice':
      return <ChoiceControl {...props} />
    case 'attachment':
    case 'reference':
    case 'group':
    case 'display':
      return <p className="pt-quiet">{words.form.cannotAnswerHere}</p>
    default:
      return props.item.repeats === true ? <RepeatedControl {...props} /> : <SingleControl {...props} />
  }
}

/** One field for each answer, and one more when asked for. */
function RepeatedControl(props: AnswerControlProps): ReactNode {
  const { answers, onAnswers } = props
  const shown: readonly Answer[] = answers.length === 0 ? [{}] : answers
  const replace = (index: number, replacement: readonly Answer[]) =>
    onAnswers(shown.flatMap((answer, at) => (at === index ? replacement : [answer])))
  return (
    <div className="pt-repeats">
      {shown.map((answer, index) => (
        <div className="pt-repeat" key={index} role="group" aria-label={words.form.entry(index + 1)}>
          <SingleControl {...props} answers={[answer]} onAnswers={([next]) => replace(index, [next ?? {}])} />
          {shown.length > 1 && (
            <Button kind="link" onClick={() => replace(index, [])}>
              {words.form.removeAnother}
            </Button>
          )}
        </div>
      ))}
      <Button kind="quiet" onClick={() => onAnswers([...shown, {}])}>
        {words.form.another}
      </Button>
    </div>
  )
}

function SingleControl({ item, answers, onAnswers, ...labels }: AnswerControlProps): ReactNode {
  const [answer] = answers
  const put = (next: Answer | null) => onAnswers(next ? [next] : [])
  const type = item.type
  if (type === 'date' || type === 'dateTime') {
    return (
      <DateFields
        parts={partsOfDate(answer)}
        onParts={(parts) => put(answerOfDate(type, parts, deviceOffset))}
        hasTime={type === 'dateTime'}
        {...labels}
      />
    )
  }
  const shared = {
    value: textOfAnswer(answer),
    onInput: (event: { currentTarget: { value: string } }) => put(answerOfText(type, event.currentTarget.value)),
    'aria-labelledby': labels.labelledBy,
    'aria-describedby': labels.describedBy,
    'aria-invalid': labels.isInvalid ? true : undefined,
    'aria-required': item.required === true ? true : undefined,
  }
  if (type === 'text') {
    return (
      <>
        <textarea {...shared} rows={5} dir="auto" />
        <LengthLeft item={item} text={shared.value} />
      </>
    )
  }
  const unit = unitOf(item)
  return (
    <>
      <div className="pt-input-row">
        <input {...shared} {...inputKind(type)} dir="auto" autoComplete="off" />
        {unit && <span className="pt-unit">{unit}</span>}
      </div>
      <LengthLeft item={item} text={shared.value} />
    </>
  )
}

function inputKind(type: QuestionnaireItem['type']) {
  switch (type) {
    case 'integer':
      return { inputMode: 'numeric' } as const
    case 'decimal':
    case 'quantity':
      return { inputMode: 'decimal' } as const
    case 'url':
      return { inputMode: 'url', autoCapitalize: 'none' } as const
    case 'time':
      return { type: 'time' } as const
    default:
      return {}
  }
}

/** Said only when the end is near. */
function LengthLeft({ item, text }: { item: QuestionnaireItem; text: string }): ReactNode {
  const left = item.maxLength === undefined ? Infinity : item.maxLength - [...text].length
  const isNear = left < Math.max(20, (item.maxLength ?? 0) / 5)
  return (
    <p className="pt-hint" aria-live="polite">
      {isNear && words.form.lengthLeft(left)}
    </p>
  )
}
