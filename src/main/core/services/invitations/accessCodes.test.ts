import { expect, test } from 'vitest'
import { InvitationId, MailId, type PatientId } from '../../../../shared/domain/ids.ts'
import { CalendarDay, DAY } from '../../../../shared/domain/time.ts'
import { codeIdentity } from '../../../../shared/envelope/passwords.ts'
import { toFragment } from '../../../../shared/envelope/secrets.ts'
import { recipientOf } from '../../../../shared/envelope/seal.ts'
import { findInvitation } from '../../db/invitations.ts'
import { changePatient, openPairedClinic, sendForms } from '../../testing/deskActs.ts'
import { openClinic, type TestClinic } from '../../testing/openClinic.ts'
import { addIntake, mailsIn, outboxIn, receive, redeem, sendAccessLink, somebody } from '../../testing/patientActs.ts'
import { noteMailLeft } from '../mail/mailOutcomes.ts'

const ANA = 'ana@example.test'

test('R2.3 an Access Link is requested, sent to a confirmed address, and its life is shown with times', async () => {
  await using clinic = await openPairedClinic()
  const ana = await clinic.addPatient('Ana Ruiz', { email: ANA })
  const id = InvitationId.parse(clinic.ids())

  const prepared = await clinic.client.access.requestCode({ id, patientId: ana.id, email: null })
  const sending = await clinic.client.access.sendLink({ invitationId: id, email: ANA })
  clinic.clock.advance(10_000)
  const [mail] = await mailsIn(clinic)
  const mailId = MailId.parse(mail?.id)
  await clinic.context.db.transaction().execute((tx) => noteMailLeft(tx, clinic.context, mailId))
  await receive(clinic, { kind: 'mail.sent', mailId })

  expect(prepared).toMatchObject({ state: 'prepared', email: ANA, requestedBy: 'Maya Iyer', mail: null })
  expect(prepared.code).toMatch(/^[A-Z2-9]{4}-[A-Z2-9]{4}$/)
  expect(sending).toMatchObject({ state: 'sending', mail: { state: 'waiting' } })
  const row = await findInvitation(clinic.context.db, id)
  const { clinicId } = await readClinicId(clinic)
  expect(mail?.content.text).toContain(`https://portal.example/c/${clinicId}/open#${toFragment(row?.secret ?? '')}`)
  expect(mail?.content.text).toContain('It works for 5 days')
  const { current } = await clinic.client.access.get({ patientId: ana.id })
  expect(current).toMatchObject({
    state: 'sent',
    sentAt: clinic.clock.now(),
    acceptedAt: clinic.clock.now(),
    mail: { state: 'sent' },
  })
})

const leaving = async (clinic: TestClinic) => (await outboxIn(clinic)).map(({ kind }) => kind)

async function readClinicId({ context }: TestClinic): Promise<{ clinicId: string }> {
  const { id } = await context.db.selectFrom('clinic').select('id').executeTakeFirstOrThrow()
  return { clinicId: id }
}

test('R2.3 a double click on "Send Access Link" sends one e-mail', async () => {
  await using clinic = await openPairedClinic()
  const ana = await clinic.addPatient('Ana Ruiz', { email: ANA })
  const id = InvitationId.parse(clinic.ids())
  await clinic.client.access.requestCode({ id, patientId: ana.id, email: ANA })

  await Promise.all(Array.from({ length: 10 }, () => clinic.client.access.sendLink({ invitationId: id, email: ANA })))

  expect(await mailsIn(clinic)).toHaveLength(1)
  expect((await outboxIn(clinic)).filter((row) => row.kind === 'mail.put')).toHaveLength(1)
})

