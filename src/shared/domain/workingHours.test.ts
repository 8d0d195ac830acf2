import { describe, expect, test } from 'vitest'
import { ClockTime, Instant } from './time.ts'
import { hoursProblem, standsInOff, TimeOffDetails, tidyHours, withoutOff } from './workingHours.ts'

const time = (text: string) => ClockTime.parse(text)
const spans = (...pairs: readonly (readonly [string, string])[]) =>
  pairs.map(([from, to]) => ({ from: time(from), to: time(to) }))
const off = (from: string | null, to: string | null) => [
  { from: from === null ? null : time(from), to: to === null ? null : time(to), word: '' },
]

describe('R6.1 hours of one day', () => {
  test.each([
    [[['09:00', '12:00'], ['12:00', '17:00']], null], // prettier-ignore
    [[['13:00', '17:00'], ['09:00', '12:00']], null], // prettier-ignore
    [[['09:00', '12:00'], ['11:59', '17:00']], 'overlap'], // prettier-ignore
    [[['22:00', '02:00']], 'backwards'],
    [[['09:00', '09:00']], 'backwards'],
    [[], null],
  ] as const)('%j: %s', (pairs, problem) => {
    expect(hoursProblem(spans(...pairs))).toBe(problem)
  })

  test('R6.1 those that touch are one stretch, written in order', () => {
    expect(tidyHours(spans(['13:00', '17:00'], ['09:00', '12:00'], ['12:00', '12:30']))).toEqual(
      spans(['09:00', '12:30'], ['13:00', '17:00']),
    )
  })

  test.each([
    [off(null, null), []],
    [off('13:00', null), [['09:00', '12:00']]],
    [off(null, '10:00'), [['10:00', '12:00'], ['13:00', '17:00']]], // prettier-ignore
    [off('14:00', '15:00'), [['09:00', '12:00'], ['13:00', '14:00'], ['15:00', '17:00']]], // prettier-ignore
    [off('11:00', '14:00'), [['09:00', '11:00'], ['14:00', '17:00']]], // prettier-ignore
    [off('17:00', null), [['09:00', '12:00'], ['13:00', '17:00']]], // prettier-ignore
  ] as const)('R6.1 without time off %j there is left %j', (parts, left) => {
    expect(withoutOff(spans(['09:00', '12:00'], ['13:00', '17:00']), parts)).toEqual(spans(...left))
  })
})

test.each([
  [{ fromOn: '2026-03-06', toOn: '2026-03-05' }, false],
  [{ from: '14:00', to: '14:00' }, false],
  [{ from: '14:00', to: null }, true],
  [{}, true],
])('R6.1 time off with %j is some: %s', (part, isSome) => {
  const whole = { fromOn: '2026-03-06', toOn: '2026-03-06', from: null, to: null, word: 'course' }
  expect(TimeOffDetails.safeParse({ ...whole, ...part }).success).toBe(isSome)
})

describe('R6.1 a visit in time off', () => {
  const visit = (from: string, to: string) => ({ startsAt: Instant.parse(from), endsAt: Instant.parse(to) })
  const days = TimeOffDetails.parse({ fromOn: '2026-03-03', toOn: '2026-03-05', from: null, to: null, word: '' })
  const stands = (from: string, to: string, off = days) => standsInOff(visit(from, to), off, 'America/Vancouver')

  test.each([
    ['2026-03-04T18:00:00.000Z', '2026-03-04T19:00:00.000Z', true],
    // The first minute of the first day, and the last of the day before.
    ['2026-03-03T07:59:00.000Z', '2026-03-03T08:01:00.000Z', true],
    ['2026-03-03T07:30:00.000Z', '2026-03-03T08:00:00.000Z', false],
    ['2026-03-06T07:59:00.000Z', '2026-03-06T08:30:00.000Z', true],
    ['2026-03-06T08:00:00.000Z', '2026-03-06T08:30:00.000Z', false],
  ])('R6.1 whole days: %s to %s: %j', (from, to, expected) => {
    expect(stands(from, to)).toBe(expected)
  })

  test('R6.1 a part of each day, on every one of them', () => {
    const mornings = TimeOffDetails.parse({ ...days, from: '08:00', to: '12:00' })
    expect(stands('2026-03-04T19:45:00.000Z', '2026-03-04T20:15:00.000Z', mornings)).toBe(true)
    expect(stands('2026-03-04T20:00:00.000Z', '2026-03-04T21:00:00.000Z', mornings)).toBe(false)
    expect(stands('2026-03-06T17:00:00.000Z', '2026-03-06T18:00:00.000Z', mornings)).toBe(false)
  })

  test('R6.1 longer than three years is a year mistyped', () => {
    const until = (toOn: string) => TimeOffDetails.safeParse({ ...days, toOn }).success
    expect(until('2029-03-05')).toBe(true)
    expect(until('2029-03-06')).toBe(false)
    expect(until('9999-12-31')).toBe(false)
  })
})
