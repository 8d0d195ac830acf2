import { expect, test } from 'vitest'
import { wholeNumber } from './wholeNumber.ts'

test.each([
  ['5', 5],
  [' 30 ', 30],
  ['0', null],
  ['31', null],
  ['5.5', null],
  ['-1', null],
  ['five', null],
  ['', null],
])('R4.2 days from 1 to 30: "%s" is %s', (typed, value) => {
  expect(wholeNumber(typed, { from: 1, to: 30 })).toBe(value)
})
