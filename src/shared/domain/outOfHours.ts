import { z } from 'zod'
import { ClockTime, toInstant, type Instant } from './time.ts'
import type { WorkingSpan } from './workingHours.ts'

const Span = z.object({ from: ClockTime, to: ClockTime })

/** Monday first: when somebody of the clinic reads messages. */
export const OpenWeek = z.array(z.array(Span).max(10)).length(7)
export type OpenWeek = readonly (readonly WorkingSpan[])[]

/** Section 12, as short as one reads it on a phone. */
export const OUT_OF_HOURS_CHARACTERS = 1_000

/** R8.5: what the clinic answers by itself while it is closed, and when that is; an empty text answers nothing. */
export const OutOfHours = z.object({ week: OpenWeek, text: z.string().max(OUT_OF_HOURS_CHARACTERS) })
export type OutOfHours = z.infer<typeof OutOfHours>

/** How a week is kept: days Monday first, parted by `;`, the spans of each by `,` (`09:00-12:00,13:00-17:00;;…`). */
export const WrittenWeek = z
  .string()
  .max(1_000)
  .refine((text) => weekOf(text) !== null, 'Not a week')
export const NEVER_OPEN = ';;;;;;'

/** Null for what is no week. */
export function weekOf(text: string): z.infer<typeof OpenWeek> | null {
  const days = text.split(';').map((day) =>
    day === ''
      ? []
      : day.split(',').map((span) => {
          const [from, to] = span.split('-')
          return { from, to }
        }),
  )
  return OpenWeek.safeParse(days).data ?? null
}

export function writtenWeek(week: OpenWeek): string {
  return week.map((spans) => spans.map(({ from, to }) => `${from}-${to}`).join(',')).join(';')
}

const MINUTES_OF_WEEK = 7 * 24 * 60

/** Whether the clinic is closed then; never where no day has hours, which says nothing. */
export function isClosedAt({ week }: Pick<OutOfHours, 'week'>, at: Instant, timeZone: string): boolean {
  return minutesClosed(week, at, timeZone) !== null
}

/**
 * Since when it has been closed, by the wall clock of its week: what is answered once in that time is not answered twice. Null
 * where it is open.
 */
export function closedSince({ week }: Pick<OutOfHours, 'week'>, at: Instant, timeZone: string): Instant | null {
  const minutes = minutesClosed(week, at, timeZone)
  return minutes === null ? null : toInstant(Date.parse(at) - minutes * 60_000)
}

/** For how many minutes; null where it is open. */
function minutesClosed(week: OpenWeek, at: Instant, timeZone: string): number | null {
  const now = minuteOfWeek(at, timeZone)
  let shortest: number | null = null
  for (const [day, spans] of week.entries()) {
    for (const { from, to } of spans) {
      const [begins, ends] = [day * 1_440 + minuteOfDay(from), day * 1_440 + minuteOfDay(to)]
      if (begins <= now && now < ends) return null
      const since = (now - ends + MINUTES_OF_WEEK) % MINUTES_OF_WEEK
      if (shortest === null || since < shortest) shortest = since
    }
  }
  return shortest
}

function minuteOfDay(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return hours * 60 + minutes
}

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

/** By the platform's own calendar: patients' pages load no other. */
function minuteOfWeek(at: Instant, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(new Date(at))
  const of = (type: Intl.DateTimeFormatPartTypes) => parts.find((part) => part.type === type)?.value ?? ''
  return WEEKDAYS.indexOf(of('weekday')) * 1_440 + minuteOfDay(`${of('hour')}:${of('minute')}`)
}
