import { expect, test } from 'vitest'
import { plusMilliseconds, SECOND, toInstant } from './time.ts'
import { canBeUndone, undoOfferedUntil } from './undo.ts'

const done = toInstant(0)
const after = (seconds: number) => plusMilliseconds(done, seconds * SECOND)

test('R10.4 Undo is offered for ten seconds, and no longer than its e-mail waits', () => {
  expect(undoOfferedUntil(done, null)).toBe(after(10))
  expect(undoOfferedUntil(done, after(60))).toBe(after(10))
  expect(undoOfferedUntil(done, after(3))).toBe(after(3))
  expect(undoOfferedUntil(done, done)).toBe(done)
})

test('R10.4 an Undo of the last moment arrives in time, and none much later', () => {
  expect(canBeUndone(done, after(10))).toBe(true)
  expect(canBeUndone(done, after(15))).toBe(true)
  expect(canBeUndone(done, plusMilliseconds(after(15), 1))).toBe(false)
})
