import { expect, test } from 'vitest'
import { LinkId, type InvitationId } from '../../../../shared/domain/ids.ts'
import { DAY, Instant, plusMilliseconds } from '../../../../shared/domain/time.ts'
import { openPairedClinic, sendForms } from '../../testing/deskActs.ts'
import { addIntake, mailsIn, outboxIn, receive, redeem, sendAccessLink, somebody } from '../../testing/patientActs.ts'
import { viewsOf } from '../../records/views.ts'

const ANA = 'ana@example.test'

test('R4.8 the desk shows who redeemed, when, at which level; from then on only that key is published to', async () => {
  await using clinic = await openPairedClinic()
  const ana = await clinic.addPatient('Ana Ruiz', { email: ANA })
  const sent = await sendAccessLink(clinic, ana.id, ANA)
  const before = await viewsOf(clinic.context, ana.id)
  const login = await somebody(clinic, 'ana.private@example.test')

  const linkId = await redeem(clinic, sent.id, login)

  const { current, earlier, holders } = await clinic.client.access.get({ patientId: ana.id })
  expect(current).toBeNull()
  expect(earlier).toMatchObject([
    {
      state: 'redeemed',
      redeemedBy: 'ana.private@example.test',
      redeemedOutcome: 'added',
      redeemedAt: clinic.clock.now(),
      code: null,
    },
  ])
  expect(holders).toMatchObject([{ linkId, level: 'full', isProven: true, by: { kind: 'access', staffName: 'Maya' } }])
  expect(before).toMatchObject([{ owner: { kind: 'invitation', id: sent.id }, level: 'full' }])
  expect(before[0]?.recipients).toHaveLength(2)
  expect(await viewsOf(clinic.context, ana.id)).toMatchObject([
    { owner: { kind: 'link', id: linkId }, level: 'full', recipients: [login.recipient] },
  ])
  expect(await clinic.client.inbox.list({ includeDone: false })).toMatchObject([
    {
      facts: {
        kind: 'redeemed',
        email: 'ana.private@example.test',
        sentTo: ANA,
        outcome: 'added',
        hadEnded: false,
      },
      patientName: 'Ana Ruiz',
    },
  ])
})

test('R4.5 a redeemed code proves its key by the code', async () => {
  await using clinic = await openPairedClinic()
  const ana = await clinic.addPatient('Ana Ruiz', { email: ANA })
  const sent = await sendAccessLink(clinic, ana.id, ANA)

  await redeem(clinic, sent.id, await somebody(clinic, ANA), { by: 'code' })

  expect((await clinic.client.access.get({ patientId: ana.id })).holders).toMatchObject([{ isProven: true }])
})

test('R4.8 a key that the secret does not speak for is published nothing, and staff are told', async () => {
  await using clinic = await openPairedClinic()
  const ana = await clinic.addPatient('Ana Ruiz', { email: ANA })
  const sent = await sendAccessLink(clinic, ana.id, ANA)
  const [intruder, another] = [await somebody(clinic, 'eve@example.test'), await somebody(clinic, 'x@example.test')]

  await redeem(clinic, sent.id, intruder, { macOver: { recipient: another.recipient } })

  expect(await viewsOf(clinic.context, ana.id)).toEqual([])
  expect((await clinic.client.access.get({ patientId: ana.id })).holders).toMatchObject([{ isProven: false }])
  expect(await clinic.client.inbox.list({ includeDone: false })).toMatchObject([
    { facts: { kind: 'unproven', email: 'eve@example.test' } },
  ])
})

test('R4.4 the same event twice changes nothing', async () => {
  await using clinic = await openPairedClinic()
  const ana = await clinic.addPatient('Ana Ruiz', { email: ANA })
  const sent = await sendAccessLink(clinic, ana.id, ANA)
  const login = await somebody(clinic, ANA)
  const linkId = await redeem(clinic, sent.id, login)
  const once = await clinic.client.access.get({ patientId: ana.id })

  await redeem(clinic, sent.id, login, { linkId })

  expect(await clinic.client.access.get({ patientId: ana.id })).toEqual(once)
  expect(await clinic.client.inbox.list({ includeDone: true })).toHaveLength(1)
  const ends = (await outboxIn(clinic)).filter(({ kind }) => kind === 'link.end')
  expect(ends, 'nor does the link end at the endpoint').toEqual([])
})

test('R3.1 an upgrade raises that one link', async () => {
  await using clinic = await openPairedClinic()
  const form = await addIntake(clinic)
  const ben = await clinic.addPatient('Ben Okoro', { email: 'ben@example.test' })
  const sam = await clinic.addPatient('Sam Okoro', { email: 'ben@example.test' })
  const login = await somebody(clinic, 'ben@example.test')
  const links: string[] = []
  for (const patient of [ben, sam]) {
    links.push(await redeem(clinic, await sendForms(clinic, patient.id, [form]), login))
  }
  const access = await sendAccessLink(clinic, ben.id, 'ben@example.test')

  await redeem(clinic, access.id, login, { linkId: LinkId.parse(links[0]), outcome: 'upgraded' })

  expect((await clinic.client.access.get({ patientId: ben.id })).holders).toMatchObject([
    { level: 'full', by: { kind: 'access' } },
  ])
  expect((await clinic.client.access.get({ patientId: sam.id })).holders).toMatchObject([{ level: 'limited' }])
})

