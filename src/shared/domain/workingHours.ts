import { z } from 'zod'
import { CalendarDay, ClockTime, type Instant } from './time.ts'
import { dayBounds, dayOf, instantOf, plusDays } from './zone.ts'

/** A stretch of the clinic's wall clock in which somebody works; a break is the gap between two. */
export type WorkingSpan = { readonly from: ClockTime; readonly to: ClockTime }

/** When hours began that always were. */
export const ALWAYS = CalendarDay.parse('0001-01-01')

/** 1 (Monday) to 7, as in ISO 8601. */
export const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const

/** Why spans are no working hours of one day. `backwards`: ends when it begins or before, as hours past midnight would. */
export const HoursProblem = z.enum(['backwards', 'overlap'])
export type HoursProblem = z.infer<typeof HoursProblem>

/** R6.1: spans of one day may touch, and neither overlap nor cross midnight. Null where nothing is wrong. */
export function hoursProblem(spans: readonly WorkingSpan[]): HoursProblem | null {
  if (spans.some(({ from, to }) => from >= to)) return 'backwards'
  const sorted = inOrder(spans)
  return sorted.some(({ from }, index) => index > 0 && from < (sorted[index - 1]?.to ?? '')) ? 'overlap' : null
}

/** In order of time, those that touch put together, so that the same hours are always written the same. */
export function tidyHours(spans: readonly WorkingSpan[]): WorkingSpan[] {
  return inOrder(spans).reduce<WorkingSpan[]>((tidy, span) => {
    const last = tidy.at(-1)
    if (!last || last.to < span.from) return [...tidy, span]
    return [...tidy.slice(0, -1), { from: last.from, to: last.to > span.to ? last.to : span.to }]
  }, [])
}

/** Time off on one day; null from its beginning, or until its end. */
export type OffPart = { readonly from: ClockTime | null; readonly to: ClockTime | null; readonly word: string }

/** What is left of a day's hours. */
export function withoutOff(spans: readonly WorkingSpan[], off: readonly OffPart[]): WorkingSpan[] {
  return off.reduce<WorkingSpan[]>(
    (left, part) =>
      left.flatMap((span) => {
        const before = part.from === null ? null : { from: span.from, to: earlier(span.to, part.from) }
        const after = part.to === null ? null : { from: later(span.from, part.to), to: span.to }
        return [before, after].filter((each) => each !== null && each.from < each.to).filter((each) => each !== null)
      }),
    [...spans],
  )
}

/** Whoever is away for longer has left; a year mistyped is no leave. */
const LONGEST_OFF_DAYS = 3 * 366

export function isOffTooLong(fromOn: CalendarDay, toOn: CalendarDay): boolean {
  return toOn > plusDays(fromOn, LONGEST_OFF_DAYS)
}

/** R6.1: what a clinic says of time off. A part of a day is the same part of each of its days. */
export const TimeOffDetails = z
  .object({
    fromOn: CalendarDay,
    toOn: CalendarDay,
    /** Null from the beginning of each day. */
    from: ClockTime.nullable(),
    /** Null until the end of each day. */
    to: ClockTime.nullable(),
    /** What for; empty for nothing said. */
    word: z.string().trim().max(100),
  })
  .refine(({ fromOn, toOn }) => fromOn <= toOn, 'Ends before it begins')
  .refine(({ fromOn, toOn }) => !isOffTooLong(fromOn, toOn), 'Longer than three years')
  .refine(({ from, to }) => from === null || to === null || from < to, 'Ends before it begins')
export type TimeOffDetails = z.infer<typeof TimeOffDetails>

/** What of one of its days is off, as instants. */
export function offOn(
  { from, to }: Pick<TimeOffDetails, 'from' | 'to'>,
  on: CalendarDay,
  timeZone: string,
): { readonly startsAt: Instant; readonly endsAt: Instant } {
  const day = dayBounds(on, timeZone)
  return {
    startsAt: from === null ? day.startsAt : instantOf(on, from, timeZone),
    endsAt: to === null ? day.endsAt : instantOf(on, to, timeZone),
  }
}

/** R6.1: whether a visit, which is no longer than a day, stands in somebody's time off, however long that is. */
export function standsInOff(
  visit: { readonly startsAt: Instant; readonly endsAt: Instant },
  off: TimeOffDetails,
  timeZone: string,
): boolean {
  return [dayOf(visit.startsAt, timeZone), dayOf(visit.endsAt, timeZone)]
    .filter((on) => off.fromOn <= on && on <= off.toOn)
    .map((on) => offOn(off, on, timeZone))
    .some(({ startsAt, endsAt }) => visit.startsAt < endsAt && startsAt < visit.endsAt)
}

function inOrder(spans: readonly WorkingSpan[]): WorkingSpan[] {
  return [...spans].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0))
}

const earlier = (a: ClockTime, b: ClockTime) => (a < b ? a : b)
const later = (a: ClockTime, b: ClockTime) => (a > b ? a : b)
