import { expect, test } from 'vitest'
import { pauseMilliseconds } from './pace.ts'

test('the pause doubles with each failure up to a minute and is never in step with other desks', () => {
  const pauses = [1, 2, 3, 7, 50].map((failures) => pauseMilliseconds(failures, false, 1))

  expect(pauses).toEqual([1_000, 2_000, 4_000, 60_000, 60_000])
  expect(pauseMilliseconds(7, false, 0)).toBe(30_000)
})

test('with the wake-up stream standing the desk polls seldom, without it more often', () => {
  expect(pauseMilliseconds(0, true, 0.5)).toBe(60_000)
  expect(pauseMilliseconds(0, false, 0.5)).toBe(15_000)
  expect([0, 1].map((random) => Math.round(pauseMilliseconds(0, true, random)))).toEqual([48_000, 72_000])
})
