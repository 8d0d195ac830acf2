import { afterEach, expect, test, vi } from 'vitest'
import { MINUTE } from '../../../shared/domain/time.ts'
import { letTimePass, openLoop, SECOND } from '../testing/openLoop.ts'

/** What happens while a round is under way. */
afterEach(letTimePass)

type Desk = Awaited<ReturnType<typeof openLoop>>

/** Something happens once, when the endpoint has been asked this and before it answers. @returns after what follows */
async function whileAsked(desk: Desk, asked: string, happens: () => Promise<unknown>): Promise<void> {
  const happened = Promise.withResolvers<void>()
  desk.endpoint.script.meanwhile = async (call) => {
    if (call !== asked) return
    desk.endpoint.script.meanwhile = () => undefined
    await happens().finally(happened.resolve)
  }
  await happened.promise
  await desk.settle()
}

test('a change during a round is one more round', async () => {
  await using desk = await openLoop()
  const sync = await desk.begin()
  desk.asked()
  const over = whileAsked(desk, 'pull', () => {
    sync.wake()
    return desk.pass(1)
  })

  sync.wake()
  await desk.pass(0)
  await over

  expect(desk.asked()).toEqual(['pull', 'pull'])
})

test('a change during the round that ends an outage is one more round', async () => {
  await using desk = await openLoop()
  desk.endpoint.script.isAway = true
  const sync = await desk.begin()
  desk.endpoint.script.isAway = false
  desk.asked()
  const over = whileAsked(desk, 'pull', () => {
    sync.wake()
    return desk.pass(1)
  })

  await desk.pass(0.75 * SECOND)
  await over

  expect(desk.asked()).toEqual(['hello', 'pull', 'wake', 'pull', 'pull'])
})

test('a person who asked during a round is not forgotten over what wants another afterwards', async () => {
  await using desk = await openLoop()
  const sync = await desk.begin()
  desk.asked()
  const over = whileAsked(desk, 'pull', () => {
    void sync.now()
    desk.endpoint.ring()
    return desk.settle()
  })

  sync.wake()
  await desk.pass(0)
  await over

  expect(desk.asked()).toEqual(['pull', 'hello', 'pull'])
})

test('R10.5 a ring during a round that fails waits for the end of the pause', async () => {
  await using desk = await openLoop()
  const sync = await desk.begin()
  desk.asked()
  const over = whileAsked(desk, 'pull', async () => {
    desk.endpoint.ring()
    await desk.settle()
    throw new TypeError('fetch failed')
  })

  sync.wake()
  await desk.pass(0)
  await over
  expect(desk.asked()).toEqual(['pull'])
  await desk.pass(0.75 * SECOND)
  expect(desk.asked()).toEqual(['hello', 'pull'])
})

test('a round during which the next was due is that one', async () => {
  await using desk = await openLoop()
  await desk.begin()
  await desk.pass(MINUTE - SECOND)
  desk.asked()
  const over = whileAsked(desk, 'pull', () => desk.pass(2 * SECOND))

  desk.endpoint.ring()
  await over

  expect(desk.asked()).toEqual(['pull'])
})

test('a round that somebody asks for just after a change is that change’s too', async () => {
  await using desk = await openLoop()
  desk.endpoint.script.isAway = true
  const sync = await desk.begin()
  for (const pause of [0.75, 1.5, 3]) await desk.pass(pause * SECOND)
  desk.endpoint.script.isAway = false
  desk.asked()
  const over = whileAsked(desk, 'hello', () => desk.pass(3 * SECOND))

  sync.wake()
  vi.advanceTimersByTime(0)
  await sync.now()
  await over

  expect(desk.asked()).toEqual(['hello', 'pull', 'wake', 'pull'])
})

test('R11.2 a desk that is paired anew during a round greets at once, and hears the endpoint’s ring under its new token', async () => {
  await using desk = await openLoop()
  const { clinic, endpoint } = desk
  const sync = await desk.begin()
  const pairAgain = () => sync.pair({ ...clinic.context, actor: null }, endpoint.origin, 'CODE')
  const heard: (string | null)[] = []
  desk.asked()
  const over = whileAsked(desk, 'pull', pairAgain)

  sync.wake()
  await desk.pass(0)
  await over
  await desk.settle()

  for (const [index, call] of endpoint.calls.entries()) {
    if (call === 'wake') heard.push(endpoint.tokens.slice(-endpoint.calls.length)[index] ?? null)
  }
  const { endpoint_token } = await clinic.context.db
    .selectFrom('sync_state')
    .select('endpoint_token')
    .executeTakeFirstOrThrow()
  expect(desk.asked().slice(0, 5)).toEqual(['pull', 'pair', 'hello', 'push', 'hello'])
  expect(heard).toEqual([`Bearer ${endpoint_token}`])
  expect(endpoint.streams()).toBe(1)
  endpoint.hangUp()
  await desk.settle()
  desk.asked()
  await desk.pass(0.75 * SECOND)
  expect(desk.asked(), 'a stream that the desk itself ended is no failure').toEqual(['hello', 'pull', 'wake', 'pull'])
})
