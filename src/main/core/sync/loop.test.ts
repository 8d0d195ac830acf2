import { afterEach, expect, test } from 'vitest'
import { letTimePass, openLoop, SECOND } from '../testing/openLoop.ts'

/** What makes the desk ask its endpoint, and what it says meanwhile. */
afterEach(letTimePass)

test('a person who asks is answered at once, whatever the pause, and the endpoint is greeted anew', async () => {
  await using desk = await openLoop()
  const sync = await desk.begin()
  desk.asked()

  await sync.now()
  expect(desk.asked()).toEqual(['hello', 'pull'])
  desk.endpoint.script.isAway = true
  await sync.now()
  await desk.settle()
  desk.asked()
  await sync.now()
  expect(desk.asked()).toEqual(['hello'])
})

test('a person who asks while a round is under way gets one of their own after it', async () => {
  await using desk = await openLoop()
  const sync = await desk.begin()
  desk.asked()
  const theirs: Promise<void>[] = []
  desk.endpoint.script.meanwhile = (call) => {
    if (call === 'pull' && theirs.length === 0) theirs.push(sync.now())
  }

  sync.wake()
  await desk.pass(0)
  await Promise.all(theirs)

  expect(desk.asked()).toEqual(['pull', 'hello', 'pull'])
})

test('several changes in a row are one round, at once, and one more for what is changed meanwhile', async () => {
  await using desk = await openLoop()
  const sync = await desk.begin()
  desk.asked()

  for (let change = 0; change < 5; change += 1) sync.wake()
  await desk.pass(0)
  expect(desk.asked()).toEqual(['pull'])

  let isTold = false
  desk.endpoint.script.meanwhile = (call) => {
    if (call !== 'pull' || isTold) return
    isTold = true
    desk.endpoint.ring()
  }
  sync.wake()
  await desk.pass(0)
  expect(desk.asked()).toEqual(['pull', 'pull'])
})

test('R10.5 what waits is told although nobody answers', async () => {
  await using desk = await openLoop()
  desk.endpoint.script.isAway = true
  const sync = await desk.begin()
  await desk.leave()

  sync.wake()
  await desk.pass(0)

  expect(sync.status()).toMatchObject({ state: 'offline', waiting: 1 })
})

test('it is at work only while something waits to leave and somebody answers', async () => {
  await using desk = await openLoop()
  const seen: string[] = []
  const sync = await desk.begin()
  expect(sync.status().state).toBe('synchronised')
  desk.endpoint.script.meanwhile = () => void seen.push(sync.status().state)
  sync.wake()
  await desk.pass(0)
  expect(seen).toEqual(['synchronised'])

  await desk.leave()
  seen.length = 0
  sync.wake()
  await desk.pass(0)
  expect(seen).toEqual(['working', 'working'])
  expect(sync.status().state).toBe('synchronised')

  await desk.leave()
  desk.endpoint.script.isAway = true
  sync.wake()
  await desk.pass(0)
  expect(sync.status().state).toBe('offline')
  desk.endpoint.script.isAway = false
  seen.length = 0
  await desk.pass(SECOND)
  expect(seen[0], 'offline until it has an answer').toBe('offline')
})

test('the endpoint’s ring is heeded at once', async () => {
  await using desk = await openLoop()
  await desk.begin()
  desk.asked()

  desk.endpoint.ring()
  await desk.settle()

  expect(desk.asked()).toEqual(['pull'])
})

test('R10.9 an epoch that has passed is raised, and the round goes on under the new one', async () => {
  await using desk = await openLoop()
  desk.endpoint.script.epoch = 3

  const sync = await desk.begin()

  expect(desk.asked().slice(0, 3)).toEqual(['hello', 'hello', 'pull'])
  expect(desk.endpoint.script.epoch).toBe(4)
  desk.endpoint.script.epoch = 6
  sync.wake()
  await desk.pass(0)
  expect(desk.asked().slice(0, 3), 'greeted anew, however lately it was greeted').toEqual(['pull', 'hello', 'pull'])
  expect(desk.failures()).toEqual([])
})

test.each([2 ** 53 - 1, 2 ** 53, 1e300])(
  'R11.6 an epoch of %d is not gone beyond: nothing of it is kept, the desk says why, and goes on when it is put right',
  async (epoch) => {
    await using desk = await openLoop()
    desk.endpoint.script.epoch = epoch

    const sync = await desk.begin()
    await sync.now()

    expect(sync.status()).toMatchObject({ state: 'stopped', because: 'impossibleAnswer' })
    const { db } = desk.clinic.context
    expect(await db.selectFrom('sync_state').select('epoch').executeTakeFirst()).toEqual({ epoch: 1 })
    desk.endpoint.script.epoch = 1
    await sync.now()
    expect(sync.status()).toMatchObject({ state: 'synchronised', because: null })
  },
)

test.each([2 ** 53, 1e300])('R11.6 an index version of %d is one that this desk never gave out', async (version) => {
  await using desk = await openLoop()
  desk.endpoint.script.highestVersion = version
  desk.endpoint.script.meanwhile = (call) => {
    if (call === 'hello' && desk.endpoint.calls.length > 1) desk.endpoint.script.highestVersion = 0
  }

  const sync = await desk.begin()
  await sync.now()

  expect(sync.status()).toMatchObject({ state: 'synchronised', because: null })
  expect(desk.endpoint.script.epoch).toBe(2)
})

test('R11.6 what was set aside is tried once a run, not with every round', async () => {
  await using desk = await openLoop()
  await desk.clinic.context.db
    .insertInto('event_set_aside')
    .values({ seq: 1, event_json: '{}', set_aside_at: desk.clinic.clock.now() })
    .execute()
  const sync = await desk.begin()

  await sync.now()

  expect(desk.clinic.logLines.filter(({ event }) => event === 'sync.eventNotReadable')).toHaveLength(1)
})

test('trouble with the desk’s own file is told, and asked about again later', async () => {
  await using desk = await openLoop()
  const sync = await desk.begin()
  const { db } = desk.clinic.context
  desk.asked()
  await db.schema.alterTable('outbox').renameTo('elsewhere').execute()

  sync.wake()
  await desk.pass(0)
  expect(sync.status()).toMatchObject({ state: 'stopped', because: null })
  const unknown = { level: 'error', event: 'sync.statusUnknown', facts: { reason: 'SqliteError' } }
  const failed = (failures: number) => ({
    ...{ level: 'error', event: 'sync.cycleFailed' },
    facts: { reason: 'SqliteError', failures },
  })
  const logged = () => desk.clinic.logLines.filter(({ event }) => event.startsWith('sync.'))
  expect(logged()).toEqual([failed(1), unknown])
  sync.wake()
  await desk.pass(0)
  expect(logged()).toEqual([failed(1), unknown, unknown])
  await desk.pass(0.75 * SECOND)
  await desk.pass(1.5 * SECOND - 1)
  expect(desk.failures()).toEqual([1, 2])
  await desk.pass(1)
  expect(desk.failures()).toEqual([1, 2, 3])
  await db.schema.alterTable('elsewhere').renameTo('outbox').execute()
  await desk.pass(3 * SECOND)
  expect(sync.status().state).toBe('synchronised')
})

test('a failure that the network explains is a warning', async () => {
  await using desk = await openLoop()
  desk.endpoint.script.isAway = true
  await desk.begin()

  expect(desk.clinic.logLines.find(({ event }) => event === 'sync.cycleFailed')).toMatchObject({
    level: 'warn',
    facts: { reason: 'unreachable', failures: 1 },
  })
})
