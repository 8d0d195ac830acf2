import type { ReactNode } from 'react'
import type { ShownDay } from './week.ts'
import { bookingWords } from '../../words/bookingWords.ts'
import { formats } from '../../words/words.ts'
import { Icon } from '../icons.tsx'

type WeekStripProps = {
  /** Null while it is being asked for. */
  readonly days: readonly ShownDay[] | null
  readonly monday: string
  readonly chosenOn: string | null
  /** `Tue 24 Nov`; null where none is known. */
  readonly firstFree: string | null
  /** Null where there is no earlier, or no later, week that can be booked. */
  readonly onEarlier: (() => void) | null
  readonly onLater: (() => void) | null
  readonly onDay: (on: string) => void
}

/** A week as days to tap, each with how much of it is free. */
export function WeekStrip({ days, monday, chosenOn, firstFree, ...acts }: WeekStripProps): ReactNode {
  const { times } = bookingWords
  return (
    <>
      <div className="pt-week-head">
        <div>
          <h2>{formats.month((chosenOn ?? monday).slice(0, 7)).replace(/\s\d{4}$/, '')}</h2>
          <p className="pt-quiet">{firstFree !== null && times.firstFree(firstFree)}</p>
        </div>
        <Turn icon="left" label={times.earlier} onTurn={acts.onEarlier} />
        <Turn icon="right" label={times.later} onTurn={acts.onLater} />
      </div>
      {days ? (
        <div
          className={`pt-week pt-week-${days.length}`}
          role="group"
          aria-label={formats.shortWeekdayDay(monday, 'UTC', monday)}
        >
          {days.map(({ on, state, free }) => (
            <button
              key={on}
              type="button"
              className="pt-day"
              aria-pressed={on === chosenOn}
              disabled={state !== 'free'}
              onClick={() => acts.onDay(on)}
            >
              <span>{formats.shortWeekday(on)}</span>
              <strong>{Number(on.slice(8))}</strong>
              <span>{state === 'free' ? times.free(free) : times[state]}</span>
            </button>
          ))}
        </div>
      ) : (
        <div className="pt-week pt-week-6 pt-week-waiting" aria-hidden="true">
          {Array.from({ length: 6 }, (_, at) => (
            <i key={at} className="pt-day" />
          ))}
        </div>
      )}
    </>
  )
}

type TurnProps = { readonly icon: 'left' | 'right'; readonly label: string; readonly onTurn: (() => void) | null }

function Turn({ icon, label, onTurn }: TurnProps): ReactNode {
  return (
    <button type="button" className="pt-turn" aria-label={label} disabled={!onTurn} onClick={() => onTurn?.()}>
      <Icon name={icon} size={22} />
    </button>
  )
}
