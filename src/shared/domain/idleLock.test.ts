import { expect, test } from 'vitest'
import { isIdle } from './idleLock.ts'
import { Instant, MINUTE, plusMilliseconds } from './time.ts'

const ACTIVE_AT = Instant.parse('2026-03-02T09:00:00.000Z')

test.each([1, 10, 60])('R10.3 a station is idle after %i minutes where that is set, not a moment before', (minutes) => {
  expect(isIdle(ACTIVE_AT, ACTIVE_AT, minutes)).toBe(false)
  expect(isIdle(ACTIVE_AT, plusMilliseconds(ACTIVE_AT, minutes * MINUTE - 1), minutes)).toBe(false)
  expect(isIdle(ACTIVE_AT, plusMilliseconds(ACTIVE_AT, minutes * MINUTE), minutes)).toBe(true)
})

test('R10.3 a clock that was set back by more than that does not keep a station open', () => {
  expect(isIdle(ACTIVE_AT, plusMilliseconds(ACTIVE_AT, -1), 10)).toBe(false)
  expect(isIdle(ACTIVE_AT, plusMilliseconds(ACTIVE_AT, -10 * MINUTE), 10)).toBe(true)
})
