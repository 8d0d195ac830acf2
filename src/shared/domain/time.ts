import { z } from 'zod'

/** An instant: ISO 8601 in UTC with milliseconds, `2026-03-02T09:00:00.000Z`, so that text order is time order. */
export const Instant = z.iso.datetime({ precision: 3 }).brand('Instant')
export type Instant = z.infer<typeof Instant>

/** A calendar day without a zone, `1985-03-12`: birth dates, the day shown in the calendar. Names end in `On`. */
export const CalendarDay = z.iso.date().brand('CalendarDay')
export type CalendarDay = z.infer<typeof CalendarDay>

/** A wall-clock time in the clinic's zone, `09:30`. */
export const ClockTime = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
  .brand('ClockTime')
export type ClockTime = z.infer<typeof ClockTime>

/** IANA name, `America/Vancouver`. */
export const TimeZone = z.string().min(1).max(64)
export type TimeZone = z.infer<typeof TimeZone>

/** Whether the platform knows this name. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}

/** What `createCore` and the endpoint are given in place of `Date.now`, so that a test owns the time. */
export type Clock = { readonly now: () => Instant }

export function toInstant(milliseconds: number): Instant {
  return new Date(milliseconds).toISOString() as Instant
}

export function plusMilliseconds(at: Instant, milliseconds: number): Instant {
  return toInstant(Date.parse(at) + milliseconds)
}

export function laterOf(one: Instant, other: Instant): Instant {
  return one > other ? one : other
}

export const SECOND = 1000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** Whole minutes from one instant to another. */
export function minutesBetween(from: Instant, to: Instant): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / MINUTE)
}