test('R4.4 requesting with the same id makes one code; a new request replaces the open one and its waiting e-mail', async () => {
  await using clinic = await openPairedClinic()
  const ana = await clinic.addPatient('Ana Ruiz', { email: ANA })
  const [id, second] = [InvitationId.parse(clinic.ids()), InvitationId.parse(clinic.ids())]
  const [one, same] = await Promise.all([
    clinic.client.access.requestCode({ id, patientId: ana.id, email: ANA }),
    clinic.client.access.requestCode({ id, patientId: ana.id, email: ANA }),
  ])
  await clinic.client.access.sendLink({ invitationId: id, email: ANA })

  await clinic.client.access.requestCode({ id: second, patientId: ana.id, email: ANA })

  expect(one.code).toBe(same.code)
  const { current, earlier } = await clinic.client.access.get({ patientId: ana.id })
  expect(current).toMatchObject({ id: second, state: 'prepared' })
  expect(earlier).toMatchObject([{ id, state: 'replaced', code: null, mail: { state: 'undone' } }])
  expect(
    (await outboxIn(clinic)).map(({ kind, body }) => `${kind} ${body.id ?? body.patientId} ${body.state ?? ''}`.trim()),
  ).toEqual([
    `invitation.put ${id}`,
    `invitation.end ${id} replaced`,
    `invitation.put ${second}`,
    `records.put ${ana.id}`,
  ])
  await expect(clinic.client.access.sendLink({ invitationId: id, email: ANA })).rejects.toMatchObject({
    code: 'INVITATION_CLOSED',
  })
})

test.each(['admin', 'lee'] as const)(
  'R2.5 %s gives full access to a patient with no login and to one with a limited link',
  async (role) => {
    await using clinic = await openPairedClinic()
    const form = await addIntake(clinic)
    const ana = await clinic.addPatient('Ana Ruiz', { email: ANA })
    const ben = await clinic.addPatient('Ben Okoro', { email: 'ben@example.test' })
    const invited = await sendForms(clinic, ben.id, [form])
    const login = await somebody(clinic, 'ben@example.test')
    const linkId = await redeem(clinic, invited, login)
    clinic.signInAs(clinic.people[role])

    const forAna = await sendAccessLink(clinic, ana.id, ANA)
    const forBen = await sendAccessLink(clinic, ben.id, 'ben@example.test')
    await redeem(clinic, forAna.id, await somebody(clinic, ANA))
    await redeem(clinic, forBen.id, login, { linkId, outcome: 'upgraded' })

    const levelsOf = async (patientId: PatientId) =>
      (await clinic.client.access.get({ patientId })).holders.map(({ email, level }) => `${email} ${level}`)
    expect(await levelsOf(ana.id)).toEqual([`${ANA} full`])
    expect(await levelsOf(ben.id)).toEqual(['ben@example.test full'])
  },
)

test('R4.5 code and birth date together are an identity of the same invitation; without a birth date there is no code', async () => {
  await using clinic = await openPairedClinic()
  const ana = await clinic.addPatient('Ana Ruiz')
  const ben = await clinic.addPatient('Ben Okoro', { birthOn: null })

  const id = InvitationId.parse(clinic.ids())
  const coded = await clinic.client.access.requestCode({ id, patientId: ana.id, email: null })
  const plain = await clinic.client.access.requestCode({
    id: InvitationId.parse(clinic.ids()),
    patientId: ben.id,
    email: null,
  })

  const row = await findInvitation(clinic.context.db, id)
  const { code_salt } = await clinic.context.db.selectFrom('clinic').select('code_salt').executeTakeFirstOrThrow()
  const spoken = await codeIdentity(coded.code ?? '', '1985-03-12', code_salt)
  expect(row?.code_recipient).toBe(await recipientOf(spoken))
  expect(plain.code).toBeNull()
})

test('R4.5 a birth date that was wrong is corrected for the code that is out: the code stays, the date is the new one', async () => {
  await using clinic = await openPairedClinic()
  const ana = await clinic.addPatient('Ana Ruiz', { email: ANA })
  const sent = await sendAccessLink(clinic, ana.id, ANA)

  await changePatient(clinic, ana.id, { birthOn: CalendarDay.parse('1985-12-03') })

  const row = await findInvitation(clinic.context.db, sent.id)
  const { code_salt } = await clinic.context.db.selectFrom('clinic').select('code_salt').executeTakeFirstOrThrow()
  expect(row?.code).toBe(sent.code)
  expect(row?.code_secret).toBe(await codeIdentity(sent.code ?? '', '1985-12-03', code_salt))
  expect(await leaving(clinic)).toEqual(['mail.put', 'invitation.put', 'records.put'])
})

