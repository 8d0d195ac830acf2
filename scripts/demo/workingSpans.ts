import { Temporal } from 'temporal-polyfill'
import type { DemoPractitioner } from './clinic.ts'

/** When somebody works, in milliseconds since 1970. */
export type WorkingSpan = { readonly startsAt: number; readonly endsAt: number }

export type WeekdayHours = { readonly weekday: number; readonly from: string; readonly to: string }

const MINUTE = 60_000
/** So much of today's work lies before the present minute, and so much after it, whatever the hour. */
const BEFORE_MINUTES = 90
const AFTER_MINUTES = 180
const STEP = 30 * MINUTE
const LAST_MINUTE = '23:59'

/**
 * When somebody works today: their ordinary hours, moved as a whole by half hours until the present minute lies well within
 * them, so that the demo is at work on a Sunday night too; nobody has a break now. None: away.
 * @param now milliseconds since 1970
 */
export function spansToday(practitioner: DemoPractitioner, now: number, timeZone: string): WorkingSpan[] {
  if (practitioner.isAwayToday) return []
  const ordinary = spansOn(dayAt(now, timeZone), practitioner, timeZone)
  const cover = { startsAt: down(now - BEFORE_MINUTES * MINUTE), endsAt: up(now + AFTER_MINUTES * MINUTE) }
  const opensAt = Math.min(...ordinary.map(({ startsAt }) => startsAt))
  const closesAt = Math.max(...ordinary.map(({ endsAt }) => endsAt))
  const tooEarly = Math.max(0, opensAt - cover.startsAt)
  const tooLate = Math.max(0, cover.endsAt - closesAt)
  const move = tooLate > 0 ? up(tooLate) : -up(tooEarly)
  return together([...ordinary.map((span) => moved(span, move)), cover])
}

/** The hours of that day as they always are. */
export function spansOn(day: Temporal.PlainDate, { hours }: DemoPractitioner, timeZone: string): WorkingSpan[] {
  return hours.map(({ from, to }) => ({ startsAt: at(day, from, timeZone), endsAt: at(day, to, timeZone) }))
}

/** Monday to Friday as always, today as {@link spansToday} has it, tomorrow whatever day it is; what passes midnight is both days'. */
export function weekOf(practitioner: DemoPractitioner, now: number, timeZone: string): WeekdayHours[] {
  const today = dayAt(now, timeZone)
  const ordinary = Array.from({ length: 7 }, (_, offset) => today.add({ days: offset }))
    .filter((day, offset) => offset !== 0 && (day.dayOfWeek <= 5 || offset === 1))
    .flatMap((day) => spansOn(day, practitioner, timeZone))
  const rows = together([...ordinary, ...spansToday(practitioner, now, timeZone)]).flatMap((span) =>
    rowsOf(span, timeZone),
  )
  // Yesterday's weekday comes round again in six days: what reaches back over midnight joins its hours.
  return [...Map.groupBy(rows, ({ weekday }) => weekday)].flatMap(([, sameDay]) => withoutOverlap(sameDay))
}

export function dayAt(at: number, timeZone: string): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainDate()
}

function rowsOf({ startsAt, endsAt }: WorkingSpan, timeZone: string): WeekdayHours[] {
  const rows: WeekdayHours[] = []
  const last = dayAt(endsAt - MINUTE, timeZone)
  for (let day = dayAt(startsAt, timeZone); Temporal.PlainDate.compare(day, last) <= 0; day = day.add({ days: 1 })) {
    const from = Math.max(startsAt, at(day, '00:00', timeZone))
    const endOfDay = at(day.add({ days: 1 }), '00:00', timeZone)
    rows.push({
      weekday: day.dayOfWeek,
      from: wallClock(from, timeZone),
      to: endsAt >= endOfDay ? LAST_MINUTE : wallClock(endsAt, timeZone),
    })
  }
  return rows
}

function withoutOverlap(rows: readonly WeekdayHours[]): WeekdayHours[] {
  const sorted = rows.toSorted((a, b) => a.from.localeCompare(b.from))
  return sorted.reduce<WeekdayHours[]>((done, row) => {
    const before = done.at(-1)
    if (!before || before.to < row.from) return [...done, row]
    return [...done.slice(0, -1), { ...before, to: before.to > row.to ? before.to : row.to }]
  }, [])
}

function together(spans: readonly WorkingSpan[]): WorkingSpan[] {
  const sorted = spans.toSorted((a, b) => a.startsAt - b.startsAt)
  return sorted.reduce<WorkingSpan[]>((done, span) => {
    const before = done.at(-1)
    if (!before || before.endsAt < span.startsAt) return [...done, span]
    return [...done.slice(0, -1), { startsAt: before.startsAt, endsAt: Math.max(before.endsAt, span.endsAt) }]
  }, [])
}

function moved({ startsAt, endsAt }: WorkingSpan, by: number): WorkingSpan {
  return { startsAt: startsAt + by, endsAt: endsAt + by }
}

function wallClock(at: number, timeZone: string): string {
  const time = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainTime()
  return time.toString({ smallestUnit: 'minute' })
}

function at(day: Temporal.PlainDate, time: string, timeZone: string): number {
  return day.toZonedDateTime({ timeZone, plainTime: time }).epochMilliseconds
}

function down(at: number): number {
  return Math.floor(at / STEP) * STEP
}

function up(at: number): number {
  return Math.ceil(at / STEP) * STEP
}
