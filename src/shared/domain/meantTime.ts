import { openSpans } from './bookingConcerns.ts'
import { MINUTE, plusMilliseconds, type CalendarDay, type ClockTime, type Instant } from './time.ts'
import type { WorkingSpan } from './workingHours.ts'
import { clockTimeOf, instantOf } from './zone.ts'

export type DayOfWork = {
  readonly on: CalendarDay
  readonly timeZone: string
  readonly now: Instant
  /** Of the practitioner; of nobody while none is chosen. */
  readonly practitioner: readonly WorkingSpan[]
  /** Of everybody in the clinic. */
  readonly clinic: readonly WorkingSpan[]
  /** How long the visit takes; 0 while no service is chosen. */
  readonly minutes: number
}

/** Where nobody works on that day: "2" is in the afternoon and "8" in the morning. */
const DAYTIME = { from: '07:00' as ClockTime, to: '19:00' as ClockTime } // both are clock times

function isByDay(time: ClockTime): boolean {
  return DAYTIME.from <= time && time < DAYTIME.to
}

/**
 * R6.2: which of its readings a typed time means on that day: "2" is 02:00 or 14:00. The first that lies ahead in the
 * hours of the practitioner, with room for the visit if there is one; else in those of the clinic; else one that has
 * passed; else one by daylight. A time that the clocks skip on that day is none.
 * @param readings in the order of the clock
 */
export function meantTime(readings: readonly ClockTime[], day: DayOfWork): ClockTime | null {
  const { on, timeZone, now } = day
  const existing = readings.filter((time) => existingInstantOf(on, time, timeZone) !== null)
  if (existing.length < 2) return existing[0] ?? null
  const at = (time: ClockTime) => instantOf(on, time, timeZone)
  const isAhead = (time: ClockTime) => at(time) > now
  const isIn = (open: readonly WorkingSpan[], minutes = 0) => {
    const spans = openSpans(open, on, timeZone)
    return (time: ClockTime) =>
      spans.some(
        ({ startsAt, endsAt }) =>
          startsAt <= at(time) && at(time) < endsAt && plusMilliseconds(at(time), minutes * MINUTE) <= endsAt,
      )
  }
  const fits = isIn(day.practitioner, day.minutes)
  const isWorking = isIn(day.practitioner)
  const isOpen = isIn(day.clinic)
  const preferred: readonly ((time: ClockTime) => boolean)[] = [
    (time) => isAhead(time) && fits(time),
    (time) => isAhead(time) && isWorking(time),
    (time) => isAhead(time) && isOpen(time),
    isWorking,
    isOpen,
    (time) => isAhead(time) && isByDay(time),
    isByDay,
  ]
  for (const isMeant of preferred) {
    const time = existing.find(isMeant)
    if (time !== undefined) return time
  }
  return existing[0] ?? null
}

/**
 * R6.2: the reading by daylight that was passed over, to be said: "9:00" is read as 21:00 where only that lies in the hours.
 * Null where nobody could have meant another.
 * @param readings in the order of the clock
 */
export function daylightPassedOver([first]: readonly ClockTime[], meant: ClockTime | null): ClockTime | null {
  return first !== undefined && meant !== null && first !== meant && isByDay(first) ? first : null
}

/** As {@link instantOf}, but null for a time that the clocks skip: nobody can come then (R6.1). */
export function existingInstantOf(on: CalendarDay, at: ClockTime, timeZone: string): Instant | null {
  const instant = instantOf(on, at, timeZone)
  return clockTimeOf(instant, timeZone) === at ? instant : null
}
