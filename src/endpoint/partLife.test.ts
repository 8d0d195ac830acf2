import { sql, type Kysely } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { PartId } from '../shared/domain/ids.ts'
import { DAY, plusMilliseconds } from '../shared/domain/time.ts'
import { openDatabase } from './db/openDatabase.ts'
import type { EndpointTables } from './db/tables.ts'
import { tidy } from './housekeeping.ts'
import { pairDesk, redemption, registered, startClinic, type TestClinic, type TestDesk } from './testing/clients.ts'
import { failureOf } from './testing/failure.ts'
import { DATABASES } from './testing/harness.ts'

describe.each(DATABASES)('how long parts stay on %s', (kind) => {
  let running: TestClinic['running']
  let desk: TestDesk
  let db: Kysely<EndpointTables>
  let stop: TestClinic['stop']
  beforeAll(async () => {
    ;({ running, desk, stop } = await startClinic(kind))
    db = await openDatabase(running.database, running.clock)
  })
  afterAll(async () => {
    await db.destroy()
    await stop()
  })

  type Patient = Awaited<ReturnType<typeof registered>>
  const ofLink = ({ linkId }: Patient) => ({ kind: 'link', id: linkId }) as const

  /** Puts that many parts; `kept` tells of each whether the endpoint still has it. */
  async function partsAt(at: TestDesk, count: number) {
    const ids = await at.parts(count)
    const kept = async () => {
      const rows = await db.selectFrom('part').select('id').where('clinic_id', '=', at.clinicId).execute()
      return ids.map((id) => rows.some((row) => row.id === id))
    }
    const id = (index: number): PartId => {
      const found = ids[index]
      if (!found) throw new Error(`No part ${index}`)
      return found
    }
    return { ids, id, kept }
  }
  const isGiven = ({ client, linkId }: Patient, partId: PartId) =>
    client.records.part({ clinicId: desk.clinicId, linkId, partId }).then(
      () => true,
      () => false,
    )
  const housekeeping = () => tidy({ db, clock: running.clock, log: running.options.log })

  test('what the next index no longer names goes with it, unless another index names it', async () => {
    const ana = await registered(running, desk, 'next@example.test')
    const sam = await registered(running, desk, 'shares@example.test')
    const { ids, id, kept } = await partsAt(desk, 4)
    await desk.push(await desk.index(ofLink(ana), 'limited', 2, ids.slice(0, 3)))
    await desk.push(await desk.index(ofLink(sam), 'limited', 2, ids.slice(1, 2)))

    await desk.push(await desk.index(ofLink(ana), 'limited', 3, ids.slice(2, 4)))

    expect(await kept()).toEqual([false, true, true, true])
    expect(await isGiven(ana, id(1))).toBe(false)
    expect(await isGiven(sam, id(1))).toBe(true)
    await desk.push(await desk.index(ofLink(sam), 'limited', 3))
    expect(await kept()).toEqual([false, false, true, true])
  })

  test('R3.5 what was published for a link goes when it ends or is lowered', async () => {
    const ended = await registered(running, desk, 'ended@example.test')
    const lowered = await registered(running, desk, 'lowered@example.test', { kind: 'access' })
    const other = await registered(running, desk, 'other@example.test', { kind: 'access' })
    const { ids, kept } = await partsAt(desk, 3)
    await desk.push(await desk.index(ofLink(ended), 'limited', 2, ids.slice(0, 1)))
    await desk.push(await desk.index(ofLink(lowered), 'full', 2, ids.slice(1)))
    await desk.push(await desk.index(ofLink(other), 'full', 2, ids.slice(2)))

    await desk.push({ kind: 'link.level', id: lowered.linkId, level: 'full' })
    expect(await kept()).toEqual([true, true, true])
    const answers = await desk.push(
      { kind: 'link.end', id: ended.linkId },
      { kind: 'link.level', id: lowered.linkId, level: 'limited' },
      { kind: 'link.level', id: ended.linkId, level: 'full' },
    )

    expect(answers).toEqual(['applied', 'applied', 'applied'])
    expect(await kept()).toEqual([false, false, true])
    expect(await ended.links()).toEqual([])
    expect(await lowered.links()).toMatchObject([{ level: 'limited', index: null }])
    expect(await desk.push(await desk.index(ofLink(ended), 'limited', 9))).toEqual(['unknownLink'])
    expect(await ended.links()).toEqual([])
  })

  test('R3.5 a link that has ended gives nothing, should its index have stayed', async () => {
    const ana = await registered(running, desk, 'stayed@example.test')
    const { ids, id } = await partsAt(desk, 1)
    await desk.push(await desk.index(ofLink(ana), 'limited', 2, ids))
    expect(await isGiven(ana, id(0))).toBe(true)

    await db.updateTable('link').set({ ended_at: running.clock.now() }).where('id', '=', ana.linkId).execute()

    expect(await isGiven(ana, id(0))).toBe(false)
    expect(await ana.links()).toEqual([])
  })

  test('R4.6 what was sealed to an invitation goes when it is revoked or replaced', async () => {
    const { ids, kept } = await partsAt(desk, 2)
    const revoked = await desk.invite('access', { parts: ids.slice(0, 1) })
    const replaced = await desk.invite('access', { parts: ids.slice(1) })
    expect(await kept()).toEqual([true, true])

    await desk.push({ kind: 'invitation.end', id: revoked.id, state: 'revoked' })
    expect(await kept()).toEqual([false, true])
    await desk.push({ kind: 'invitation.end', id: replaced.id, state: 'replaced' })

    expect(await kept()).toEqual([false, false])
  })

  test('R4.6 whoever redeems has the invitation’s parts at once, without the desk', async () => {
    const { ids, id } = await partsAt(desk, 1)

    const ana = await registered(running, desk, 'night@example.test', { kind: 'access', parts: ids })

    expect(await isGiven(ana, id(0))).toBe(true)
    expect(await desk.push({ kind: 'invitation.end', id: ana.invitation.id, state: 'revoked' })).toEqual(['applied'])
    expect(await isGiven(ana, id(0))).toBe(true)
  })

  test('R4.7 an upgraded link has the access invitation’s parts; its own stay a day for the desk’s next index', async () => {
    const ana = await registered(running, desk, 'upgraded@example.test')
    const { ids, kept } = await partsAt(desk, 3)
    await desk.push(await desk.index(ofLink(ana), 'limited', 2, ids.slice(0, 2)))
    running.clock.pass(2 * DAY)
    const { patientId } = ana.invitation
    const access = await desk.invite('access', { patientId, parts: ids.slice(2) })
    await ana.client.session.signIn({ clinicId: desk.clinicId, email: ana.input.email, auths: [ana.input.auth] })

    await ana.client.invitation.redeem(await redemption(desk.clinicId, access, ana.input.email))
    await housekeeping()

    expect(await kept()).toEqual([true, true, true])
    expect(await Promise.all(ids.map((id) => isGiven(ana, id)))).toEqual([false, false, true])
    await desk.push(await desk.index(ofLink(ana), 'full', 3, ids.slice(1)))
    running.clock.pass(DAY)
    await housekeeping()
    expect(await kept()).toEqual([false, true, true])
  })

  test('R3.4 a link that was raised shows nothing of its former level while nothing is published for it', async () => {
    const ana = await registered(running, desk, 'raised@example.test')
    const { ids, id } = await partsAt(desk, 1)
    await desk.push(await desk.index(ofLink(ana), 'limited', 2, ids))
    const { patientId } = ana.invitation
    const access = await desk.invite('access', { patientId, isUnpublished: true })

    await ana.client.invitation.redeem(await redemption(desk.clinicId, access, ana.input.email))

    expect(await ana.links()).toMatchObject([{ level: 'full', index: null }])
    expect(await isGiven(ana, id(0))).toBe(false)
  })

  test('R4.7 what an invitation brought to who holds the patient already is not shown, and stays a day', async () => {
    const ana = await registered(running, desk, 'held@example.test', { kind: 'access' })
    const { ids, id, kept } = await partsAt(desk, 1)
    const again = await desk.invite('access', { patientId: ana.invitation.patientId, parts: ids })

    const outcome = await ana.client.invitation.redeem(await redemption(desk.clinicId, again, ana.input.email))

    expect(outcome.outcome).toBe('alreadyHeld')
    expect(await isGiven(ana, id(0))).toBe(false)
    running.clock.pass(DAY - 1)
    await housekeeping()
    expect(await kept()).toEqual([true])
    running.clock.pass(1)
    await housekeeping()
    expect(await kept()).toEqual([false])
  })

  test('a part that no index ever named goes after a day, counted from its last put', async () => {
    const at = await pairDesk(running)
    const { id, kept } = await partsAt(at, 2)
    running.clock.pass(DAY - 1)
    const row = await db.selectFrom('part').select('body_sealed').where('id', '=', id(1)).executeTakeFirstOrThrow()
    const sealed = row.body_sealed?.toString('base64') ?? expect.fail()
    await at.push({ kind: 'part.put', id: id(1), sealed })
    await housekeeping()
    expect(await kept()).toEqual([true, true])

    running.clock.pass(1)
    await housekeeping()

    expect(await kept()).toEqual([false, true])
  })

  test('R11.6 an expired invitation whose id is none stops neither what else goes, nor the steps behind it', async () => {
    const { ids, kept } = await partsAt(desk, 2)
    const access = await desk.invite('access', { parts: ids.slice(0, 1) })
    const bad = await desk.invite('access')
    await db.updateTable('record_index').set({ owner_id: '0 none' }).where('owner_id', '=', bad.id).execute()
    await db.updateTable('invitation').set({ id: '0 none' }).where('id', '=', bad.id).execute()
    running.clock.pass(5 * DAY)

    await housekeeping()

    expect(await kept()).toEqual([false, false])
    expect(await db.selectFrom('record_index').select('owner_id').where('owner_id', '=', access.id).execute()).toEqual(
      [],
    )
  })

  test('R11.6 a step of housekeeping that fails is logged, and the others are done', async () => {
    const { kept } = await partsAt(desk, 1)
    running.clock.pass(DAY)
    await sql`ALTER TABLE device RENAME TO no_device`.execute(db)

    await housekeeping()
    await sql`ALTER TABLE no_device RENAME TO device`.execute(db)

    expect(await kept()).toEqual([false])
    expect(running.logged.filter((line) => line.includes('housekeeping failed'))).toMatchObject([
      expect.stringContaining('deletePastDevices'),
    ])
  })

  test('R3.4 what was sealed to an access invitation goes when it expires, parts and all', async () => {
    const { ids, kept } = await partsAt(desk, 3)
    const shared = await registered(running, desk, 'shared@example.test', { kind: 'access' })
    await desk.push(await desk.index(ofLink(shared), 'full', 2, ids.slice(2)))
    const access = await desk.invite('access', { parts: ids.slice(1) })
    // Staff may extend a form's after it has expired (R4.2).
    const expiresAt = plusMilliseconds(running.clock.now(), DAY)
    await desk.invite('form', { parts: ids.slice(0, 1), expiresAt })
    running.clock.pass(5 * DAY - 1)
    await housekeeping()
    expect(await kept()).toEqual([true, true, true])

    running.clock.pass(1)
    await housekeeping()

    expect(await kept()).toEqual([true, false, true])
    expect(await failureOf(shared.client.records.list({ clinicId: desk.clinicId }))).toMatchObject({
      code: 'SIGNED_OUT',
    })
    const late = await desk.index({ kind: 'invitation', id: access.id }, 'full', 9)
    expect(await desk.push(late)).toEqual(['applied'])
  })
})
