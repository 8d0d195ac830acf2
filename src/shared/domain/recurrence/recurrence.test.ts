import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CalendarDay, ClockTime, Instant } from '../time.ts'
import { clockTimeOf, dayOf, instantOf, plusDays, weekdayOf } from '../zone.ts'
import { MOST_VISITS, occurrencesOf, Recurrence } from './recurrence.ts'

const PARIS = 'Europe/Paris'
const on = (day: string) => CalendarDay.parse(day)
const at = (day: string, time: string, zone = PARIS) => instantOf(on(day), ClockTime.parse(time), zone)
const daysOf = (times: readonly Instant[], zone = PARIS) => times.map((each) => dayOf(each, zone))
const weekly = (ends: Recurrence['ends'], weekdays: number[] = [], interval = 1): Recurrence => ({
  every: 'week',
  ...{ interval, weekdays, ends },
})

test('R6.2 every Tuesday at 9, ten times, is at 9 before and after the change of the clock', () => {
  const { startsAt, rule, isCut } = occurrencesOf(
    weekly({ kind: 'count', count: 10 }),
    at('2026-10-06', '09:00'),
    PARIS,
  )

  expect(startsAt).toHaveLength(10)
  expect(startsAt.map((each) => clockTimeOf(each, PARIS))).toEqual(Array(10).fill('09:00'))
  expect(startsAt[2]).toBe('2026-10-20T07:00:00.000Z')
  expect(startsAt[3]).toBe('2026-10-27T08:00:00.000Z')
  expect(rule).toBe('FREQ=WEEKLY;INTERVAL=1;BYDAY=TU;COUNT=10')
  expect(isCut).toBe(false)
})

test('R6.2 on two weekdays of every other week, the first visit’s own among them', () => {
  const { startsAt, rule } = occurrencesOf(
    weekly({ kind: 'count', count: 4 }, [4], 2),
    at('2026-10-06', '09:00'),
    PARIS,
  )

  expect(daysOf(startsAt)).toEqual(['2026-10-06', '2026-10-08', '2026-10-20', '2026-10-22'])
  expect(rule).toBe('FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;COUNT=4')
})

test('R6.2 a month without the day has no visit', () => {
  const recurrence = { every: 'month', interval: 1, ends: { kind: 'count', count: 3 } } as const

  expect(daysOf(occurrencesOf(recurrence, at('2027-01-31', '09:00'), PARIS).startsAt)).toEqual([
    '2027-01-31',
    '2027-03-31',
    '2027-05-31',
  ])
})

test('R6.2 the last day is one of them; before the first there is the first alone', () => {
  const until = (day: string) => occurrencesOf(weekly({ kind: 'until', on: on(day) }), at('2026-10-06', '09:00'), PARIS)

  expect(daysOf(until('2026-10-20').startsAt)).toEqual(['2026-10-06', '2026-10-13', '2026-10-20'])
  expect(until('2026-10-19').rule).toBe('FREQ=WEEKLY;INTERVAL=1;BYDAY=TU;COUNT=2')
  expect(daysOf(until('2026-10-01').startsAt)).toEqual(['2026-10-06'])
})

test('R6.2 no more than can be booked at once, and it says so', () => {
  const daily = (day: string) =>
    occurrencesOf({ every: 'day', interval: 1, ends: { kind: 'until', on: on(day) } }, at('2026-10-01', '09:00'), PARIS)
  const last = plusDays(on('2026-10-01'), MOST_VISITS - 1)

  expect([daily(last).isCut, daily(last).startsAt.length]).toEqual([false, MOST_VISITS])
  const cut = daily(plusDays(last, 1))
  expect([cut.isCut, daysOf(cut.startsAt).at(-1)]).toEqual([true, last])
  expect(Recurrence.safeParse(weekly({ kind: 'count', count: MOST_VISITS + 1 })).success).toBe(false)
  expect(Recurrence.safeParse(weekly({ kind: 'count', count: MOST_VISITS })).success).toBe(true)
})

