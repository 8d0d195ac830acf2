import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { LinkId } from '../../../shared/domain/ids.ts'
import { MINUTE } from '../../../shared/domain/time.ts'
import { createMemoryEndpoint } from '../testing/memoryEndpoint.ts'
import { openClinic } from '../testing/openClinic.ts'
import { pairWith } from '../testing/openWithEndpoint.ts'
import { enqueue } from '../wire/enqueue.ts'
import { linkEnd } from '../wire/out/linkEnd.ts'
import { createSync } from './createSync.ts'

const SECOND = 1_000
/** The stream's first message comes with its opening, for what happened just before. */
const BEGINNING = ['hello', 'pull', 'wake', 'pull']

/*
 * When the desk asks its endpoint. Time passes as the test says and jitter is none: a pause after failures is three
 * quarters of its length, a poll comes every minute with the stream and every quarter of a minute without.
 */
beforeEach(() => {
  vi.spyOn(Math, 'random').mockReturnValue(0.5)
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

/** A desk whose loop begins when the test begins it. */
async function openDesk() {
  const clinic = await openClinic()
  const endpoint = await createMemoryEndpoint(clinic)
  await pairWith(clinic, endpoint)
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
  let sync: ReturnType<typeof createSync> | null = null
  /** Whatever needs no timer has happened. */
  const settle = async () => {
    for (let turn = 0; turn < 60; turn += 1) await new Promise((resolve) => setImmediate(resolve))
  }
  return {
    clinic,
    endpoint,
    settle,
    begin: async () => {
      sync = createSync(clinic.context, { fetch: endpoint.fetch })
      await settle()
      return sync
    },
    /** What was asked since this was called last, in order. */
    asked: () => endpoint.calls.splice(0),
    pass: async (milliseconds: number) => {
      await vi.advanceTimersByTimeAsync(milliseconds)
      await settle()
    },
    leave: (dueIn = 0) =>
      clinic.context.db
        .transaction()
        .execute((tx) =>
          enqueue(tx, clinic.context, linkEnd, { id: LinkId.parse(clinic.ids()) }, { delayMilliseconds: dueIn }),
        ),
    failures: () =>
      clinic.logLines.filter(({ event }) => event === 'sync.cycleFailed').map(({ facts }) => facts['failures']),
    [Symbol.asyncDispose]: async () => {
      await sync?.close()
      await clinic.close()
    },
  }
}

test('R10.5 it begins at once, opens the stream, and then asks every minute, greeting every ten', async () => {
  await using desk = await openDesk()
  await desk.begin()
  expect(desk.asked()).toEqual(BEGINNING)

  await desk.pass(MINUTE - 1)
  expect(desk.asked()).toEqual([])
  await desk.pass(1)
  expect(desk.asked()).toEqual(['pull'])
  for (let minute = 2; minute <= 10; minute += 1) await desk.pass(MINUTE)
  expect(desk.asked()).toEqual(Array(9).fill('pull'))
  await desk.pass(MINUTE)
  expect(desk.asked()).toEqual(['hello', 'pull'])
})

test('R10.5 without an answer it asks again after pauses that double, and goes on when there is one', async () => {
  await using desk = await openDesk()
  desk.endpoint.script.isAway = true
  const sync = await desk.begin()
  expect(desk.asked()).toEqual(['hello'])

  for (const pause of [0.75, 1.5, 3, 6, 12, 24, 45, 45]) {
    await desk.pass(pause * SECOND - 1)
    expect(desk.asked(), `before ${pause} s`).toEqual([])
    await desk.pass(1)
    expect(desk.asked(), `after ${pause} s`).toEqual(['hello'])
  }
  expect(desk.failures()).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9])
  expect(sync.status()).toMatchObject({ state: 'offline', because: 'unreachable' })
  desk.endpoint.script.isAway = false
  await desk.pass(45 * SECOND)
  expect(desk.asked()).toEqual(BEGINNING)
  expect(sync.status()).toMatchObject({ state: 'synchronised', because: null })
  await desk.pass(MINUTE)
  expect(desk.asked()).toEqual(['pull'])
})

