import { useId, type ReactNode } from 'react'
import { bookingWords } from '../../words/bookingWords.ts'
import { Problem } from '../controls.tsx'

/** Section 12: so long may what brings somebody be. */
export const REASON_LENGTH = 500

type ReasonFieldProps = {
  readonly label: string
  readonly hint: string
  readonly value: string
  readonly onText: (text: string) => void
}

/** A few words of one's own, which nobody has to say. */
export function ReasonField({ label, hint, value, onText }: ReasonFieldProps): ReactNode {
  const id = useId()
  const over = value.length - REASON_LENGTH
  return (
    <div className="pt-field">
      <label htmlFor={id}>{label}</label>
      <textarea
        id={id}
        rows={3}
        value={value}
        onInput={(event) => onText(event.currentTarget.value)}
        aria-invalid={over > 0 ? true : undefined}
        aria-describedby={over > 0 ? `${id}-problem` : `${id}-hint`}
      />
      {over <= 0 && (
        <p className="pt-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <Problem id={`${id}-problem`} text={over > 0 ? bookingWords.details.problems.reasonTooLong(over) : null} />
    </div>
  )
}

type BeenHereProps = { readonly value: boolean | null; readonly onChoose: (value: boolean | null) => void }

/** Whether the clinic knows whoever comes; said again, it is taken back. */
export function BeenHere({ value, onChoose }: BeenHereProps): ReactNode {
  const id = useId()
  const { details } = bookingWords
  const choice = (answer: boolean, text: string) => (
    <button
      type="button"
      className="pt-slot"
      aria-pressed={value === answer}
      onClick={() => onChoose(value === answer ? null : answer)}
    >
      {text}
    </button>
  )
  return (
    <div className="pt-field" role="group" aria-labelledby={id}>
      <span className="pt-label" id={id}>
        {details.beenHere}
      </span>
      <div className="pt-yes-no">
        {choice(true, details.yes)}
        {choice(false, details.no)}
      </div>
      <p className="pt-hint">{details.optional}</p>
    </div>
  )
}
