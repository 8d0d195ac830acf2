import { expect, test } from 'vitest'
import { InvitationId, MailId, type PatientId } from '../../../../shared/domain/ids.ts'
import type { HelpFix, ScreenSaid } from '../../../../shared/domain/portalHelp/helpFacts.ts'
import { DAY } from '../../../../shared/domain/time.ts'
import { toFragment } from '../../../../shared/envelope/secrets.ts'
import { findInvitation } from '../../db/invitations.ts'
import { openPairedClinic, sendForms } from '../../testing/deskActs.ts'
import type { TestClinic } from '../../testing/openClinic.ts'
import { addIntake, mailsIn, receive, redeem, renew, sendAccessLink, somebody } from '../../testing/patientActs.ts'

const ANA = 'ana@example.test'
const WRONG = 'ana@exmaple.test'

async function help(clinic: TestClinic, patientId: PatientId, typed = '', screen: ScreenSaid | null = null) {
  const { patient, cases } = await clinic.client.portalHelp.of({ patientId, typed, screen })
  return { patient, first: cases[0] }
}

/** The button of the first case. */
async function press(clinic: TestClinic, patientId: PatientId, typed = '', typedBeside?: string) {
  const { patient, first } = await help(clinic, patientId, typed)
  const fix = typedBeside === undefined ? first?.fix : ({ ...first?.fix, email: typedBeside } as HelpFix)
  if (!fix) throw new Error('Nothing to press')
  const id = InvitationId.parse(clinic.ids())
  const { leaving } = await clinic.client.portalHelp.fix({
    ...{ id, patientId, seenVersion: patient.version, fix, reason: 'Wrong person' },
  })
  return { kind: first?.kind, leaving }
}

/** As the endpoint tells that an e-mail went, and what came of it. */
async function goes(clinic: TestClinic, outcome: 'mail.sent' | 'mail.bounced' = 'mail.sent') {
  const mailId = MailId.parse((await mailsIn(clinic)).at(-1)?.id)
  await clinic.context.db.updateTable('mail').set({ state: 'leaving' }).where('id', '=', mailId).execute()
  if (outcome === 'mail.sent') await receive(clinic, { kind: 'mail.sent', mailId })
  else await receive(clinic, { kind: 'mail.bounced', mailId, code: 550 })
}

const newestMail = async (clinic: TestClinic) => (await mailsIn(clinic)).at(-1)

test('R4.9 whose it is: by name, birth date, e-mail, one that is nearly so, code and link', async () => {
  await using clinic = await openPairedClinic()
  const ana = await clinic.addPatient('Ana Ruiz', { email: WRONG })
  await clinic.addPatient('Ben Okafor')
  const { id, code } = await sendAccessLink(clinic, ana.id, WRONG)
  const row = await findInvitation(clinic.context.db, id)
  const { id: clinicId } = await clinic.context.db.selectFrom('clinic').select('id').executeTakeFirstOrThrow()
  const link = `https://portal.example/c/${clinicId}/open#${toFragment(row?.secret ?? '')}`

  const found = async (typed: string) => (await clinic.client.portalHelp.find({ typed })).people.map(({ id }) => id)
  for (const typed of ['ana ruiz', WRONG, ANA, code ?? '', link])
    expect([typed, await found(typed)]).toEqual([typed, [ana.id]])
  expect(await found('12 March 1985')).toHaveLength(2)
  const because = async (typed: string) => (await clinic.client.portalHelp.find({ typed })).because
  expect(await because('ABCD-EFGH')).toBe('unknownCode')
  expect(await because(link.slice(0, -3))).toBe('cutLink')
  expect(await because(link.replace(clinicId, clinic.ids()))).toBe('otherClinic')
})

test('R4.9 an e-mail in the spam goes once more, and can be taken back', async () => {
  await using clinic = await openPairedClinic()
  const ana = await clinic.addPatient('Ana Ruiz', { email: ANA })
  await sendAccessLink(clinic, ana.id, ANA)
  expect((await help(clinic, ana.id)).first).toMatchObject({ kind: 'onItsWay', fix: null })
  await goes(clinic)

  const { kind, leaving } = await press(clinic, ana.id)

  expect(kind).toBe('maybeSpam')
  expect(await newestMail(clinic)).toMatchObject({ id: leaving?.mailId, recipient_email: ANA, state: 'waiting' })
  expect((await clinic.client.access.get({ patientId: ana.id })).earlier).toEqual([])
})

test('R4.9, R4.2 Smart Forms that have expired are extended and go once more', async () => {
  await using clinic = await openPairedClinic()
  const ana = await clinic.addPatient('Ana Ruiz', { email: ANA })
  const invitationId = await sendForms(clinic, ana.id, [await addIntake(clinic)])
  await goes(clinic)
  clinic.later(61 * DAY)
  expect((await clinic.client.forms.ofPatient({ patientId: ana.id })).assignments[0]?.state).toBe('expired')

  const { kind } = await press(clinic, ana.id)

  expect(kind).toBe('oldLink')
  expect((await clinic.client.forms.ofPatient({ patientId: ana.id })).assignments[0]?.state).toBe('pending')
  expect(await newestMail(clinic)).toMatchObject({ invitation_id: invitationId, state: 'waiting' })
})

test('R4.9 a wrong address on file is put right, and the Access Link in the wrong mailbox opens nothing any more', async () => {
  await using clinic = await openPairedClinic()
  const ana = await clinic.addPatient('Ana Ruiz', { email: WRONG })
  const wrong = await sendAccessLink(clinic, ana.id, WRONG)
  await goes(clinic)

  const { kind } = await press(clinic, ana.id, ANA)

  expect(kind).toBe('wrongAddress')
  expect((await clinic.client.patients.get({ patientId: ana.id })).email).toBe(ANA)
  expect((await findInvitation(clinic.context.db, wrong.id))?.state).toBe('replaced')
  expect(await newestMail(clinic)).toMatchObject({ recipient_email: ANA, kind: 'accessLink' })
})

