import { describe, expect, test } from 'vitest'
import { ClockTime } from './time.ts'
import { hoursProblem, TimeOffDetails, tidyHours, withoutOff } from './workingHours.ts'

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
