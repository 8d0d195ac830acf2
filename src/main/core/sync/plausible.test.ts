import { expect, test } from 'vitest'
import { canFollow } from './plausible.ts'

test.each([
  [8, 8, true],
  [9, 8, true],
  [8 + 2 ** 32, 8, true],
  [9 + 2 ** 32, 8, false],
  [7, 8, false],
  [8.5, 8, false],
  [2 ** 53, 2 ** 53 - 1, false],
  [Number.NaN, 8, false],
  [Infinity, 8, false],
  ['9', 8, false],
  [undefined, 8, false],
])('R11.6 whether %s can follow %d: %s', (number, known, can) => {
  expect(canFollow(number, known)).toBe(can)
})
