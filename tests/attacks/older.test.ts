import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openIndexMac } from '../../src/shared/envelope/pair.ts'
import { sealJson } from '../../src/shared/envelope/seal.ts'
import type { PersonAt } from './support/person.ts'
import { goOnWithOlder, newestIndex } from '../../src/portal/tab.ts'
import { openWorld, type World } from './support/world.ts'

/** R11.5: the endpoint is as it was some time ago. A browser that has seen newer says so, and a person may choose. */
const ANA = 'ana@example.test'
const BEN = 'ben@example.test'

let world: World
beforeEach(async () => {
  vi.stubGlobal('window', { localStorage: storage(), sessionStorage: storage() })
  world = await openWorld()
})
afterEach(async () => {
  await world.close()
  vi.unstubAllGlobals()
})

const stateOf = async (person: PersonAt) => (await person.look()).map(({ shown }) => shown.state)

/** What a browser keeps for a page. */
function storage() {
  const items = new Map<string, string>()
  return {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
    removeItem: (key: string) => void items.delete(key),
  }
}

/** A backup of the login and of what is published. @returns puts it back */
function backUp(): () => void {
  const { database } = world
  const login = database.prepare('SELECT keyring_sealed, keyring_revision FROM login').get() as object
  const index = database
    .prepare('SELECT body_sealed, epoch, version, macs_json, signed_kind, signed_id FROM record_index')
    .get() as object
  return () => {
    for (const [table, row] of Object.entries({ login, record_index: index })) {
      const columns = Object.keys(row).map((name) => `${name} = ?`)
      database.prepare(`UPDATE ${table} SET ${columns.join(', ')}`).run(...(Object.values(row) as unknown[]))
    }
  }
}

/** A backup of all that the endpoint has. @returns puts it back */
function backUpAll(): () => void {
  const { database } = world
  const names = database.prepare(`SELECT name FROM sqlite_master WHERE type = 'table'`).pluck().all() as string[]
  const tables = names.map((name) => ({ name, rows: database.prepare(`SELECT * FROM "${name}"`).all() as object[] }))
  return () => {
    database.pragma('foreign_keys = OFF')
    for (const { name, rows } of tables) {
      database.prepare(`DELETE FROM "${name}"`).run()
      for (const row of rows) {
        const marks = Object.keys(row).map(() => '?')
        database.prepare(`INSERT INTO "${name}" VALUES (${marks.join(', ')})`).run(...(Object.values(row) as unknown[]))
      }
    }
  }
}

async function anaWithPlan() {
  const patientId = await world.addPatient('Ana Ruiz', ANA)
  await world.publishPlan(patientId, 'Rest.')
  const secret = await world.accessLink(patientId, ANA)
  await world.synchronise()
  const ana = await world.person(ANA)
  await ana.follow(secret)
  return { ana, patientId, secret }
}

test('R11.5 an older keyring is refused for as long as nobody chooses it; whoever does sees it, and what comes after', async () => {
  const { ana, patientId } = await anaWithPlan()
  await world.synchronise()
  expect(await stateOf(ana)).toEqual(['open'])
  const putBack = backUp()
  await world.publishPlan(patientId, 'Walk.')
  await world.synchronise()
  expect(await stateOf(ana)).toEqual(['open'])

  putBack()

  expect(await stateOf(ana)).toEqual(['old'])
  expect(await ana.signIn()).toBe('trouble: OLD_STATE')
  expect(await ana.signIn(), 'by itself it does not pass').toBe('trouble: OLD_STATE')
  ana.goOn()
  expect(await ana.signIn()).toBe('open')
  expect(await stateOf(ana)).toEqual(['open'])
  await world.publishPlan(patientId, 'Run.')
  await world.synchronise()
  expect(await stateOf(ana)).toEqual(['open'])
  const older = backUp()
  await world.publishPlan(patientId, 'Rest again.')
  await world.synchronise()
  await ana.look()
  older()
  expect(await ana.signIn(), 'chosen once, and not for ever').toBe('trouble: OLD_STATE')
})

test('R11.5 two logins in one browser that hold the same patient see theirs, and one chooses nothing for the other', async () => {
  const { ana, patientId } = await anaWithPlan()
  const secret = await world.accessLink(patientId, BEN)
  await world.synchronise()
  const ben = await world.person(BEN)
  await ben.follow(secret)
  await world.synchronise()
  await world.publishPlan(patientId, 'Rest.')
  await world.synchronise()

  expect([await stateOf(ana), await stateOf(ben), await stateOf(ana)]).toEqual([['open'], ['open'], ['open']])

  const newest = newestIndex(ben.session.login.recipient, patientId)
  goOnWithOlder({ recipient: ana.session.login.recipient, counter: 1, patientIds: [patientId] })
  expect(newestIndex(ben.session.login.recipient, patientId)).toEqual(newest)
  expect(newest).toBeDefined()
})

test('R11.5 whoever chose the older state is shown nothing for which only an invitation’s secret vouches', async () => {
  const { ana, patientId, secret } = await anaWithPlan()
  const putBack = backUp()
  await world.synchronise()
  expect(await stateOf(ana)).toEqual(['open'])
  const { id } = await world.clinic.context.db.selectFrom('invitation').select('id').executeTakeFirstOrThrow()
  const index = {
    ...{ format: 3, level: 'full', patientId, patientName: 'Ana Ruiz', items: [], madeAt: world.clinic.clock.now() },
    clinic: { name: 'Elm Street', addressLine: '', phone: '+1 900 1234', timeZone: 'America/Vancouver' },
  }
  const sealed = await sealJson(index, [ana.session.login.recipient])
  const owner = { kind: 'invitation', id } as const
  const mac = openIndexMac(secret, { clinicId: ana.clinicId, owner, epoch: 9, version: 9_999 }, sealed)

  putBack()
  world.database
    .prepare('UPDATE record_index SET body_sealed = ?, epoch = 9, version = 9999, macs_json = ?, signed_id = ?')
    .run(Buffer.from(sealed, 'base64'), JSON.stringify([mac]), id)
  expect(await ana.signIn()).toBe('trouble: OLD_STATE')
  ana.goOn()
  expect(await ana.signIn()).toBe('open')

  expect(await stateOf(ana)).toEqual(['old'])
})

test('R11.6 after a backup was put back a login redeems once more what it had redeemed, and holds what it held', async () => {
  const { ana } = await anaWithPlan()
  const child = await world.addPatient('Sam Ruiz', ANA)
  const secret = await world.accessLink(child, ANA)
  await world.synchronise()
  await ana.look()
  const putBack = backUpAll()
  await ana.follow(secret)
  await world.synchronise()
  expect(await stateOf(ana)).toEqual(['open', 'open'])
  const [before] = await world.holdersOf(child)

  putBack()
  expect(await ana.signIn()).toBe('trouble: OLD_STATE')
  ana.goOn()
  expect(await ana.signIn()).toBe('open')
  expect(await stateOf(ana)).toEqual(['open'])
  expect(await ana.follow(secret)).toBe('redeemed')
  await world.synchronise()

  const after = await world.holdersOf(child)
  expect(after).toMatchObject([{ email: ANA, level: 'full', isProven: true }])
  expect(after[0]?.linkId).not.toBe(before?.linkId)
  expect(await stateOf(ana)).toEqual(['open', 'open'])
  await world.publishPlan(child, 'Walk.')
  await world.synchronise()
  expect(await stateOf(ana)).toEqual(['open', 'open'])
  expect(await world.clinic.client.toSettle.list(), 'nothing but that it was put back').toMatchObject([
    { kind: 'putBack', count: 1 },
  ])
})
