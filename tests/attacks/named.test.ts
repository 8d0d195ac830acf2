import { afterEach, beforeEach, expect, test } from 'vitest'
import { makeIdentity, sealJson } from '../../src/shared/envelope/seal.ts'
import { macUnder } from '../../src/shared/envelope/secrets.ts'
import { message } from '../../src/shared/envelope/message.ts'
import { ANA, PLAN, anaWithEverything, benWithForm, bytes, stateOf, write } from './support/people.ts'
import { openWorld, type World } from './support/world.ts'

const FORGED = '0'.repeat(64)

let world: World
beforeEach(async () => {
  world = await openWorld()
})
afterEach(() => world.close())

test('R11.5 nobody attacks: what the clinic made is shown, and what patients sent is theirs', async () => {
  const { ana } = await anaWithEverything(world)
  const { ben, patientId, linkId, assignmentId } = await benWithForm(world)

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
  const { ana } = await anaWithEverything(world)
  const child = await world.addPatient('Sam Ruiz', ANA)
  await world.publishPlan(child, 'The child’s own plan')
  const secret = await world.accessLink(child, ANA)
  await world.synchronise()

  write(world, 'UPDATE login SET recipient = ?', world.adversary.recipient)
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
    world,
    `UPDATE event SET body_json = json_set(body_json, '$.loginRecipient', ?) WHERE body_json LIKE '%redeemed%'`,
    world.adversary.recipient,
  )
  write(world, 'UPDATE login SET recipient = ?', world.adversary.recipient)
  world.line.isCut = false
  await world.synchronise()

  expect(await world.holdersOf(patientId)).toMatchObject([{ isProven: false }])
  expect((await world.inbox()).map(({ facts }) => facts.kind)).toContain('unproven')
  expect(await world.readByAdversary()).toEqual([])
})

test('R11.5 (b) the clinic’s recipient is replaced: no password is asked, and what is sent is sealed to the clinic', async () => {
  const { ben, patientId, linkId, assignmentId } = await benWithForm(world)
  const fresh = await world.accessLink(await world.addPatient('Cal Diaz', 'cal@example.test'), 'cal@example.test')
  await world.synchronise()

  write(world, `UPDATE clinic SET profile_json = json_set(profile_json, '$.recipient', ?)`, world.adversary.recipient)

  expect(await (await world.person('cal@example.test')).follow(fresh)).toBe('forged')
  await ben.submit(linkId, assignmentId, 'Nobody else’s business')
  expect(await world.readByAdversary()).toEqual([])
  await world.synchronise()
  expect(await world.submissionsOf(patientId)).toMatchObject([{ state: 'received' }])
})

test('R11.5 (c) a forged intake is kept aside as what it is, and shown to nobody as theirs', async () => {
  const { ben, patientId, linkId, assignmentId } = await benWithForm(world)
  const { recipient } = await world.clinic.context.db.selectFrom('clinic').select('recipient').executeTakeFirstOrThrow()
  const submissionId = world.clinic.ids()
  const response = { resourceType: 'QuestionnaireResponse', status: 'completed', item: [] }
  const sealed = await sealJson({ format: 1, submissionId, assignmentId, response }, [recipient])
  const body = { kind: 'form.submitted', linkId, assignmentId, submissionId, mac: FORGED }
  const { clinic_id, seq } = world.database
    .prepare('SELECT id AS clinic_id, last_seq + 1 AS seq FROM clinic')
    .get() as { clinic_id: string; seq: number }
  write(world, 'UPDATE clinic SET last_seq = last_seq + 1')
  const at = world.clinic.clock.now()
  write(
    world,
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
  const { ben } = await benWithForm(world)
  const index = {
    ...{ format: 3, level: 'limited', patientId: (await ben.links())[0]?.patientId, patientName: 'Ben' },
    ...{ items: [], madeAt: world.clinic.clock.now() },
    clinic: { name: 'Elm Street', addressLine: '', phone: '+1 900 1234', timeZone: 'America/Vancouver' },
  }
  const sealed = await sealJson(index, [ben.session.login.recipient])

  write(
    world,
    `UPDATE record_index SET body_sealed = ?, version = version + 1 WHERE owner_kind = 'link'`,
    bytes(sealed),
  )

  expect(await stateOf(ben)).toEqual(['forged'])
})

test('R11.5 (c) with a mailbox that is read a year later, invitation and all, nothing is forged', async () => {
  const { ana } = await anaWithEverything(world)
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
    world,
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
  write(world, 'UPDATE clinic SET last_seq = last_seq + 1')
  write(
    world,
    'INSERT INTO event (clinic_id, seq, id, at, body_json, body_sealed) SELECT id, last_seq, ?, ?, ?, NULL FROM clinic',
    world.clinic.ids(),
    world.clinic.clock.now(),
    JSON.stringify(redeemed),
  )
  await world.synchronise()
  const kept = await world.clinic.context.db.selectFrom('link').select('proven_recipient').execute()
  expect(kept).toEqual([{ proven_recipient: ana.session.login.recipient }])
})
