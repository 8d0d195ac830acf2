import type Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { LinkId } from '../../src/shared/domain/ids.ts'
import { write } from './support/people.ts'
import { snapshotOf } from './support/rewrites.ts'
import { openWorld, type World } from './support/world.ts'

const ANA = 'ana@example.test'

let world: World
beforeEach(async () => {
  world = await openWorld()
})
afterEach(() => world.close())

/** Every table of the endpoint as it is now. @returns puts all of them back */
function backUp(database: Database.Database): () => void {
  const tables = snapshotOf(database)
  return () => {
    database.pragma('foreign_keys = OFF')
    for (const [table, rows] of tables) {
      database.prepare(`DELETE FROM "${table}"`).run()
      for (const { rowid: _, ...row } of rows) {
        const names = Object.keys(row)
        const insert = `INSERT INTO "${table}" (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`
        database.prepare(insert).run(...Object.values(row))
      }
    }
  }
}

test('R3.5, R11.6 an endpoint that was put back from a backup learns again what ended, what was lowered and raised, and what is new', async () => {
  const { client } = world.clinic
  const patientId = await world.addPatient('Ana Ruiz', ANA)
  await world.publishPlan(patientId, 'Rest.')
  const personOf = async (secret: string, email: string) => {
    await world.synchronise()
    const person = await world.person(email)
    expect(await person.follow(secret)).toBe('redeemed')
    await world.synchronise()
    const held = (await world.holdersOf(patientId)).find((holder) => holder.email === email)
    return { person, linkId: LinkId.parse(held?.linkId) }
  }
  const full = async (email: string) => personOf(await world.accessLink(patientId, email), email)
  const [ana, ended, lowered] = [await full(ANA), await full('end@example.test'), await full('low@example.test')]
  const raised = await personOf(await world.formLink(patientId), 'up@example.test')
  await world.accessLink(patientId, 'open@example.test')
  await world.synchronise()
  const { current } = await client.access.get({ patientId })
  if (!current) throw new Error('An Access Link is open')
  const putBack = backUp(world.database)

  await client.access.revokeLink({ linkId: ended.linkId, reason: 'By request' })
  await client.access.lowerLink({ linkId: lowered.linkId, reason: 'By request' })
  await client.access.revokeInvitation({ invitationId: current.id, reason: '' })
  await raised.person.follow(await leaving(world.accessLink(patientId, 'up@example.test')))
  await world.publishPlan(patientId, 'Walk.')
  await world.synchronise()
  const read = (sql: string, id: string) => world.database.prepare(sql).pluck().get(id)
  const levelOf = (id: string) => read('SELECT level FROM link WHERE id = ? AND ended_at IS NULL', id)
  const indexOf = (id: string) => read('SELECT level FROM record_index WHERE owner_id = ?', id)
  const stateOf = (id: string) => read('SELECT state FROM invitation WHERE id = ?', id)
  const inForce = () => ({
    levels: [ana, ended, lowered, raised].map(({ linkId }) => levelOf(linkId) ?? 'none'),
    indexes: [ana, ended, lowered, raised].map(({ linkId }) => indexOf(linkId) ?? 'none'),
    invitation: [stateOf(current.id), indexOf(current.id) ?? 'none'],
  })
  const before = {
    levels: ['full', 'none', 'limited', 'full'],
    indexes: ['full', 'none', 'limited', 'full'],
    invitation: ['revoked', 'none'],
  }
  expect(inForce()).toEqual(before)

  putBack()
  expect(inForce()).toMatchObject({ levels: ['full', 'full', 'full', 'limited'], invitation: ['open', 'full'] })
  await world.synchronise()
  await world.synchronise()

  expect(inForce()).toEqual(before)
  const [anas] = await ana.person.look()
  if (anas?.shown.state !== 'open') throw new Error('Ana sees her records')
  expect(anas.shown.index.items.filter(({ kind }) => kind === 'plan')).toHaveLength(2)
  expect(await client.toSettle.list()).toMatchObject([{ kind: 'putBack', count: 1, isSaidAgain: true }])

  async function leaving(secret: Promise<string>): Promise<string> {
    const made = await secret
    await world.synchronise()
    return made
  }
})

test('R11.6 an anchor that fills an answer is none that opens: the desk goes on, says nothing again, and puts its next', async () => {
  const patientId = await world.addPatient('Ana Ruiz', ANA)
  await world.synchronise()
  write(world, 'UPDATE clinic SET anchor_sealed = zeroblob(10000000)')
  await world.publishPlan(patientId, 'Rest.')

  await world.synchronise()

  const { core, client, logLines } = world.clinic
  expect(core.sync.status()).toMatchObject({ state: 'synchronised', because: null })
  const unreadable = () => logLines.filter(({ event }) => event === 'audit.anchorUnreadable').length
  const before = unreadable()
  expect(before).toBeGreaterThan(0)
  expect(await client.toSettle.list()).toEqual([])
  expect(world.database.prepare('SELECT length(anchor_sealed) FROM clinic').pluck().get()).toBeLessThan(1_000)
  await world.synchronise()
  expect(unreadable()).toBe(before)
})
