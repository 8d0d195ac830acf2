import { afterEach, beforeEach, expect, test } from 'vitest'
import type { PartRef } from '../../src/shared/domain/recordIndex.ts'
import { sealJson } from '../../src/shared/envelope/seal.ts'
import { openIndexMac } from '../../src/shared/envelope/pair.ts'
import { ANA, PLAN, anaWithEverything, bytes, stateOf, write } from './support/people.ts'
import { openWorld, type World } from './support/world.ts'

let world: World
beforeEach(async () => {
  world = await openWorld()
})
afterEach(() => world.close())

test('R11.5 a mailbox that is read a year later shows nothing as an invitation’s either', async () => {
  const { ana, patientId } = await anaWithEverything(world)
  const { secret, id } = await world.clinic.context.db
    .selectFrom('invitation')
    .select(['secret', 'id'])
    .executeTakeFirstOrThrow()
  expect(await stateOf(ana)).toEqual(['open'])
  const index = {
    ...{ format: 3, level: 'full', patientId, patientName: 'Ana Ruiz', items: [], madeAt: world.clinic.clock.now() },
    clinic: { name: 'Elm Street', addressLine: '', phone: '+1 900 1234', timeZone: 'America/Vancouver' },
  }
  const sealed = await sealJson(index, [ana.session.login.recipient])
  const owner = { kind: 'invitation', id } as const
  const mac = openIndexMac(secret, { clinicId: ana.clinicId, owner, epoch: 9, version: 9_999 }, sealed)

  write(
    world,
    `UPDATE record_index SET body_sealed = ?, epoch = 9, version = 9999, macs_json = ?, signed_kind = ?, signed_id = ?`,
    ...[bytes(sealed), JSON.stringify([mac]), 'invitation', id],
  )

  expect(await stateOf(ana)).toEqual(['forged'])
  const telephone = await world.person(ANA)
  expect(await telephone.signIn()).toBe('open')
  expect(await stateOf(telephone)).toEqual(['forged'])
})

test('R11.5 what an invitation brought is not put back later, by whatever id the link is called', async () => {
  const patientId = await world.addPatient('Ana Ruiz', ANA)
  const secret = await world.accessLink(patientId, ANA)
  await world.synchronise()
  const ana = await world.person(ANA)
  world.line.isCut = true
  await ana.follow(secret)
  const first = world.database.prepare('SELECT * FROM record_index').get() as Record<string, unknown>
  expect(await stateOf(ana)).toEqual(['open'])
  world.line.isCut = false
  await world.publishPlan(patientId, PLAN)
  await world.synchronise()
  expect(await stateOf(ana)).toEqual(['open'])

  world.database.pragma('foreign_keys = OFF')
  const renamed = world.clinic.ids()
  write(world, 'UPDATE link SET id = ?', renamed)
  write(
    world,
    'UPDATE record_index SET owner_id = ?, body_sealed = ?, epoch = ?, version = ?, macs_json = ?, signed_kind = ?, signed_id = ?',
    ...[renamed, first['body_sealed'], first['epoch'], first['version'], first['macs_json']],
    ...[first['signed_kind'], first['signed_id']],
  )

  expect(await stateOf(ana)).toEqual(['forged'])
  const telephone = await world.person(ANA)
  expect(await telephone.signIn()).toBe('open')
  expect(await stateOf(telephone)).toEqual(['forged'])
})

test('R11.5 an old index is not the new one, in this browser and on a new device', async () => {
  const { ana, patientId } = await anaWithEverything(world)
  await ana.look()
  const old = world.database.prepare('SELECT * FROM record_index').get() as Record<string, unknown>
  await world.publishPlan(patientId, 'Start walking again.')
  await world.synchronise()
  expect(await stateOf(ana)).toEqual(['open'])

  write(
    world,
    'UPDATE record_index SET body_sealed = ?, version = ?, macs_json = ?',
    old['body_sealed'],
    old['version'],
    old['macs_json'],
  )

  expect(await stateOf(ana)).toEqual(['old'])
  const telephone = await world.person(ANA)
  expect(await telephone.signIn()).toBe('open')
  expect(await stateOf(telephone)).toEqual(['old'])
})

test('R11.5 an index of one patient is not shown for another, nor one link’s for another', async () => {
  const { ana } = await anaWithEverything(world)
  const child = await world.accessLink(await world.addPatient('Sam Ruiz', ANA), ANA)
  await world.synchronise()
  await ana.follow(child)
  await world.synchronise()
  expect(await stateOf(ana)).toEqual(['open', 'open'])

  const [one, other] = world.database
    .prepare(`SELECT rowid AS at, body_sealed, epoch, version, signed_id, macs_json FROM record_index`)
    .all() as { at: number; [column: string]: unknown }[]
  const put = 'UPDATE record_index SET body_sealed = ?, version = ?, macs_json = ?, signed_id = ? WHERE rowid = ?'
  write(world, put, other?.['body_sealed'], other?.['version'], other?.['macs_json'], other?.['signed_id'], one?.at)
  write(world, put, one?.['body_sealed'], one?.['version'], one?.['macs_json'], one?.['signed_id'], other?.at)

  expect(await stateOf(ana)).toEqual(['forged', 'forged'])
})

test('R11.5 what another device of the same login redeemed is not taken for a forgery, with the desk off', async () => {
  const { ana } = await anaWithEverything(world)
  const tablet = await world.person(ANA)
  expect(await tablet.signIn()).toBe('open')
  const child = await world.accessLink(await world.addPatient('Sam Ruiz', ANA), ANA)
  await world.synchronise()
  world.line.isCut = true

  expect(await tablet.follow(child)).toBe('redeemed')

  expect(await stateOf(ana)).toEqual(['open', 'open'])
  expect(await stateOf(tablet)).toEqual(['open', 'open'])
})

test('R11.5 a part that is not the one that the index names is not opened', async () => {
  const { ana } = await anaWithEverything(world)
  const [seen] = await ana.look()
  const plan = seen?.shown.state === 'open' ? seen.shown.index.items.find(({ kind }) => kind === 'plan') : undefined
  const ref: PartRef | undefined = plan?.kind === 'plan' ? plan.part : undefined
  if (!seen || !ref) throw new Error('No plan')
  const another = await sealJson({ kind: 'plan', text: 'Take ten of these' }, [world.adversary.recipient])

  write(world, 'UPDATE part SET body_sealed = ?', bytes(another))

  await expect(ana.openPlan(seen.link.id, ref)).rejects.toThrow('Not the part that the index names')
})