test('R4.9 an e-mail that came back goes to the address that is typed beside the button, and needs one', async () => {
  await using clinic = await openPairedClinic()
  const ana = await clinic.addPatient('Ana Ruiz', { email: WRONG })
  await sendForms(clinic, ana.id, [await addIntake(clinic)])
  await goes(clinic, 'mail.bounced')

  await expect(press(clinic, ana.id)).rejects.toMatchObject({ code: 'EMAIL_MISSING' })
  const { kind } = await press(clinic, ana.id, '', ANA)

  expect(kind).toBe('cameBack')
  expect(await newestMail(clinic)).toMatchObject({ recipient_email: ANA, kind: 'forms' })
})

test('R4.9 a Smart Form link taken for an Access Link: an Access Link goes to the login, and once for two presses', async () => {
  await using clinic = await openPairedClinic()
  const ana = await clinic.addPatient('Ana Ruiz', { email: ANA })
  const invited = await sendForms(clinic, ana.id, [await addIntake(clinic)])
  await goes(clinic)
  await redeem(clinic, invited, await somebody(clinic, ANA))
  const { patient, first } = await help(clinic, ana.id)
  const input = { id: InvitationId.parse(clinic.ids()), patientId: ana.id, seenVersion: patient.version, reason: '-' }
  const before = (await mailsIn(clinic)).length

  expect(first?.kind).toBe('formForAccess')
  if (!first?.fix) throw new Error('Nothing to press')
  const fix = first.fix
  await Promise.all([clinic.client.portalHelp.fix({ ...input, fix }), clinic.client.portalHelp.fix({ ...input, fix })])

  expect(await mailsIn(clinic)).toHaveLength(before + 1)
  expect(await newestMail(clinic)).toMatchObject({ recipient_email: ANA, kind: 'accessLink' })
})

test('R4.9, R3.5 what the wrong login has redeemed is ended with its reason, and the right address gets a link', async () => {
  await using clinic = await openPairedClinic()
  const ana = await clinic.addPatient('Ana Ruiz', { email: ANA })
  const sent = await sendAccessLink(clinic, ana.id, ANA)
  await goes(clinic)
  await redeem(clinic, sent.id, await somebody(clinic, 'neighbour@example.test'))

  const { kind } = await press(clinic, ana.id)

  expect(kind).toBe('redeemedElsewhere')
  expect((await clinic.client.access.get({ patientId: ana.id })).holders).toEqual([])
  const ended = await clinic.context.db.selectFrom('link').select('end_reason').executeTakeFirstOrThrow()
  expect(ended.end_reason).toBe('Wrong person')
  expect((await mailsIn(clinic)).map((mail) => `${mail.kind} ${mail.recipient_email}`)).toContain(`accessLink ${ANA}`)
})

test('R4.9 a child’s link that is suspended since the parent renewed a password comes back by one press', async () => {
  await using clinic = await openPairedClinic()
  const [ana, tom] = [
    await clinic.addPatient('Ana Ruiz', { email: ANA }),
    await clinic.addPatient('Tom Ruiz', { email: ANA }),
  ]
  const mother = await somebody(clinic, ANA)
  for (const { id } of [ana, tom]) {
    const sent = await sendAccessLink(clinic, id, ANA)
    await goes(clinic)
    await redeem(clinic, sent.id, mother)
  }
  const again = await sendAccessLink(clinic, ana.id, ANA)
  await goes(clinic)
  await renew(clinic, again.id, await somebody(clinic, ANA))

  const { kind } = await press(clinic, tom.id)

  expect(kind).toBe('suspended')
  expect(await newestMail(clinic)).toMatchObject({ recipient_email: ANA, kind: 'accessLink', patient_id: tom.id })
})

test('R4.9 a parent’s login that holds another child is found behind an opened link', async () => {
  await using clinic = await openPairedClinic()
  const [ana, tom] = [
    await clinic.addPatient('Ana Ruiz', { email: ANA }),
    await clinic.addPatient('Tom Ruiz', { email: ANA }),
  ]
  const first = await sendAccessLink(clinic, ana.id, ANA)
  await goes(clinic)
  await redeem(clinic, first.id, await somebody(clinic, ANA))
  const second = await sendAccessLink(clinic, tom.id, ANA)
  await goes(clinic)
  await receive(clinic, { kind: 'invitation.opened', invitationId: second.id, expiresAt: second.expiresAt })

  expect((await help(clinic, tom.id)).first).toMatchObject({ kind: 'parentNotSignedIn', email: ANA })
})

test('R4.9, R8.6 whoever looks leaves a line in the log, and a code of somebody else says nothing of this patient', async () => {
  await using clinic = await openPairedClinic()
  const [ana, ben] = [await clinic.addPatient('Ana Ruiz', { email: ANA }), await clinic.addPatient('Ben Okafor')]
  const { code } = await sendAccessLink(clinic, ana.id, ANA)
  await goes(clinic)

  expect((await help(clinic, ana.id, code ?? '')).first?.kind).toBe('codeIsNoPassword')
  expect((await help(clinic, ben.id, code ?? '')).first?.kind).toBe('nothingYet')
  const history = await clinic.client.patients.history({ patientId: ben.id })
  expect(history.map(({ facts }) => facts.action)).toContain('access.read')
})
