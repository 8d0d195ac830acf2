import { Temporal } from 'temporal-polyfill'
import type { CalendarDay } from './time.ts'
import { plusDays, weekdayOf } from './zone.ts'

/** R6.2: the seven days of the week of a day, Monday first. */
export function weekOf(on: CalendarDay): readonly CalendarDay[] {
  const monday = plusDays(on, 1 - weekdayOf(on))
  return Array.from({ length: 7 }, (_, day) => plusDays(monday, day))
}

/** 1 to 53, as in ISO 8601: the week that has a year's first Thursday is its first. */
export function weekNumberOf(on: CalendarDay): number {
  return Temporal.PlainDate.from(on).weekOfYear ?? 0
}

/** R6.2: every day of the weeks that the month of a day touches, Monday first: four to six weeks. */
export function weeksOfMonth(on: CalendarDay): readonly CalendarDay[] {
  const date = Temporal.PlainDate.from(on)
  // A plain date prints as an ISO day.
  const first = date.with({ day: 1 }).toString() as CalendarDay
  const weeks = Math.ceil((weekdayOf(first) - 1 + date.daysInMonth) / 7)
  return Array.from({ length: weeks }, (_, week) => weekOf(plusDays(first, 7 * week))).flat()
}

/** The same day of another month, or its last. */
export function plusMonths(on: CalendarDay, months: number): CalendarDay {
  return Temporal.PlainDate.from(on).add({ months }).toString() as CalendarDay // prints as an ISO day
}
