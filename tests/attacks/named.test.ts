import { afterEach, beforeEach, expect, test } from 'vitest'
import type { PartRef } from '../../src/shared/domain/recordIndex.ts'
import { makeIdentity, sealJson } from '../../src/shared/envelope/seal.ts'
import { openIndexMac } from '../../src/shared/envelope/pair.ts'
import { macUnder } from '../../src/shared/envelope/secrets.ts'
import { message } from '../../src/shared/envelope/message.ts'
import type { PersonAt } from './support/person.ts'
import { openWorld, type World } from './support/world.ts'

const ANA = 'ana@example.test'
const PLAN = 'Rest the knee for a week.'
const FORGED = '0'.repeat(64)

let world: World
beforeEach(async () => {
  world = await openWorld()
})
afterEach(() => world.close())

const write = (sql: string, ...values: unknown[]) => world.database.prepare(sql).run(...values).changes
const stateOf = async (person: PersonAt) => (await person.look()).map(({ shown }) => shown.state)
const bytes = (sealed: string) => Buffer.from(sealed, 'base64')

/** Ana sees all of her chart by an Access Link. */
async function anaWithEverything() {
  const patientId = await world.addPatient('Ana Ruiz', ANA)
  await world.publishPlan(patientId, PLAN)
  const secret = await world.accessLink(patientId, ANA)
  await world.synchronise()
  const ana = await world.person(ANA)
  expect(await ana.follow(secret)).toBe('redeemed')
  await world.synchronise()
  return { patientId, ana }
}

/** Ben was sent a form, and sees that alone. */
async function benWithForm() {
  const patientId = await world.addPatient('Ben Okoro', 'ben@example.test')
  const secret = await world.formLink(patientId)
  await world.synchronise()
  const ben = await world.person('ben@example.test')
  expect(await ben.follow(secret)).toBe('redeemed')
  await world.synchronise()
  const [{ link, shown } = { link: undefined, shown: undefined }] = await ben.look()
  const item = shown?.state === 'open' ? shown.index.items.find(({ kind }) => kind === 'form') : undefined
  if (!link || item?.kind !== 'form') throw new Error('Ben has no form')
  return { patientId, ben, linkId: link.id, assignmentId: item.form.assignmentId }
}

test('R11.5 nobody attacks: what the clinic made is shown, and what patients sent is theirs', async () => {
  const { ana } = await anaWithEverything()
  const { ben, patientId, linkId, assignmentId } = await benWithForm()

  const [seen] = await ana.look()
  const plan = seen?.shown.state === 'open' ? seen.shown.index.items.find(({ kind }) => kind === 'plan') : undefined
  expect(plan?.kind === 'plan' && seen && (await ana.openPlan(seen.link.id, plan.part))).toBe(PLAN)
  await ben.submit(linkId, assignmentId, 'My back')
  await ben.ask(linkId, 'My visits')
  await world.synchronise()

  expect(await world.submissionsOf(patientId)).toMatchObject([{ state: 'received' }])
  const request = (await world.inbox()).find(({ facts }) => facts.kind === 'request')
  expect(request?.facts).toMatchObject({ isFromHolder: true, message: 'My visits' })
  expect(await world.readByAdversary()).toEqual([])
})

test('R11.5 (a) a key put in a login’s place: the page stops, the child’s chart is sealed to nobody else', async () => {
  const { ana } = await anaWithEverything()
  const child = await world.addPatient('Sam Ruiz', ANA)
  await world.publishPlan(child, 'The child’s own plan')
  const secret = await world.accessLink(child, ANA)
  await world.synchronise()

  write('UPDATE login SET recipient = ?', world.adversary.recipient)
  expect(await ana.follow(secret)).toBe('redeemed')
  await world.synchronise()

  expect(await world.holdersOf(child)).toMatchObject([{ email: ANA, isProven: false }])
  expect(await world.readByAdversary()).toEqual([])
  expect(await ana.signIn()).toBe('trouble: KEYS_CHANGED')
})

