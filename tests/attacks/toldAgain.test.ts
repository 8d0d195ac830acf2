import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { anaWithEverything, stateOf } from './support/people.ts'
import { openWorld, type World } from './support/world.ts'

/** R11.6: what the endpoint's database says of a redemption is told again, by whoever may write there. */
let world: World
beforeEach(async () => {
  world = await openWorld()
})
afterEach(() => world.close())

type Told = { readonly linkId: string; readonly mac: string; readonly holderMac: string }

/** Ana sees everything; and the one true event by which she came to it. */
async function anaAndHerEvent() {
  const { database, line } = world
  const patientId = await world.addPatient('Ana Ruiz', 'ana@example.test')
  await world.publishPlan(patientId, 'Rest.')
  const secret = await world.accessLink(patientId, 'ana@example.test')
  await world.synchronise()
  const ana = await world.person('ana@example.test')
  line.isCut = true
  await ana.follow(secret)
  const row = database.prepare(`SELECT body_json FROM event WHERE body_json LIKE '%invitation.redeemed%'`)
  const event = JSON.parse(row.pluck().get() as string) as Told // what the endpoint itself left there
  line.isCut = false
  await settle()
  return { ana, event, patientId }
}

/** Rows that no endpoint's program has written. */
function tell(bodies: readonly object[]): void {
  const { database, clinic } = world
  const insert = database.prepare(
    `INSERT INTO event (clinic_id, seq, id, at, body_json, body_sealed, login_id, bytes)
     VALUES (?, ?, ?, ?, ?, NULL, NULL, 0)`,
  )
  const known = database.prepare('SELECT id, last_seq FROM clinic').get() as { id: string; last_seq: number }
  bodies.forEach((body, n) =>
    insert.run(known.id, known.last_seq + n + 1, randomUUID(), clinic.clock.now(), JSON.stringify(body)),
  )
  database.prepare('UPDATE clinic SET last_seq = ?').run(known.last_seq + bodies.length)
}

async function settle(): Promise<void> {
  await world.synchronise()
  await world.synchronise()
}

const many = <T>(make: () => T): T[] => Array.from({ length: 30 }, make)

/** How many rows the desk's file has in what grows with what it is told. */
async function rowsAtTheDesk() {
  const { db } = world.clinic.context
  const tables = ['link', 'login', 'inbox_item', 'outbox', 'event_set_aside', 'waiting_redemption'] as const
  const rows = await Promise.all(tables.map((table) => db.selectFrom(table).selectAll().execute()))
  // Who looked at a chart stands in the log as well.
  const audit = await db.selectFrom('audit').selectAll().where('action', 'like', 'invitation.%').execute()
  return [...tables.map((table, n) => `${table} ${rows[n]?.length}`), `audit ${audit.length}`]
}

test('R11.6 a redemption told again under other links’ ids ends nobody’s access, and leaves nothing at the desk', async () => {
  const { ana, event, patientId } = await anaAndHerEvent()
  const before = { rows: await rowsAtTheDesk(), holders: await world.holdersOf(patientId) }

  tell([{ ...event, linkId: randomUUID() }])
  await settle()
  expect(await stateOf(ana)).toEqual(['open'])
  tell(many(() => ({ ...event, linkId: randomUUID() })))
  await settle()

  expect(await stateOf(ana)).toEqual(['open'])
  expect(await world.holdersOf(patientId)).toEqual(before.holders)
  expect(await rowsAtTheDesk()).toEqual(before.rows)
  await world.publishPlan(patientId, 'Walk.')
  await settle()
  expect(await stateOf(ana)).toEqual(['open'])
})

test('R11.6 what nobody proved leaves no row, however long the endpoint refuses what the desk hands over', async () => {
  const { event } = await anaAndHerEvent()
  world.database.exec(`CREATE TRIGGER no_applied BEFORE INSERT ON applied_item BEGIN SELECT RAISE(ABORT, 'no'); END`)
  const before = await rowsAtTheDesk()

  tell(many(() => ({ ...event, linkId: randomUUID(), mac: '0', holderMac: '0' })))
  await settle()

  expect(await rowsAtTheDesk()).toEqual(before)
})

test('R11.6 an access of which the endpoint has forgotten that it was raised is named at the desk, and a new Access Link raises it', async () => {
  const { patientId, ana } = await anaWithEverything(world)
  world.database.prepare(`UPDATE link SET level = 'limited'`).run()
  await world.publishPlan(patientId, 'Walk.')

  await settle()

  expect(await world.holdersOf(patientId)).toMatchObject([{ level: 'full', trouble: 'lowerLevel' }])
  const secret = await world.accessLink(patientId, 'ana@example.test')
  await settle()
  expect(await ana.follow(secret)).toBe('redeemed')
  await settle()
  expect(await world.holdersOf(patientId)).toMatchObject([{ level: 'full', trouble: null }])
  expect(await stateOf(ana)).toEqual(['open'])
})
