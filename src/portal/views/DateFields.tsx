import { useId, type ReactNode } from 'react'
import { words } from '../words/words.ts'
import type { DateParts } from './answerInput.ts'

type DateFieldsProps = {
  readonly parts: DateParts
  readonly onParts: (parts: DateParts) => void
  readonly hasTime?: boolean
  /** A date of birth is filled in by the browser. */
  readonly isBirth?: boolean
  readonly labelledBy: string
  readonly describedBy?: string | undefined
  readonly isInvalid?: boolean
}

/** Three fields to type a date into: on a phone quicker and surer than turning a wheel back to 1954. */
export function DateFields(props: DateFieldsProps): ReactNode {
  const { parts, onParts, hasTime, isBirth, labelledBy, describedBy, isInvalid } = props
  const id = useId()
  const field = (name: 'day' | 'month' | 'year', label: string, length: number) => (
    <div className={`pt-date-part pt-date-${name}`}>
      <label htmlFor={`${id}-${name}`}>{label}</label>
      <input
        id={`${id}-${name}`}
        value={parts[name]}
        inputMode="numeric"
        maxLength={length}
        autoComplete={isBirth ? `bday-${name}` : 'off'}
        aria-invalid={isInvalid ? true : undefined}
        aria-describedby={describedBy}
        onInput={(event) => onParts({ ...parts, [name]: event.currentTarget.value.trim() })}
      />
    </div>
  )
  return (
    <div className="pt-date" role="group" aria-labelledby={labelledBy}>
      {field('day', words.form.day, 2)}
      {field('month', words.form.month, 2)}
      {field('year', words.form.year, 4)}
      {hasTime && (
        <div className="pt-date-part pt-date-time">
          <label htmlFor={`${id}-time`}>{words.form.hour}</label>
          <input
            id={`${id}-time`}
            type="time"
            value={parts.time}
            onInput={(event) => onParts({ ...parts, time: event.currentTarget.value })}
          />
        </div>
      )}
    </div>
  )
}