test('R11.5 (a) a key put in place before anybody registered: the desk publishes nothing to it', async () => {
  const patientId = await world.addPatient('Ana Ruiz', ANA)
  await world.publishPlan(patientId, PLAN)
  const secret = await world.accessLink(patientId, ANA)
  await world.synchronise()
  const ana = await world.person(ANA)
  world.line.isCut = true
  await ana.follow(secret)

  write(
    `UPDATE event SET body_json = json_set(body_json, '$.loginRecipient', ?) WHERE body_json LIKE '%redeemed%'`,
    world.adversary.recipient,
  )
  write('UPDATE login SET recipient = ?', world.adversary.recipient)
  world.line.isCut = false
  await world.synchronise()

  expect(await world.holdersOf(patientId)).toMatchObject([{ isProven: false }])
  expect((await world.inbox()).map(({ facts }) => facts.kind)).toContain('unproven')
  expect(await world.readByAdversary()).toEqual([])
})

test('R11.5 (b) the clinic’s recipient is replaced: no password is asked, and what is sent is sealed to the clinic', async () => {
  const { ben, patientId, linkId, assignmentId } = await benWithForm()
  const fresh = await world.accessLink(await world.addPatient('Cal Diaz', 'cal@example.test'), 'cal@example.test')
  await world.synchronise()

  write(`UPDATE clinic SET profile_json = json_set(profile_json, '$.recipient', ?)`, world.adversary.recipient)

  expect(await (await world.person('cal@example.test')).follow(fresh)).toBe('forged')
  await ben.submit(linkId, assignmentId, 'Nobody else’s business')
  expect(await world.readByAdversary()).toEqual([])
  await world.synchronise()
  expect(await world.submissionsOf(patientId)).toMatchObject([{ state: 'received' }])
})

test('R11.5 (c) a forged intake is kept aside as what it is, and shown to nobody as theirs', async () => {
  const { ben, patientId, linkId, assignmentId } = await benWithForm()
  const { recipient } = await world.clinic.context.db.selectFrom('clinic').select('recipient').executeTakeFirstOrThrow()
  const submissionId = world.clinic.ids()
  const response = { resourceType: 'QuestionnaireResponse', status: 'completed', item: [] }
  const sealed = await sealJson({ format: 1, submissionId, assignmentId, response }, [recipient])
  const body = { kind: 'form.submitted', linkId, assignmentId, submissionId, mac: FORGED }
  const { clinic_id, seq } = world.database
    .prepare('SELECT id AS clinic_id, last_seq + 1 AS seq FROM clinic')
    .get() as { clinic_id: string; seq: number }
  write('UPDATE clinic SET last_seq = last_seq + 1')
  const at = world.clinic.clock.now()
  write(
    'INSERT INTO event (clinic_id, seq, id, at, body_json, body_sealed) VALUES (?, ?, ?, ?, ?, ?)',
    clinic_id,
    seq,
    world.clinic.ids(),
    at,
    JSON.stringify(body),
    bytes(sealed),
  )

  await world.synchronise()

  expect(await world.submissionsOf(patientId)).toMatchObject([
    { state: 'unproven', problems: [{ kind: 'notFromHolder' }] },
  ])
  const [{ shown } = { shown: null }] = await ben.look()
  expect(shown?.state === 'open' && shown.index.items.map(({ kind }) => kind)).toEqual(['form'])
  await ben.submit(linkId, assignmentId, 'The real one')
  await world.synchronise()
  expect((await world.submissionsOf(patientId)).map(({ state }) => state).sort()).toEqual(['received', 'unproven'])
})

test('R11.5 (c) a forged plan is not shown on a limited link, whoever it is sealed for', async () => {
  const { ben } = await benWithForm()
  const index = {
    ...{ format: 3, level: 'limited', patientId: (await ben.links())[0]?.patientId, patientName: 'Ben' },
    ...{ items: [], madeAt: world.clinic.clock.now() },
    clinic: { name: 'Elm Street', addressLine: '', phone: '+1 900 1234', timeZone: 'America/Vancouver' },
  }
  const sealed = await sealJson(index, [ben.session.login.recipient])

  write(`UPDATE record_index SET body_sealed = ?, version = version + 1 WHERE owner_kind = 'link'`, bytes(sealed))

  expect(await stateOf(ben)).toEqual(['forged'])
})

