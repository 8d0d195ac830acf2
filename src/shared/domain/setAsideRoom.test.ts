import { expect, test } from 'vitest'
import { BYTES_KEPT, countedBytes, isNotedAlone, isWithinRoom } from './setAsideRoom.ts'

test('R11.6 a login has its room to the byte, and nobody known has twice that', () => {
  expect(isWithinRoom('login', BYTES_KEPT.login)).toBe(true)
  expect(isWithinRoom('login', BYTES_KEPT.login + 1)).toBe(false)
  expect(isWithinRoom('nobody', BYTES_KEPT.login + 1)).toBe(true)
  expect(isWithinRoom('nobody', 2 * BYTES_KEPT.login)).toBe(true)
  expect(isWithinRoom('nobody', 2 * BYTES_KEPT.login + 1)).toBe(false)
})

test('R11.6 all that a login has waiting at the endpoint is kept, and no more than 16,384 rows however small', () => {
  const greatest = 3 * 1024 * 1024
  expect(isWithinRoom('login', 20 * countedBytes(greatest))).toBe(true)
  expect(BYTES_KEPT.login / countedBytes(0)).toBe(16_384)
})

test('R11.6 the first hundred that are not kept are noted one by one', () => {
  expect([0, 99, 100].map(isNotedAlone)).toEqual([true, true, false])
})