test('R4.2 after 5 days it has expired, shows no code and sends nothing', async () => {
  await using clinic = await openPairedClinic()
  const ana = await clinic.addPatient('Ana Ruiz', { email: ANA })
  const sent = await sendAccessLink(clinic, ana.id, ANA)

  clinic.later(5 * DAY)

  const { current, earlier } = await clinic.client.access.get({ patientId: ana.id })
  expect(current).toBeNull()
  expect(earlier).toMatchObject([{ id: sent.id, state: 'expired', code: null }])
  await expect(clinic.client.access.sendLink({ invitationId: sent.id, email: ANA })).rejects.toMatchObject({
    code: 'INVITATION_CLOSED',
  })
  await expect(clinic.client.access.revokeInvitation({ invitationId: sent.id, reason: '' })).rejects.toMatchObject({
    code: 'INVITATION_CLOSED',
  })
})

test('R2.3 a desk without an endpoint says so, and makes the code nevertheless', async () => {
  await using clinic = await openClinic()
  const ana = await clinic.addPatient('Ana Ruiz', { email: ANA })
  const id = InvitationId.parse(clinic.ids())

  await clinic.client.access.requestCode({ id, patientId: ana.id, email: ANA })

  await expect(clinic.client.access.sendLink({ invitationId: id, email: ANA })).rejects.toMatchObject({
    code: 'NOT_PAIRED',
  })
  expect((await clinic.client.access.get({ patientId: ana.id })).current?.state).toBe('prepared')
})

test('R2.3 an address given when sending is kept with the invitation and leaves the chart as it is', async () => {
  await using clinic = await openPairedClinic()
  const ana = await clinic.addPatient('Ana Ruiz', { email: ANA })
  const id = InvitationId.parse(clinic.ids())
  await clinic.client.access.requestCode({ id, patientId: ana.id, email: ANA })

  const sent = await clinic.client.access.sendLink({ invitationId: id, email: 'luis@example.test' })

  expect(sent.email).toBe('luis@example.test')
  expect((await clinic.client.patients.get({ patientId: ana.id })).email).toBe(ANA)
  expect(await leaving(clinic)).toEqual(['invitation.put', 'records.put', 'mail.put'])
})

test('R2.3 an address that is none is refused before anything happens', async () => {
  await using clinic = await openPairedClinic()
  const ana = await clinic.addPatient('Ana Ruiz')
  const id = InvitationId.parse(clinic.ids())
  await clinic.client.access.requestCode({ id, patientId: ana.id, email: null })

  await expect(clinic.client.access.sendLink({ invitationId: id, email: 'not an address' })).rejects.toMatchObject({
    code: 'BAD_REQUEST',
  })
  expect(await mailsIn(clinic)).toEqual([])
})

test('R4.1 revoking ends it at the endpoint and takes back an e-mail that still waits', async () => {
  await using clinic = await openPairedClinic()
  const ana = await clinic.addPatient('Ana Ruiz', { email: ANA })
  const sent = await sendAccessLink(clinic, ana.id, ANA)

  await clinic.client.access.revokeInvitation({ invitationId: sent.id, reason: 'Wrong person' })

  const { earlier } = await clinic.client.access.get({ patientId: ana.id })
  expect(earlier).toMatchObject([{ state: 'revoked', endReason: 'Wrong person', mail: { state: 'undone' } }])
  expect(await leaving(clinic)).toEqual(['invitation.put', 'records.put', 'invitation.end'])
})

test('R9.2 hostile names are text in the e-mail, one line in its headers', async () => {
  await using clinic = await openPairedClinic()
  await clinic.context.db.updateTable('clinic').set({ name: 'Clinic\r\nBcc: all@example.test' }).execute()
  const ana = await clinic.addPatient('<script>alert(1)</script> O’Neil', { email: ANA })

  await sendAccessLink(clinic, ana.id, ANA)

  const [mail] = await mailsIn(clinic)
  expect(mail?.content.html).not.toContain('<script>')
  expect(mail?.content.html).toContain('&lt;script&gt;')
  expect(mail?.content.fromName).toBe('Clinic Bcc: all@example.test')
  expect(mail?.content.subject).not.toMatch(/[\r\n]/)
})

test('the audit log says who did what to an invitation', async () => {
  await using clinic = await openPairedClinic()
  const ana = await clinic.addPatient('Ana Ruiz', { email: ANA })

  const sent = await sendAccessLink(clinic, ana.id, ANA)
  await clinic.client.access.revokeInvitation({ invitationId: sent.id, reason: 'Mistake' })

  const history = await clinic.client.patients.history({ patientId: ana.id })
  expect(history.map(({ facts }) => facts.action)).toEqual(
    expect.arrayContaining(['invitation.revoked', 'invitation.sent', 'invitation.prepared']),
  )
})
