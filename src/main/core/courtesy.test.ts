import { afterEach, expect, test, vi } from 'vitest'
import { createCourtesy } from './courtesy.ts'

afterEach(() => void vi.useRealTimers())

test('R11.6 while somebody is at the desk slices are short, and what can wait rests for most of the time', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout'] })
  const clock = { now: 0, busy: 1_000 }
  const courtesy = createCourtesy({ now: () => clock.now, busy: () => clock.busy })
  let rested = 0
  const work = async (milliseconds: number) => {
    clock.busy += milliseconds
    void courtesy.giveWay().then(() => (rested += 1))
    await new Promise((resolve) => setImmediate(resolve))
    await vi.advanceTimersByTimeAsync(0)
  }

  courtesy.begin()
  expect(courtesy.sliceMilliseconds()).toBe(50)
  expect(courtesy.isSomebodyThere()).toBe(false)
  await work(20)
  expect(rested, 'nobody is there').toBe(1)

  courtesy.note()
  expect(courtesy.sliceMilliseconds()).toBe(4)
  expect(courtesy.isSomebodyThere()).toBe(true)
  await work(4)
  await vi.advanceTimersByTimeAsync(195)
  expect(rested).toBe(1)
  await vi.advanceTimersByTimeAsync(1)
  expect(rested).toBe(2)
  await work(1_000)
  await vi.advanceTimersByTimeAsync(1_999)
  expect(rested).toBe(2)
  await vi.advanceTimersByTimeAsync(1)
  expect(rested, 'a long slice does not stop what waits').toBe(3)

  clock.now = 1_000
  expect(courtesy.sliceMilliseconds(), 'nobody for a second').toBe(50)
  expect(courtesy.isSomebodyThere()).toBe(false)
  await work(20)
  expect(rested).toBe(4)
})
