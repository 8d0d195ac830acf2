import { sql, type Kysely } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { portalContract } from '../shared/contract/portal.ts'
import { PROTOCOL_HEADER, PROTOCOL_VERSION, syncContract } from '../shared/contract/sync.ts'
import { PASSWORD_PARAMETERS } from '../shared/envelope/passwords.ts'
import { openDatabase } from './db/openDatabase.ts'
import type { EndpointTables } from './db/tables.ts'
import { browser, pairDesk, registered, startClinic, type TestClinic } from './testing/clients.ts'
import { failureOf } from './testing/failure.ts'
import { DATABASES, startEndpoint, startMachine } from './testing/harness.ts'

test('every call of both contracts declares what a bug looks like', () => {
  const Call = z.object({ '~orpc': z.object({ errorMap: z.object({ UNEXPECTED: z.unknown() }) }) })
  const groups = [syncContract, ...Object.values(portalContract)]
  const calls = groups.flatMap((group) => Object.entries<unknown>(group))

  const silent = calls.filter(([, call]) => !Call.safeParse(call).success).map(([name]) => name)

  expect(calls.length).toBeGreaterThan(20)
  expect(silent).toEqual([])
})

test('every call of both contracts is carried out', async () => {
  const machine = await startMachine('sqlite')
  const { endpoint, url } = await startEndpoint(machine)
  const portal = Object.entries(portalContract).flatMap(([group, calls]) =>
    Object.keys(calls).map((name) => `portal/${group}/${name}`),
  )
  const paths = [...Object.keys(syncContract).map((name) => `sync/${name}`), ...portal]
  const statusOf = async (path: string) => {
    const headers = { 'content-type': 'application/json', [PROTOCOL_HEADER]: String(PROTOCOL_VERSION) }
    return (await fetch(`${url}/api/${path}`, { method: 'POST', headers, body: '{"json":{}}' })).status
  }

  const answers = await Promise.all(paths.map(async (path) => ({ path, status: await statusOf(path) })))

  expect(paths.length).toBeGreaterThan(20)
  // A call that is in no router is not found, and one without a handler is a failure of the router's.
  expect(answers.filter(({ status }) => status === 404 || status >= 500)).toEqual([])
  await endpoint.close()
  await machine.stop()
})

describe.each(DATABASES)('what should not happen, on %s', (kind) => {
  let running: TestClinic['running']
  let db: Kysely<EndpointTables>
  let stop: TestClinic['stop']
  beforeAll(async () => {
    ;({ running, stop } = await startClinic(kind))
    db = await openDatabase(running.database, running.clock)
  })
  afterAll(async () => {
    await db.destroy()
    await stop()
  })

  /** The answer's reference, and every line of the log that has it. */
  async function traced(call: Promise<unknown>) {
    const before = running.logged.length
    const failure = await failureOf(call)
    const { reference } = z.object({ reference: z.string() }).parse(failure.data)
    const lines = running.logged.slice(before).filter((line) => line.includes('failed'))
    return { code: failure.code, reference, lines }
  }

  test('a row of a kind that is not known is a bug: masked, and logged once under the reference that is shown', async () => {
    const desk = await pairDesk(running)
    const ana = await registered(running, desk, 'ana@example.test')
    await db.updateTable('link').set({ level: 'family' }).where('id', '=', ana.linkId).execute()

    const { code, reference, lines } = await traced(ana.client.records.list({ clinicId: desk.clinicId }))

    expect(code).toBe('UNEXPECTED')
    expect(reference).toMatch(/^[0-9A-F]{8}$/)
    expect(lines).toHaveLength(1)
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ reference, call: 'records.list', message: 'call failed' })
    expect(lines[0]).not.toContain('family')
  })

  test('a desk is told likewise, and the request’s own line bears the same reference', async () => {
    const desk = await pairDesk(running)
    await sql`ALTER TABLE event RENAME TO event_away`.execute(db)

    const { code, reference } = await traced(desk.sync.pull({ epoch: 1, after: 0, limit: 10 }))
    await sql`ALTER TABLE event_away RENAME TO event`.execute(db)

    expect(code).toBe('UNEXPECTED')
    const lines = running.logged.filter((line) => line.includes(reference))
    expect(lines.map((line) => z.object({ message: z.string() }).parse(JSON.parse(line)).message).sort()).toEqual([
      'call failed',
      'request',
    ])
  })
})

test('an answer that the contract does not allow is a bug too', async () => {
  const machine = await startMachine('sqlite')
  // The contract allows four.
  const passwordGenerations = Array.from({ length: 5 }, () => PASSWORD_PARAMETERS)
  const running = await startEndpoint(machine, { passwordGenerations })
  const desk = await pairDesk(running)

  const told = browser(running.url).session.salt({ clinicId: desk.clinicId, email: 'ana@example.test' })

  expect(await failureOf(told)).toMatchObject({ code: 'UNEXPECTED' })
  expect(running.logged.filter((line) => line.includes('call failed'))).toHaveLength(1)
  await running.endpoint.close()
  await machine.stop()
})