test('a person who asks is answered at once, whatever the pause, and the endpoint is greeted anew', async () => {
  await using desk = await openDesk()
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
  await using desk = await openDesk()
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
  await using desk = await openDesk()
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

test('R10.5 a change while nobody answers brings the next attempt forward to two seconds, and others do not put it off', async () => {
  await using desk = await openDesk()
  desk.endpoint.script.isAway = true
  const sync = await desk.begin()
  for (const pause of [0.75, 1.5, 3, 6]) await desk.pass(pause * SECOND)
  expect(desk.asked()).toHaveLength(5)

  sync.wake()
  await desk.pass(SECOND)
  sync.wake()
  await desk.pass(SECOND - 1)
  expect(desk.asked()).toEqual([])
  await desk.pass(1)
  expect(desk.asked()).toEqual(['hello'])
  await desk.pass(23.5 * SECOND)
  sync.wake()
  await desk.pass(0.5 * SECOND - 1)
  expect(desk.asked()).toEqual([])
  await desk.pass(1)
  expect(desk.asked(), 'what was to come sooner comes when it was to').toEqual(['hello'])
})

test('R10.5 what waits is told although nobody answers', async () => {
  await using desk = await openDesk()
  desk.endpoint.script.isAway = true
  const sync = await desk.begin()
  await desk.leave()

  sync.wake()
  await desk.pass(0)

  expect(sync.status()).toMatchObject({ state: 'offline', waiting: 1 })
})

test('it is at work only while something waits to leave and somebody answers', async () => {
  await using desk = await openDesk()
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
  await using desk = await openDesk()
  await desk.begin()
  desk.asked()

  desk.endpoint.ring()
  await desk.settle()

  expect(desk.asked()).toEqual(['pull'])
})

test('R10.5 a stream that ends is opened anew, later each time it ended soon, and asked every quarter of a minute without', async () => {
  await using desk = await openDesk()
  await desk.begin()
  desk.asked()

  for (const pause of [0.75, 1.5, 3]) {
    desk.endpoint.hangUp()
    await desk.settle()
    await desk.pass(pause * SECOND - 1)
    expect(desk.asked(), `before ${pause} s`).toEqual([])
    await desk.pass(1)
    expect(desk.asked(), `after ${pause} s`).toEqual(BEGINNING)
  }
  await desk.pass(30 * SECOND)
  desk.endpoint.hangUp()
  await desk.settle()
  desk.asked()
  await desk.pass(0.75 * SECOND)
  expect(desk.asked(), 'one that stood for half a minute did not fail').toEqual(BEGINNING)
})

test('R10.5 a stream that ends while nobody answers leaves the pause as it is', async () => {
  await using desk = await openDesk()
  const sync = await desk.begin()
  desk.endpoint.script.isAway = true
  for (let attempt = 0; attempt < 4; attempt += 1) {
    await sync.now()
    await desk.settle()
  }
  desk.asked()

  desk.endpoint.hangUp()
  await desk.settle()
  await desk.pass(6 * SECOND - 1)
  expect(desk.asked()).toEqual([])
  await desk.pass(1)
  expect(desk.asked()).toEqual(['hello'])
})

test('R9.3 it asks when the next countdown ends, and not later', async () => {
  await using desk = await openDesk()
  await desk.leave(7 * SECOND)
  await desk.begin()
  desk.asked()

  await desk.pass(7 * SECOND - 1)
  expect(desk.asked()).toEqual([])
  desk.clinic.clock.advance(7 * SECOND)
  await desk.pass(1)
  expect(desk.asked()).toEqual(['pull', 'push'])
  await desk.pass(MINUTE)
  expect(desk.asked()).toEqual(['pull'])
})

test('R10.9 an epoch that has passed is raised, and the round goes on under the new one', async () => {
  await using desk = await openDesk()
  desk.endpoint.script.epoch = 3

  const sync = await desk.begin()
  await sync.now()

  expect(desk.asked().slice(0, 3)).toEqual(['hello', 'hello', 'pull'])
  expect(desk.endpoint.script.epoch).toBe(4)
  expect(desk.failures()).toEqual([])
})

test('R11.6 what was set aside is tried once a run, not with every round', async () => {
  await using desk = await openDesk()
  await desk.clinic.context.db
    .insertInto('event_set_aside')
    .values({ seq: 1, event_json: '{}', set_aside_at: desk.clinic.clock.now() })
    .execute()
  const sync = await desk.begin()

  await sync.now()

  expect(desk.clinic.logLines.filter(({ event }) => event === 'sync.eventNotReadable')).toHaveLength(1)
})

test('trouble with the desk’s own file is told, and asked about again later', async () => {
  await using desk = await openDesk()
  const sync = await desk.begin()
  const { db } = desk.clinic.context
  desk.asked()
  await db.schema.alterTable('outbox').renameTo('elsewhere').execute()

  sync.wake()
  await desk.pass(0)
  expect(sync.status()).toMatchObject({ state: 'stopped', because: null })
  expect(desk.clinic.logLines.filter(({ level }) => level === 'error').map(({ event }) => event)).toEqual([
    'sync.cycleFailed',
    'sync.statusUnknown',
  ])
  sync.wake()
  await desk.pass(0)
  expect(desk.clinic.logLines.at(-1)).toMatchObject({ event: 'sync.statusUnknown', facts: { reason: 'SqliteError' } })
  await db.schema.alterTable('elsewhere').renameTo('outbox').execute()
  await desk.pass(SECOND)
  expect(sync.status().state).toBe('synchronised')
})

test('a failure that the network explains is a warning', async () => {
  await using desk = await openDesk()
  desk.endpoint.script.isAway = true
  await desk.begin()

  expect(desk.clinic.logLines.find(({ event }) => event === 'sync.cycleFailed')).toMatchObject({
    level: 'warn',
    facts: { reason: 'unreachable', failures: 1 },
  })
})

test('closed, it asks nothing more, whoever wants it to', async () => {
  await using desk = await openDesk()
  const sync = await desk.begin()
  sync.wake()
  desk.asked()

  await sync.close()
  sync.wake()
  await sync.now()
  await desk.pass(11 * MINUTE)

  expect(desk.asked()).toEqual([])
  expect(vi.getTimerCount()).toBe(0)
})
