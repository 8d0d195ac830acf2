import { expect, test } from 'vitest'
import {
  InvitationId,
  type LinkId,
  MailId,
  type PatientId,
  type QuestionnaireVersionId,
} from '../../../shared/domain/ids.ts'
import { book, changePatient, openPairedClinic, sendForms, TEN } from '../testing/deskActs.ts'
import type { TestClinic } from '../testing/openClinic.ts'
import { addIntake, mailsIn, outboxIn, receive, redeem, sendAccessLink, somebody } from '../testing/patientActs.ts'
import { viewsOf } from './views.ts'

const ANA = 'ana@example.test'
const LUIS = 'luis@example.test'

/** Ana's chart, with a form that was sent to her address and that nobody has opened. */
async function openWithForm() {
  const clinic = await openPairedClinic()
  const form = await addIntake(clinic)
  const ana = await clinic.addPatient('Ana Ruiz', { email: ANA })
  await sendForms(clinic, ana.id, [form])
  return { clinic, form, ana }
}

/** One more form, sent to `email`. */
async function sendTo(clinic: TestClinic, patientId: PatientId, email: string, form: QuestionnaireVersionId) {
  await changePatient(clinic, patientId, { email })
  return sendForms(clinic, patientId, [form])
}

/** Why a link's holder sees each of its forms. */
async function formsOf(clinic: TestClinic, linkId: LinkId): Promise<string[]> {
  const { items } = await clinic.client.access.seeAs({ linkId })
  return items.flatMap(({ item }) => (item.kind === 'form' ? [item.because] : []))
}

/** The e-mails that carry an invitation, oldest first. */
async function mailsOf(clinic: TestClinic, id: InvitationId): Promise<MailId[]> {
  return (await mailsIn(clinic)).filter((mail) => mail.invitation_id === id).map((mail) => MailId.parse(mail.id))
}

test('R3.2, R4.8 who redeemed the link that was sent to an e-mail sees what else was sent to it', async () => {
  const { clinic, form, ana } = await openWithForm()
  await using _ = clinic
  const invitation = await sendTo(clinic, ana.id, 'Ana@Example.test', form)

  const linkId = await redeem(clinic, invitation, await somebody(clinic, ANA))

  expect(await formsOf(clinic, linkId)).toEqual(['sentToVerifiedEmail', 'sentToThisLogin'])
  expect((await viewsOf(clinic.context, ana.id)).find(({ owner }) => owner.id === linkId)?.items).toHaveLength(2)
})

test('R3.2, R4.8 an e-mail that was only typed shows nothing of what was sent to it', async () => {
  const { clinic, form, ana } = await openWithForm()
  await using _ = clinic
  const invitation = await sendTo(clinic, ana.id, LUIS, form)

  const linkId = await redeem(clinic, invitation, await somebody(clinic, ANA))

  expect(await formsOf(clinic, linkId)).toEqual(['sentToThisLogin'])
})

test('R3.2, R4.8 a code that was read aloud verifies no e-mail', async () => {
  const { clinic, form, ana } = await openWithForm()
  await using _ = clinic
  const invitation = await sendForms(clinic, ana.id, [form])

  const linkId = await redeem(clinic, invitation, await somebody(clinic, ANA), { by: 'code' })

  expect(await formsOf(clinic, linkId)).toEqual(['sentToThisLogin'])
})

test('R3.2, R4.8 without proof of the key nothing is verified, at the next redemption either', async () => {
  const { clinic, form, ana } = await openWithForm()
  await using _ = clinic
  const [login, another] = [await somebody(clinic, ANA), await somebody(clinic, LUIS)]
  const sent = await sendForms(clinic, ana.id, [form])
  const linkId = await redeem(clinic, sent, login, { macOver: { recipient: another.recipient } })
  const read = await sendForms(clinic, ana.id, [form])

  await redeem(clinic, read, login, { linkId, by: 'code', outcome: 'alreadyHeld' })

  expect(await formsOf(clinic, linkId)).toEqual(['sentToThisLogin'])
})

