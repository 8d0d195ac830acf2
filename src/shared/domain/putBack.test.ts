import { expect, test } from 'vitest'
import { isSayingAgainDue } from './putBack.ts'
import { HOUR, Instant, plusMilliseconds } from './time.ts'

test('R11.6 everything is said again at most once an hour, and a clock that was wrong holds it up no longer', () => {
  const now = Instant.parse('2026-03-02T09:00:00.000Z')
  const after = (milliseconds: number) => isSayingAgainDue(plusMilliseconds(now, -milliseconds), now)

  expect(isSayingAgainDue(null, now)).toBe(true)
  expect([0, HOUR - 1, HOUR, -1].map(after)).toEqual([false, false, true, true])
})
