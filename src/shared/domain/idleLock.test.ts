import { expect, test } from 'vitest'
import { isIdle } from './idleLock.ts'
import { Instant, MINUTE, plusMilliseconds } from './time.ts'

const ACTIVE_AT = Instant.parse('2026-03-02T09:00:00.000Z')

test('R10.3 a station is idle after ten minutes, not a moment before', () => {
  expect(isIdle(ACTIVE_AT, ACTIVE_AT)).toBe(false)
  expect(isIdle(ACTIVE_AT, plusMilliseconds(ACTIVE_AT, 10 * MINUTE - 1))).toBe(false)
  expect(isIdle(ACTIVE_AT, plusMilliseconds(ACTIVE_AT, 10 * MINUTE))).toBe(true)
})

test('R10.3 a clock that was set back by more than that does not keep a station open', () => {
  expect(isIdle(ACTIVE_AT, plusMilliseconds(ACTIVE_AT, -1))).toBe(false)
  expect(isIdle(ACTIVE_AT, plusMilliseconds(ACTIVE_AT, -10 * MINUTE))).toBe(true)
})