test('R3.2, R4.8 a child’s link verifies the e-mail for the mother’s chart too, which is published anew', async () => {
  const { clinic, form, ana } = await openWithForm()
  await using _ = clinic
  const sam = await clinic.addPatient('Sam Ruiz', { email: ANA })
  const login = await somebody(clinic, ANA)
  const own = await sendTo(clinic, ana.id, LUIS, form)
  const linkId = await redeem(clinic, own, login)
  const before = await formsOf(clinic, linkId)
  await clinic.context.db.deleteFrom('outbox').execute()

  await redeem(clinic, (await sendAccessLink(clinic, sam.id, ANA)).id, login)

  expect(before).toEqual(['sentToThisLogin'])
  expect(await formsOf(clinic, linkId)).toEqual(['sentToVerifiedEmail', 'sentToThisLogin'])
  const due = (await outboxIn(clinic)).filter((row) => row.kind === 'records.put').map((row) => row.subject)
  expect(due.sort()).toEqual([ana.id, sam.id].sort())
})

test('R4.8 a link that went to a wrong address first verifies the right one only if it came back', async () => {
  const { clinic, form, ana } = await openWithForm()
  await using _ = clinic
  const invitation = await sendTo(clinic, ana.id, LUIS, form)
  const [first] = await mailsOf(clinic, invitation)
  if (!first) throw new Error('No e-mail')
  await receive(clinic, { kind: 'mail.bounced', mailId: first, code: 550 })
  await changePatient(clinic, ana.id, { email: ANA })
  await clinic.client.outbox.sendAgain({ mailId: first, emailForChart: null })
  const linkId = await redeem(clinic, invitation, await somebody(clinic, ANA))
  const afterBounce = await formsOf(clinic, linkId)

  await receive(clinic, { kind: 'mail.sent', mailId: first })

  expect(afterBounce).toEqual(['sentToVerifiedEmail', 'sentToThisLogin'])
  expect(await formsOf(clinic, linkId)).toEqual(['sentToThisLogin'])
})

test('R4.8 a confirmation that is sent again without its button, to another address, takes nothing away', async () => {
  const { clinic, form, ana } = await openWithForm()
  await using _ = clinic
  await book(clinic, ana.id, { formIds: [form], startsAt: TEN })
  const confirmation = (await mailsIn(clinic)).find((mail) => mail.kind === 'confirmation')
  const linkId = await redeem(clinic, InvitationId.parse(confirmation?.invitation_id), await somebody(clinic, ANA))
  await receive(clinic, { kind: 'mail.failed', mailId: MailId.parse(confirmation?.id), reason: 'notAccepted' })
  await changePatient(clinic, ana.id, { email: LUIS })

  await clinic.client.outbox.sendAgain({ mailId: MailId.parse(confirmation?.id), emailForChart: null })

  expect(await formsOf(clinic, linkId)).toEqual(['sentToVerifiedEmail', 'sentToThisLogin'])
})

test('R4.8, R11.5 what one key has verified counts for no other, whatever login the endpoint names', async () => {
  const { clinic, form, ana } = await openWithForm()
  await using _ = clinic
  const eve = await somebody(clinic, 'eve@example.test')
  const hers = await redeem(clinic, await sendTo(clinic, ana.id, eve.email, form), eve)
  const sam = await clinic.addPatient('Sam Ruiz', { email: ANA })
  const mother = await somebody(clinic, ANA)
  const access = await sendAccessLink(clinic, sam.id, ANA)

  await redeem(clinic, access.id, { ...mother, loginId: eve.loginId })

  expect(await formsOf(clinic, hers)).toEqual(['sentToThisLogin'])
})

test('R4.6, R4.8 an open invitation carries no form that was sent to its address before', async () => {
  const { clinic, ana } = await openWithForm()
  await using _ = clinic

  const access = await sendAccessLink(clinic, ana.id, ANA)

  const view = (await viewsOf(clinic.context, ana.id)).find(({ owner }) => owner.id === access.id)
  expect(view?.level).toBe('full')
  expect(view?.items.map(({ kind }) => kind)).not.toContain('form')
})
