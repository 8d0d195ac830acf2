import { RRuleTemporal } from 'rrule-temporal'
import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { CalendarDay, type Instant } from '../time.ts'
import { clockTimeOf, dayOf, instantOf, weekdayOf } from '../zone.ts'

/** R6.2: so many visits can be booked at once: one a week for a year. */
export const MOST_VISITS = 52

/** 1 (Monday) to 7. */
const Weekday = z.number().int().min(1).max(7)

const ends = {
  ends: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('count'), count: z.number().int().min(1).max(MOST_VISITS) }),
    /** The last day on which one may begin. */
    z.object({ kind: z.literal('until'), on: CalendarDay }),
  ]),
}
const interval = { interval: z.number().int().min(1).max(MOST_VISITS) }

/** R6.2: how visits recur after the first, by the clinic's wall clock. */
export const Recurrence = z.discriminatedUnion('every', [
  z.object({ every: z.literal('day'), ...interval, ...ends }),
  /** The first visit's weekday is one of them, named or not. */
  z.object({ every: z.literal('week'), ...interval, weekdays: z.array(Weekday).max(7), ...ends }),
  /** On the first visit's day of the month; a month that does not have it has none. */
  z.object({ every: z.literal('month'), ...interval, ...ends }),
])
export type Recurrence = z.infer<typeof Recurrence>

const DAY_NAMES = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const
const FREQUENCIES = { day: 'DAILY', week: 'WEEKLY', month: 'MONTHLY' } as const

/** What recurs, and the rule as RFC 5545 writes it. */
export type Occurrences = {
  /** Each at the same time by the clinic's clock; one that a change of it skips, or has twice, as `instantOf` has it. */
  readonly startsAt: readonly Instant[]
  /** An RRULE with its COUNT, for a DTSTART in the clinic's zone: `FREQ=WEEKLY;INTERVAL=1;BYDAY=TU;COUNT=10`. */
  readonly rule: string
  /** There would be more than can be booked at once. */
  readonly isCut: boolean
}

/** R6.2: every visit of a series, the first among them, in order; none but the first where the last day is before it. */
export function occurrencesOf(recurrence: Recurrence, firstAt: Instant, timeZone: string): Occurrences {
  const firstOn = dayOf(firstAt, timeZone)
  const asked = recurrence.ends.kind === 'count' ? recurrence.ends.count : MOST_VISITS + 1
  const found = daysOf(ruleOf(recurrence, firstOn, asked), firstOn)
  const { ends } = recurrence
  const inTime = ends.kind === 'until' ? found.filter((on) => on === firstOn || on <= ends.on) : found
  const days = inTime.slice(0, MOST_VISITS)
  const rule = ruleOf(recurrence, firstOn, days.length)
  return { startsAt: timesOf(rule, firstAt, timeZone), rule, isCut: inTime.length > days.length }
}

/** Every time that such a rule has. @param rule with its COUNT */
export function timesOf(rule: string, firstAt: Instant, timeZone: string): Instant[] {
  const firstOn = dayOf(firstAt, timeZone)
  const time = clockTimeOf(firstAt, timeZone)
  return daysOf(rule, firstOn).map((on) => (on === firstOn ? firstAt : instantOf(on, time, timeZone)))
}

function ruleOf(recurrence: Recurrence, firstOn: CalendarDay, count: number): string {
  const byDay = recurrence.every === 'week' ? [`BYDAY=${weekdayNames(recurrence.weekdays, firstOn)}`] : []
  const { every, interval } = recurrence
  return [`FREQ=${FREQUENCIES[every]}`, `INTERVAL=${interval}`, ...byDay, `COUNT=${count}`].join(';')
}

function weekdayNames(weekdays: readonly number[], firstOn: CalendarDay): string {
  return DAY_NAMES.filter((_, index) => weekdays.includes(index + 1) || weekdayOf(firstOn) === index + 1).join(',')
}

/** The rule is about days, so it is counted where no clock ever changes. */
function daysOf(rule: string, firstOn: CalendarDay): CalendarDay[] {
  const dtstart = Temporal.PlainDate.from(firstOn).toZonedDateTime('UTC')
  const recurring = new RRuleTemporal({ rruleString: `RRULE:${rule}`, dtstart })
  // A plain date prints as an ISO day.
  return recurring.all().map((at) => at.toPlainDate().toString() as CalendarDay)
}
