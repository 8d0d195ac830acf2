import { afterEach, expect, test, vi } from 'vitest'
import { MINUTE } from '../../../shared/domain/time.ts'
import { letTimePass, openLoop, SECOND } from '../testing/openLoop.ts'

/** When the desk asks nobody: it is not paired, or it closes. */
afterEach(letTimePass)

test('closed, it asks nothing more, whoever wants it to', async () => {
  await using desk = await openLoop()
  const sync = await desk.begin()
  expect(desk.endpoint.streams()).toBe(1)
  sync.wake()
  desk.asked()

  await sync.close()
  await desk.leave()
  sync.wake()
  await sync.now()
  await desk.settle()

  expect(vi.getTimerCount()).toBe(0)
  // The endpoint hears of the end when its own side of the stream has run out.
  await vi.waitFor(() => expect(desk.endpoint.streams()).toBe(0))
  expect(sync.status(), 'it does not even look').toMatchObject({ waiting: 0 })
  await desk.pass(11 * MINUTE)
  expect(desk.asked()).toEqual([])
})

test('closed while a change is being counted, it plans no attempt', async () => {
  await using desk = await openLoop()
  desk.endpoint.script.isAway = true
  const sync = await desk.begin()
  for (const pause of [0.75, 1.5, 3]) await desk.pass(pause * SECOND)

  sync.wake()
  vi.advanceTimersByTime(0)
  await sync.close()
  await desk.settle()

  expect(vi.getTimerCount()).toBe(0)
})

test('closed in the middle of a round, it ends that round, opens no stream, and is closed only then', async () => {
  await using desk = await openLoop()
  desk.endpoint.script.isAway = true
  const sync = await desk.begin()
  desk.endpoint.script.isAway = false
  desk.asked()
  const done: string[] = []
  const closed = Promise.withResolvers<unknown>()
  desk.endpoint.script.meanwhile = async (call) => {
    if (call !== 'pull') return
    closed.resolve(sync.close().then(() => done.push('closed')))
    await desk.settle()
    done.push('answered')
  }

  await sync.now()
  await closed.promise

  expect(done).toEqual(['answered', 'closed'])
  expect(desk.asked()).toEqual(['hello', 'pull'])
  expect(desk.endpoint.streams()).toBe(0)
  sync.wake()
  expect(vi.getTimerCount(), 'a change wakes nobody any more').toBe(0)
})

test('a desk that is not paired plans no attempt', async () => {
  await using desk = await openLoop()
  await desk.clinic.context.db.updateTable('sync_state').set({ endpoint_url: null, endpoint_token: null }).execute()

  const sync = await desk.begin()

  expect(sync.status()).toMatchObject({ state: 'notPaired' })
  expect(desk.asked()).toEqual([])
  expect(vi.getTimerCount()).toBe(0)
})
