import { useId, type ReactNode } from 'react'
import type { DaysProblem, TypedDays } from './waitDays.ts'
import { bookingWords } from '../../words/bookingWords.ts'
import { formats } from '../../words/words.ts'
import { Problem } from '../controls.tsx'
import { DateFields } from '../DateFields.tsx'

type WaitDaysProps = {
  /** 1 (Monday) to 7; none: any. */
  readonly weekdays: readonly number[]
  readonly onWeekdays: (weekdays: readonly number[]) => void
  readonly typed: TypedDays
  readonly onTyped: (typed: Partial<TypedDays>) => void
  readonly problem: DaysProblem
}

/** R6.2: on which days of the week somebody can come, and between which days; what is left empty is any. */
export function WaitDays({ weekdays, onWeekdays, typed, onTyped, problem }: WaitDaysProps): ReactNode {
  const id = useId()
  const { wait } = bookingWords
  return (
    <>
      <fieldset className="pt-field">
        <legend className="pt-label">{wait.weekdays}</legend>
        <div className="pt-choices pt-weekdays">
          {formats.weekdayNames().map((name, at) => (
            <label key={name} className="pt-choice">
              <input
                type="checkbox"
                aria-label={name}
                checked={weekdays.includes(at + 1)}
                onChange={() =>
                  onWeekdays(
                    weekdays.includes(at + 1) ? weekdays.filter((day) => day !== at + 1) : [...weekdays, at + 1],
                  )
                }
              />
              <span>{formats.shortWeekday(`2024-01-0${at + 1}`)}</span>
            </label>
          ))}
        </div>
      </fieldset>
      {(['from', 'until'] as const).map((name) => {
        const said = problem[name]
        return (
          <div key={name} className="pt-field">
            <span className="pt-label" id={`${id}-${name}`}>
              {wait[name]}
            </span>
            <DateFields
              parts={typed[name]}
              onParts={(parts) => onTyped({ [name]: parts })}
              labelledBy={`${id}-${name}`}
              describedBy={said ? `${id}-${name}-problem` : undefined}
              isInvalid={said !== undefined}
            />
            <Problem id={`${id}-${name}-problem`} text={said ? wait.problems[said] : null} />
          </div>
        )
      })}
    </>
  )
}
