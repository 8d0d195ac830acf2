import type { Instant } from '../../../shared/domain/time.ts'
import { dayOf } from '../../../shared/domain/zone.ts'
import { errorSentence } from '../../components/errorSentence.ts'
import { useTimeZone } from '../../state/useSession.ts'
import { useToday } from '../../state/useToday.ts'
import { formats, words } from '../../words/words.ts'
import styles from '../booking/booking.module.css'
import { concernSentence, takenSentence, type ConcernNames } from '../booking/concernSentence.ts'
import { VisitTick } from '../booking/VisitTick.tsx'
import type { MoveSeriesState } from './useMoveSeries.ts'

/** R6.2: each that would go along, from when to when and with what is odd about it there, before anything is saved. */
export function MoveSeries({
  state,
  names,
}: {
  readonly state: MoveSeriesState
  readonly names: Omit<ConcernNames, 'day'>
}) {
  const timeZone = useTimeZone()
  const today = useToday()
  const t = words.calendar.movingAlong
  const at = (instant: Instant) =>
    words.common.dayAndClock(formats.weekdayDay(instant, timeZone, today), formats.clock(instant, timeZone))
  const fromTo = (from: Instant, to: Instant) => {
    if (from === to) return at(from)
    const isOneDay = dayOf(from, timeZone) === dayOf(to, timeZone)
    return t.fromTo(at(from), isOneDay ? formats.clock(to, timeZone) : at(to))
  }
  if (!state.isOn) return null
  return (
    <div>
      <ul className={styles['occurrences']} aria-label={t.list(state.count, state.shown.length)}>
        {state.shown.map((visit) => {
          const { id, from, startsAt, concerns, taken, goesAlong, reason } = visit
          const day = formats.weekdayDay(dayOf(startsAt, timeZone), 'UTC', today)
          return (
            <VisitTick
              key={id}
              label={fromTo(from, startsAt)}
              isTicked={goesAlong}
              isImpossible={false}
              onTick={(isTicked) => state.change(id, { isTicked })}
              odd={[
                ...concerns.map((each) => concernSentence(each, { ...names, day })),
                ...(taken ? [takenSentence(taken, timeZone)] : []),
              ]}
              reason={reason}
              isReasonMissing={state.wasTried}
              onReason={(text) => state.change(id, { reason: text })}
            />
          )
        })}
      </ul>
      {state.error || state.lacksVisits ? (
        <p role="alert" className={styles['refused']}>
          {state.error ? errorSentence(state.error) : t.none}
        </p>
      ) : null}
    </div>
  )
}
