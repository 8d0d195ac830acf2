import { Temporal } from 'temporal-polyfill'
import { toInstant, type CalendarDay, type ClockTime, type Instant } from './time.ts'

/**
 * The clinic's wall clock (R6.1). Days are those of the clinic's zone: 23 or 25 hours long when clocks change. A wall
 * time that a change skips stands for the moment as long after the change; one that happens twice for its first time.
 */

/** @throws RangeError for a zone that is none */
export function dayOf(at: Instant, timeZone: string): CalendarDay {
  // A plain date prints as an ISO day.
  return zoned(at, timeZone).toPlainDate().toString() as CalendarDay
}

/** `09:30` */
export function clockTimeOf(at: Instant, timeZone: string): ClockTime {
  // A plain time to the minute prints as HH:MM.
  return zoned(at, timeZone).toPlainTime().toString({ smallestUnit: 'minute' }) as ClockTime
}

/** First moment of a clinic day, and of the day after it. */
export function dayBounds(on: CalendarDay, timeZone: string): { startsAt: Instant; endsAt: Instant } {
  return { startsAt: startOfDay(on, timeZone), endsAt: startOfDay(plusDays(on, 1), timeZone) }
}

export function instantOf(on: CalendarDay, time: ClockTime, timeZone: string): Instant {
  const wall = Temporal.PlainDate.from(on).toPlainDateTime(Temporal.PlainTime.from(time))
  return toInstant(wall.toZonedDateTime(timeZone, { disambiguation: 'compatible' }).epochMilliseconds)
}

export function plusDays(on: CalendarDay, days: number): CalendarDay {
  // A plain date prints as an ISO day.
  return Temporal.PlainDate.from(on).add({ days }).toString() as CalendarDay
}

/** 1 (Monday) to 7, as in ISO 8601. */
export function weekdayOf(on: CalendarDay): number {
  return Temporal.PlainDate.from(on).dayOfWeek
}

/** Whole years; somebody born on 29 February has a birthday on 1 March. Null for a birth date that is still to come. */
export function ageOn(birthOn: CalendarDay, on: CalendarDay): number | null {
  const [birthYear = 0, birthMonth = 0, birthDay = 0] = birthOn.split('-').map(Number)
  const [year = 0, month = 0, day = 0] = on.split('-').map(Number)
  const hasHadBirthday = month > birthMonth || (month === birthMonth && day >= birthDay)
  const years = year - birthYear - (hasHadBirthday ? 0 : 1)
  return years < 0 ? null : years
}

function startOfDay(on: CalendarDay, timeZone: string): Instant {
  return toInstant(Temporal.PlainDate.from(on).toZonedDateTime(timeZone).epochMilliseconds)
}

function zoned(at: Instant, timeZone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.from(at).toZonedDateTimeISO(timeZone)
}