test('R11.5 (c) with a mailbox that is read a year later, invitation and all, nothing is forged', async () => {
  const { ana } = await anaWithEverything()
  const { secret, id } = await world.clinic.context.db
    .selectFrom('invitation')
    .select(['secret', 'id'])
    .executeTakeFirstOrThrow()
  const [link] = await ana.links()
  const sealed = await sealJson({ anything: 'at all' }, [ana.session.login.recipient])
  const { createHash } = await import('node:crypto')
  const sha256 = createHash('sha256').update(bytes(sealed)).digest('hex')
  const [epoch, version] = [9, 9_999]
  const mac = macUnder(secret, 'index', message('index', ana.clinicId, 'link', link?.id ?? '', epoch, version, sha256))
  await ana.look()

  write(
    `UPDATE record_index SET body_sealed = ?, epoch = 9, version = 9999, macs_json = ?`,
    bytes(sealed),
    JSON.stringify([mac]),
  )
  expect(await stateOf(ana)).toEqual(['forged'])

  const mallory = await makeIdentity()
  const body = { kind: 'invitation.redeemed', invitationId: id, linkId: link?.id, loginEmail: ANA, by: 'link' }
  const claim = [ana.clinicId, id, ANA, mallory.recipient]
  const redeemed = {
    ...{ ...body, outcome: 'alreadyHeld', level: 'full', loginId: ana.session.login.id },
    ...{ loginRecipient: mallory.recipient, mac: macUnder(secret, 'redeem-mac', message(...claim)) },
  }
  write('UPDATE clinic SET last_seq = last_seq + 1')
  write(
    'INSERT INTO event (clinic_id, seq, id, at, body_json, body_sealed) SELECT id, last_seq, ?, ?, ?, NULL FROM clinic',
    world.clinic.ids(),
    world.clinic.clock.now(),
    JSON.stringify(redeemed),
  )
  await world.synchronise()
  const kept = await world.clinic.context.db.selectFrom('link').select('proven_recipient').execute()
  expect(kept).toEqual([{ proven_recipient: ana.session.login.recipient }])
})

test('R11.5 a mailbox that is read a year later shows nothing as an invitation’s either', async () => {
  const { ana, patientId } = await anaWithEverything()
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
  write('UPDATE link SET id = ?', renamed)
  write(
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
  const { ana, patientId } = await anaWithEverything()
  await ana.look()
  const old = world.database.prepare('SELECT * FROM record_index').get() as Record<string, unknown>
  await world.publishPlan(patientId, 'Start walking again.')
  await world.synchronise()
  expect(await stateOf(ana)).toEqual(['open'])

  write(
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
  const { ana } = await anaWithEverything()
  const child = await world.accessLink(await world.addPatient('Sam Ruiz', ANA), ANA)
  await world.synchronise()
  await ana.follow(child)
  await world.synchronise()
  expect(await stateOf(ana)).toEqual(['open', 'open'])

  const [one, other] = world.database
    .prepare(`SELECT rowid AS at, body_sealed, epoch, version, signed_id, macs_json FROM record_index`)
    .all() as { at: number; [column: string]: unknown }[]
  const put = 'UPDATE record_index SET body_sealed = ?, version = ?, macs_json = ?, signed_id = ? WHERE rowid = ?'
  write(put, other?.['body_sealed'], other?.['version'], other?.['macs_json'], other?.['signed_id'], one?.at)
  write(put, one?.['body_sealed'], one?.['version'], one?.['macs_json'], one?.['signed_id'], other?.at)

  expect(await stateOf(ana)).toEqual(['forged', 'forged'])
})

test('R11.5 what another device of the same login redeemed is not taken for a forgery, with the desk off', async () => {
  const { ana } = await anaWithEverything()
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
  const { ana } = await anaWithEverything()
  const [seen] = await ana.look()
  const plan = seen?.shown.state === 'open' ? seen.shown.index.items.find(({ kind }) => kind === 'plan') : undefined
  const ref: PartRef | undefined = plan?.kind === 'plan' ? plan.part : undefined
  if (!seen || !ref) throw new Error('No plan')
  const another = await sealJson({ kind: 'plan', text: 'Take ten of these' }, [world.adversary.recipient])

  write('UPDATE part SET body_sealed = ?', bytes(another))

  await expect(ana.openPlan(seen.link.id, ref)).rejects.toThrow('Not the part that the index names')
})
