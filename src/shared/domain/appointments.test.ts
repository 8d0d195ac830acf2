import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findClash, isPast, nextStatuses, occupiedSpan, type BookedSpan } from './appointments.ts'
import { CalendarDay, Instant, MINUTE, toInstant } from './time.ts'

function span(startMinute: number, minutes: number, before = 0, after = 0): BookedSpan {
  return {
    startsAt: toInstant(startMinute * MINUTE),
    endsAt: toInstant((startMinute + minutes) * MINUTE),
    bufferBeforeMinutes: before,
    bufferAfterMinutes: after,
  }
}

test('R6.2 a visit is past once its time is over, and not while it is in session', () => {
  const { endsAt } = span(0, 30)
  const now = toInstant(31 * MINUTE)
  expect(isPast({ endsAt, status: 'arrived' }, now)).toBe(true)
  expect(isPast({ endsAt, status: 'inSession' }, now)).toBe(false)
  expect(isPast({ endsAt, status: 'booked' }, toInstant(29 * MINUTE))).toBe(false)
})

test('R6.4 a visit may begin when another ends', () => {
  expect(findClash(span(30, 30), [span(0, 30), span(60, 30)])).toBeNull()
})

test('R6.1 buffers of either visit keep them apart', () => {
  const taken = span(0, 30, 0, 10)

  expect(findClash(span(35, 30), [taken])).toBe(taken)
  expect(findClash(span(40, 30), [taken])).toBeNull()
  expect(findClash(span(40, 30, 5), [taken])).toBe(taken)
})

test('R6.4 the first visit in the way is named', () => {
  const first = span(10, 10)
  const second = span(20, 10)

  expect(findClash(span(0, 60), [second, first])).toBe(first)
  expect(findClash(span(0, 60), [first, second])).toBe(first)
})

test('R6.4 of two visits that start together the one that is listed first is named', () => {
  const [one, other] = [span(10, 10), span(10, 20)]

  expect(findClash(span(0, 60), [one, other])).toBe(one)
})

test('R6.4 two visits clash exactly when a minute belongs to both', () => {
  const visit = fc
    .tuple(fc.nat(200), fc.integer({ min: 1, max: 60 }), fc.nat(15), fc.nat(15))
    .map(([start, minutes, before, after]) => span(start + 60, minutes, before, after))
  const minutesOf = (each: BookedSpan) => {
    const { startsAt, endsAt } = occupiedSpan(each)
    const first = Date.parse(startsAt) / MINUTE
    return new Set(Array.from({ length: Date.parse(endsAt) / MINUTE - first }, (_, index) => first + index))
  }
  fc.assert(
    fc.property(visit, visit, (one, other) => {
      const others = minutesOf(other)
      const isShared = [...minutesOf(one)].some((minute) => others.has(minute))

      expect(findClash(one, [other]) !== null).toBe(isShared)
      expect(findClash(other, [one]) !== null).toBe(isShared)
    }),
  )
})

const onTuesday = { today: CalendarDay.parse('2026-03-03'), timeZone: 'America/Vancouver' }

test('R6.2 a visit of today or of a day before can have every other status', () => {
  const all = ['booked', 'inSession', 'completed', 'noShow', 'cancelled']

  for (const startsAt of ['2026-03-04T07:59:00.000Z', '2026-03-01T18:00:00.000Z']) {
    expect(nextStatuses({ status: 'arrived', startsAt: Instant.parse(startsAt) }, onTuesday)).toEqual(all)
  }
})

test('R6.2 who came to a visit of a later day cannot be said yet: it is booked or cancelled', () => {
  const startsAt = Instant.parse('2026-03-04T08:00:00.000Z')

  expect(nextStatuses({ startsAt, status: 'booked' }, onTuesday)).toEqual(['cancelled'])
  expect(nextStatuses({ startsAt, status: 'cancelled' }, onTuesday)).toEqual(['booked'])
  expect(nextStatuses({ startsAt, status: 'completed' }, onTuesday)).toEqual(['booked', 'cancelled'])
})
