import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { until } from '../../tests/support/until.ts'
import { ClinicId, EventId } from '../shared/domain/ids.ts'
import { sealJson } from '../shared/envelope/seal.ts'
import { asker, browser, MAC, pairDesk, registration, startClinic, type TestClinic } from './testing/clients.ts'
import { DATABASES, startEndpoint, startMachine } from './testing/harness.ts'
import { openWake } from './wake.ts'

describe.each(DATABASES)('waking desks on %s', (kind) => {
  let running: TestClinic['running']
  let stop: TestClinic['stop']
  beforeAll(async () => {
    ;({ running, stop } = await startClinic(kind))
  })
  afterAll(() => stop())

  test('wake speaks at once and whenever something happened, and ends when the desk goes', async () => {
    const desk = await pairDesk(running)
    const { ask } = await asker(running, desk, 'wake@example.test')
    const going = new AbortController()
    const wakes = (await desk.sync.wake({}, { signal: going.signal }))[Symbol.asyncIterator]()

    expect(await wakes.next()).toMatchObject({ done: false })
    const woken = wakes.next()
    await ask()
    expect(await woken).toMatchObject({ done: false })

    going.abort()
    await expect(wakes.next()).rejects.toThrow()
  })
})

describe('one process', () => {
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined }
  const clinicId = () => ClinicId.parse(randomUUID())

  test('a desk that is slow has one poke waiting, however many there were, and misses none', async () => {
    const wake = await openWake(null, log)
    const clinic = clinicId()
    const stream = wake.stream(clinic, undefined)
    await stream.next()
    for (let n = 0; n < 1_000; n++) wake.poke(clinic)

    expect(await stream.next()).toMatchObject({ done: false })
    let isWoken = false
    const next = stream.next().then(() => {
      isWoken = true
    })
    await new Promise(setImmediate)
    expect(isWoken).toBe(false)
    wake.poke(clinic)
    await next
    await wake.close()
  })

  test('R11.3 every desk of a clinic is woken, and none of another', async () => {
    const wake = await openWake(null, log)
    const [ours, theirs] = [clinicId(), clinicId()]
    const streams = [wake.stream(ours, undefined), wake.stream(ours, undefined), wake.stream(theirs, undefined)]
    await Promise.all(streams.map((stream) => stream.next()))
    const woken: number[] = []
    const nexts = streams.map((stream, n) => stream.next().then(({ done }) => done || woken.push(n)))

    wake.poke(ours)
    await Promise.all(nexts.slice(0, 2))

    expect(woken.sort()).toEqual([0, 1])
    await wake.close()
    await nexts[2]
    expect(woken).toHaveLength(2)
  })

  test('R11.7 a clinic has four streams: a newer one ends the oldest, and none of another clinic', async () => {
    const wake = await openWake(null, log)
    const [ours, theirs] = [clinicId(), clinicId()]
    const other = wake.stream(theirs, undefined)
    const streams = Array.from({ length: 4 }, () => wake.stream(ours, undefined))
    for (const stream of [other, ...streams]) await stream.next()
    const [oldest, ...others] = streams.map((stream) => stream.next())

    const newest = wake.stream(ours, undefined)
    await newest.next()

    expect(await oldest).toMatchObject({ done: true })
    wake.poke(ours)
    for (const each of [...others, newest.next()]) expect(await each).toMatchObject({ done: false })
    const theirNext = other.next()
    wake.poke(theirs)
    expect(await theirNext).toMatchObject({ done: false })
    await wake.close()
  })

  test('a stream ends when its desk goes, when the endpoint closes, and at once after either', async () => {
    const wake = await openWake(null, log)
    const clinic = clinicId()
    const going = new AbortController()
    const gone = wake.stream(clinic, going.signal)
    const staying = wake.stream(clinic, undefined)
    await Promise.all([gone.next(), staying.next()])
    const ends = [gone.next(), staying.next()]

    going.abort()
    expect(await ends[0]).toMatchObject({ done: true })
    await wake.close()

    expect(await ends[1]).toMatchObject({ done: true })
    expect(await wake.stream(clinic, undefined).next()).toMatchObject({ done: true })
    expect(await wake.stream(clinic, going.signal).next()).toMatchObject({ done: true })
  })
})

test('R11.4 two processes on one PostgreSQL wake each other’s desks, after a lost connection too', async () => {
  const machine = await startMachine('postgres')
  const first = await startEndpoint(machine)
  const second = await startEndpoint(machine, { database: first.database, mailIdentity: first.options.mailIdentity })
  const desk = await pairDesk(first)
  const wakes = (await desk.sync.wake({}))[Symbol.asyncIterator]()
  await wakes.next()

  const woken = wakes.next()
  const invitation = await desk.invite('form')
  const ana = browser(second.url)
  const { linkId } = await ana.invitation.register(await registration(desk.clinicId, invitation, 'ana@example.test'))
  expect(await woken).toMatchObject({ done: false })

  const lost = wakes.next()
  const administrator = new pg.Client(first.database.kind === 'postgres' ? first.database.url : '')
  await administrator.connect()
  await administrator.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND query LIKE 'LISTEN%'
     OR query LIKE 'SELECT pg_notify%' AND pid <> pg_backend_pid()`,
  )
  await administrator.end()
  expect(await lost).toMatchObject({ done: false })
  let isWokenAgain = false
  const again = wakes.next().then(() => {
    isWokenAgain = true
  })
  await until(async () => {
    await ana.requests.make({
      clinicId: desk.clinicId,
      linkId,
      requestId: EventId.parse(randomUUID()),
      sealed: await sealJson({}, [desk.recipient]),
      mac: MAC,
    })
    return isWokenAgain
  }, 'a wake through the new connection')
  await again

  await Promise.all([first.endpoint.close(), second.endpoint.close()])
  await machine.stop()
})