test("R5.3 a new full holder is told to the other full holders' e-mail, once", async () => {
  await using clinic = await openPairedClinic()
  const ana = await clinic.addPatient('Ana Ruiz', { email: ANA })
  const first = await sendAccessLink(clinic, ana.id, ANA)
  await redeem(clinic, first.id, await somebody(clinic, ANA))
  const second = await sendAccessLink(clinic, ana.id, 'luis@example.test')

  await redeem(clinic, second.id, await somebody(clinic, 'luis@example.test'))

  const told = (await mailsIn(clinic)).filter((mail) => mail.kind === 'linkAdded')
  expect(told.map((mail) => mail.recipient_email)).toEqual([ANA])
  expect(told[0]?.content.text).not.toContain('luis')
})

test('R4.8 what is redeemed after it was revoked here gives nothing and is ended at the endpoint', async () => {
  await using clinic = await openPairedClinic()
  const ana = await clinic.addPatient('Ana Ruiz', { email: ANA })
  const sent = await sendAccessLink(clinic, ana.id, ANA)
  await clinic.client.access.revokeInvitation({ invitationId: sent.id, reason: 'Wrong address' })

  const linkId = await redeem(clinic, sent.id, await somebody(clinic, 'stranger@example.test'))

  const { earlier, holders } = await clinic.client.access.get({ patientId: ana.id })
  expect(holders).toEqual([])
  expect(earlier).toMatchObject([{ state: 'revoked', redeemedBy: 'stranger@example.test' }])
  expect((await outboxIn(clinic)).at(-1)).toMatchObject({ kind: 'link.end', body: { id: linkId } })
  expect(await viewsOf(clinic.context, ana.id)).toEqual([])
})

test('R4.1 a page that was only loaded is noted, and starts no clock', async () => {
  await using clinic = await openPairedClinic()
  const ana = await clinic.addPatient('Ana Ruiz', { email: ANA })
  const sent = await sendAccessLink(clinic, ana.id, ANA)

  await receive(clinic, { kind: 'invitation.fetched', invitationId: sent.id })

  const { current } = await clinic.client.access.get({ patientId: ana.id })
  expect(current).toMatchObject({ state: 'sending', openedAt: null, expiresAt: sent.expiresAt })
  expect(current?.fetchedAt).toBe(clinic.clock.now())
})

test('R4.2 opening moves the clock of a form, never that of an Access Link', async () => {
  await using clinic = await openPairedClinic()
  const form = await addIntake(clinic)
  const ana = await clinic.addPatient('Ana Ruiz', { email: ANA })
  const access = await sendAccessLink(clinic, ana.id, ANA)
  const forms = await sendForms(clinic, ana.id, [form])
  const expiresAt = plusMilliseconds(clinic.clock.now(), 90 * DAY)

  await receive(clinic, { kind: 'invitation.opened', invitationId: access.id, expiresAt })
  await receive(clinic, { kind: 'invitation.opened', invitationId: forms, expiresAt })

  const { current, earlier } = await clinic.client.access.get({ patientId: ana.id })
  expect(current).toMatchObject({ state: 'opened', expiresAt: access.expiresAt })
  expect(earlier).toMatchObject([{ id: forms, state: 'opened', expiresAt }])
  expect(await clinic.client.forms.assignments()).toMatchObject([{ state: 'inProgress' }])
})

test('R4.2, R11.5 how long a form lives is the desk’s to say, whatever the endpoint says of its opening', async () => {
  await using clinic = await openPairedClinic()
  const form = await addIntake(clinic)
  const ana = await clinic.addPatient('Ana Ruiz', { email: ANA })
  const preparedAt = clinic.clock.now()
  const send = () => sendForms(clinic, ana.id, [form])
  const [early, ahead, never, dead] = [await send(), await send(), await send(), await send()]
  const expiresAt = Instant.parse('2199-01-01T00:00:00.000Z')
  const opened = (invitationId: InvitationId) => ({ kind: 'invitation.opened', invitationId, expiresAt }) as const
  const stored = async (id: InvitationId) =>
    (await clinic.context.db.selectFrom('invitation').selectAll().where('id', '=', id).executeTakeFirstOrThrow())
      .expires_at

  await receive(clinic, opened(early), { at: Instant.parse('2001-01-01T00:00:00.000Z') })
  await receive(clinic, opened(ahead), { at: plusMilliseconds(preparedAt, 30 * DAY) })
  await receive(clinic, opened(never), { at: Instant.parse('2198-01-01T00:00:00.000Z') })
  const unopened = await stored(dead)
  await clinic.context.db
    .updateTable('sync_state')
    .set({ last_synchronised_at: plusMilliseconds(preparedAt, 61 * DAY) })
    .execute()
  clinic.later(62 * DAY)
  await receive(clinic, opened(dead), { at: preparedAt })

  expect(await stored(early)).toBe(plusMilliseconds(preparedAt, 90 * DAY))
  expect(await stored(ahead)).toBe(plusMilliseconds(preparedAt, 90 * DAY))
  expect(await stored(never)).toBe(unopened)
  expect(await stored(dead), 'a round was finished after it had expired').toBe(unopened)
})
