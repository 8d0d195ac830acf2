import type { CalendarDay, ClockTime, Instant } from '../../shared/domain/time.ts'

const LOCALE = 'en-GB'
const formats = new Map<string, Intl.DateTimeFormat>()

function format(timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = timeZone + JSON.stringify(options)
  const known = formats.get(key)
  if (known) return known
  const made = new Intl.DateTimeFormat(LOCALE, { ...options, timeZone })
  formats.set(key, made)
  return made
}

/** "14:03", in the clinic's zone. */
export function clockAt(at: Instant, timeZone: string): ClockTime {
  const text = format(timeZone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(Date.parse(at))
  // `h23` with two digits gives exactly the shape of a ClockTime.
  return text as ClockTime
}

/** The clinic's calendar day at an instant: `2026-11-23`. */
export function dayAt(at: Instant, timeZone: string): CalendarDay {
  const parts = format(timeZone, { year: 'numeric', month: '2-digit', day: '2-digit' }).formatToParts(Date.parse(at))
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? ''
  // Year, month and day with leading zeros: the shape of a CalendarDay.
  return `${part('year')}-${part('month')}-${part('day')}` as CalendarDay
}

/** "Mon 23 Nov, 14:03"; the day is left out when it is today. */
export function shortDateTime(at: Instant, timeZone: string, now: Instant): string {
  const clock = clockAt(at, timeZone)
  if (dayAt(at, timeZone) === dayAt(now, timeZone)) return clock
  const isThisYear = dayAt(at, timeZone).slice(0, 4) === dayAt(now, timeZone).slice(0, 4)
  const year = isThisYear ? {} : ({ year: 'numeric' } as const)
  return `${format(timeZone, { weekday: 'short', day: 'numeric', month: 'short', ...year }).format(Date.parse(at))}, ${clock}`
}

/** "Monday 23 November". */
export function longDay(on: CalendarDay): string {
  return format('UTC', { weekday: 'long', day: 'numeric', month: 'long' })
    .format(Date.parse(`${on}T12:00:00Z`))
    .replace(',', '')
}

/** "12 March 1985". */
export function dateWords(on: CalendarDay): string {
  return format('UTC', { day: 'numeric', month: 'long', year: 'numeric' }).format(Date.parse(`${on}T12:00:00Z`))
}

export function plusDays(on: CalendarDay, days: number): CalendarDay {
  const at = new Date(Date.parse(`${on}T12:00:00Z`) + days * 86_400_000)
  // The date half of an ISO instant is a CalendarDay.
  return at.toISOString().slice(0, 10) as CalendarDay
}

/** Whole years on a day. */
export function ageOn(birthOn: CalendarDay, on: CalendarDay): number {
  const years = Number(on.slice(0, 4)) - Number(birthOn.slice(0, 4))
  return on.slice(5) < birthOn.slice(5) ? years - 1 : years
}

/** Minutes between two instants. */
export function minutesBetween(from: Instant, to: Instant): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 60_000)
}

/** "23 Nov 2026": what a day field holds, and reads back. */
export function shortDay(on: CalendarDay): string {
  return format('UTC', { day: 'numeric', month: 'short', year: 'numeric' })
    .format(Date.parse(`${on}T12:00:00Z`))
    .replace('Sept', 'Sep')
}

/** The place of a zone's name: "Vancouver" of `America/Vancouver`. */
export function placeOf(timeZone: string): string {
  return (timeZone.split('/').at(-1) ?? timeZone).replaceAll('_', ' ')
}