test('R6.2 a time that a change of the clock skips is as long after it; one that it has twice is the first', () => {
  const daily = { every: 'day', interval: 1, ends: { kind: 'count', count: 3 } } as const
  const spring = occurrencesOf(daily, at('2026-03-28', '02:30'), PARIS)
  const autumn = occurrencesOf(daily, at('2026-10-24', '02:30'), PARIS)

  expect(spring.startsAt.map((each) => clockTimeOf(each, PARIS))).toEqual(['02:30', '03:30', '02:30'])
  expect(autumn.startsAt[1]).toBe('2026-10-25T00:30:00.000Z')
  expect(autumn.startsAt[2]).toBe('2026-10-26T01:30:00.000Z')
})

test('R6.2 the second of a time that is there twice stays the second', () => {
  const second = Instant.parse('2026-10-25T01:30:00.000Z')

  expect(
    occurrencesOf({ every: 'day', interval: 1, ends: { kind: 'count', count: 2 } }, second, PARIS).startsAt,
  ).toEqual([second, '2026-10-26T01:30:00.000Z'])
})

const monthOf = (day: CalendarDay) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7))
const mondayOf = (day: CalendarDay) => plusDays(day, 1 - weekdayOf(day))
const daysBetween = (from: CalendarDay, to: CalendarDay) => (Date.parse(to) - Date.parse(from)) / 86_400_000

function isOneOf(recurrence: Recurrence, first: CalendarDay, day: CalendarDay): boolean {
  switch (recurrence.every) {
    case 'day':
      return daysBetween(first, day) % recurrence.interval === 0
    case 'week': {
      const weeks = daysBetween(mondayOf(first), mondayOf(day)) / 7
      const isNamed = recurrence.weekdays.includes(weekdayOf(day)) || weekdayOf(day) === weekdayOf(first)
      return weeks % recurrence.interval === 0 && isNamed
    }
    case 'month':
      return (monthOf(day) - monthOf(first)) % recurrence.interval === 0 && day.slice(8) === first.slice(8)
  }
}

/** Day by day, as somebody with a wall calendar goes through it. */
function walked(recurrence: Recurrence, first: CalendarDay): CalendarDay[] {
  const { ends } = recurrence
  const most = ends.kind === 'count' ? ends.count : MOST_VISITS
  const found: CalendarDay[] = []
  const isOver = (day: CalendarDay) => (ends.kind === 'until' && day > ends.on && day > first) || found.length === most
  for (let day = first; !isOver(day); day = plusDays(day, 1)) if (isOneOf(recurrence, first, day)) found.push(day)
  return found
}

const aDay = fc.integer({ min: 0, max: 1500 }).map((days) => plusDays(on('2026-01-01'), days))
const anEnd = fc.oneof(
  fc.integer({ min: 1, max: 20 }).map((count) => ({ kind: 'count' as const, count })),
  aDay.map((day) => ({ kind: 'until' as const, on: day })),
)
const anInterval = fc.integer({ min: 1, max: 4 })
const aRecurrence: fc.Arbitrary<Recurrence> = fc.oneof(
  fc.record({ every: fc.constant('day' as const), interval: anInterval, ends: anEnd }),
  fc.record({
    every: fc.constant('week' as const),
    interval: anInterval,
    weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { maxLength: 4 }),
    ends: anEnd,
  }),
  fc.record({ every: fc.constant('month' as const), interval: anInterval, ends: anEnd }),
)
const ZONES = [
  'America/Vancouver',
  'Europe/Paris',
  'Australia/Lord_Howe',
  'America/St_Johns',
  'Pacific/Auckland',
  'UTC',
]

test('R6.2 every rule has the days that a walk from day to day finds, at the same time by the clinic’s clock', () => {
  fc.assert(
    fc.property(
      aRecurrence,
      aDay,
      fc.constantFrom(...ZONES),
      fc.integer({ min: 6, max: 20 }),
      (rule, first, zone, hour) => {
        const time = ClockTime.parse(`${String(hour).padStart(2, '0')}:15`)
        const found = occurrencesOf(rule, instantOf(first, time, zone), zone)

        expect(daysOf(found.startsAt, zone)).toEqual(walked(rule, first))
        expect(new Set(found.startsAt.map((each) => clockTimeOf(each, zone)))).toEqual(new Set([time]))
      },
    ),
    { numRuns: 60 },
  )
})
