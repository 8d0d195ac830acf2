import { afterEach, expect, test, vi } from 'vitest'
import { createCourtesy } from './courtesy.ts'

afterEach(() => void vi.useRealTimers())

test('R11.6 while somebody is at the desk slices are short, and what can wait rests for most of the time', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout'] })
  let now = 0
  const courtesy = createCourtesy(() => now)
  const rested: string[] = []
  const giveWay = (worked: number) => void courtesy.giveWay(worked).then(() => rested.push(`after ${worked}`))
  const turn = () => new Promise((resolve) => setImmediate(resolve))

  expect(courtesy.sliceMilliseconds()).toBe(20)
  giveWay(20)
  await turn()
  await turn()
  expect(rested, 'nobody is there').toEqual(['after 20'])

  courtesy.note()
  expect(courtesy.sliceMilliseconds()).toBe(4)
  giveWay(4)
  await turn()
  await vi.advanceTimersByTimeAsync(95)
  expect(rested).toEqual(['after 20'])
  await vi.advanceTimersByTimeAsync(1)
  expect(rested).toEqual(['after 20', 'after 4'])
  giveWay(1_000)
  await turn()
  await vi.advanceTimersByTimeAsync(250)
  expect(rested, 'a long slice does not stop what waits').toEqual(['after 20', 'after 4', 'after 1000'])

  now = 1_000
  expect(courtesy.sliceMilliseconds(), 'nobody for a second').toBe(20)
})
