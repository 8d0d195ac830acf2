import { expect, test } from 'vitest'
import { InvitationId, MailId } from '../../../../shared/domain/ids.ts'
import { book, changePatient, openPairedClinic, sendForms } from '../../testing/deskActs.ts'
import type { TestClinic } from '../../testing/openClinic.ts'
import { addIntake, mailsIn, outboxIn, receive, redeem, sendAccessLink, somebody } from '../../testing/patientActs.ts'

const ANA = 'ana@example.test'

/** An Access Link for Ana waits in the outbox. */
async function openWithAccessLink() {
  const clinic = await openPairedClinic()
  const ana = await clinic.addPatient('Ana Ruiz', { email: ANA })
  const invitation = await sendAccessLink(clinic, ana.id, ANA)
  const mailId = MailId.parse(invitation.mail?.id)
  return { clinic, ana, invitation, mailId, [Symbol.asyncDispose]: () => clinic.close() }
}

async function mailStates(clinic: TestClinic): Promise<string[]> {
  const { mails } = await clinic.client.outbox.list()
  return mails.map((mail) => `${mail.to} ${mail.state}`)
}

test('R9.3 an e-mail waits for the countdown, and "Undo" takes it back until then', async () => {
  await using story = await openWithAccessLink()
  const { clinic, mailId } = story
  clinic.clock.advance(9_999)

  await clinic.client.outbox.undo({ mailId })
  await clinic.client.outbox.undo({ mailId })

  expect(await mailStates(clinic)).toEqual([`${ANA} undone`])
  expect((await outboxIn(clinic)).map((row) => row.kind)).toEqual(['invitation.put', 'records.put'])
  const { current } = await clinic.client.access.get({ patientId: story.ana.id })
  expect(current).toMatchObject({ state: 'prepared', mail: { state: 'undone' } })
})

test('R9.3 when the countdown is over it is too late', async () => {
  await using story = await openWithAccessLink()
  const { clinic, mailId } = story
  clinic.clock.advance(10_000)

  await expect(clinic.client.outbox.undo({ mailId })).rejects.toMatchObject({ code: 'TOO_LATE' })

  expect(await mailStates(clinic)).toEqual([`${ANA} waiting`])
})

test('R9.3 an address that the mail server refuses is shown in Outbox, in the Inbox and at the invitation', async () => {
  await using story = await openWithAccessLink()
  const { clinic, mailId } = story

  await receive(clinic, { kind: 'mail.bounced', mailId, code: 550 })
  await receive(clinic, { kind: 'mail.bounced', mailId, code: 550 })

  const { mails } = await clinic.client.outbox.list()
  expect(mails).toMatchObject([{ state: 'bounced', failure: { kind: 'addressRefused', code: 550 } }])
  expect(await clinic.client.inbox.list({ includeDone: false })).toMatchObject([
    {
      facts: { kind: 'mailBounced', mailId, to: ANA, failure: { kind: 'addressRefused', code: 550 } },
      patientName: 'Ana Ruiz',
    },
  ])
  const { current } = await clinic.client.access.get({ patientId: story.ana.id })
  expect(current).toMatchObject({ state: 'prepared', mail: { state: 'bounced' } })
})

test('R4.9 after a bounce it is sent once more to the address now on file, however often the button is pressed', async () => {
  await using story = await openWithAccessLink()
  const { clinic, ana, mailId } = story
  await receive(clinic, { kind: 'mail.bounced', mailId, code: 550 })
  await changePatient(clinic, ana.id, { email: 'ana.ruiz@example.test' })

  await Promise.all([
    clinic.client.outbox.sendAgain({ mailId, emailForChart: null }),
    clinic.client.outbox.sendAgain({ mailId, emailForChart: null }),
  ])

  expect(await mailStates(clinic)).toEqual(['ana.ruiz@example.test waiting', `${ANA} bounced`])
  const { current } = await clinic.client.access.get({ patientId: ana.id })
  expect(current).toMatchObject({ state: 'sending', email: 'ana.ruiz@example.test' })
  const [first, second] = await mailsIn(clinic)
  expect([first?.content.id, second?.content.id]).toEqual([first?.id, second?.id])
})

test('R9.3 what could not be sent is sent again only while its invitation opens something', async () => {
  await using story = await openWithAccessLink()
  const { clinic, mailId } = story
  await receive(clinic, { kind: 'mail.failed', mailId, reason: 'notAccepted' })
  await clinic.client.access.revokeInvitation({ invitationId: story.invitation.id, reason: '' })

  await expect(clinic.client.outbox.sendAgain({ mailId, emailForChart: null })).rejects.toMatchObject({
    code: 'INVITATION_CLOSED',
  })
})

test('R9.3 without an address on file nothing is sent again', async () => {
  await using story = await openWithAccessLink()
  const { clinic, ana, mailId } = story
  await receive(clinic, { kind: 'mail.bounced', mailId, code: 550 })
  await changePatient(clinic, ana.id, { email: null })

  await expect(clinic.client.outbox.sendAgain({ mailId, emailForChart: null })).rejects.toMatchObject({
    code: 'EMAIL_MISSING',
  })
})

test('R3.2 forms sent again to a corrected address no longer belong to the wrong one', async () => {
  await using clinic = await openPairedClinic()
  const form = await addIntake(clinic)
  const ana = await clinic.addPatient('Ana Ruiz', { email: 'wrong@example.test' })
  await sendForms(clinic, ana.id, [form])
  const [mail] = await mailsIn(clinic)
  const mailId = MailId.parse(mail?.id)
  await receive(clinic, { kind: 'mail.bounced', mailId, code: 550 })
  await changePatient(clinic, ana.id, { email: ANA })

  await clinic.client.outbox.sendAgain({ mailId, emailForChart: null })

  expect(await clinic.client.forms.assignments()).toMatchObject([{ sentTo: ANA, state: 'pending' }])
  expect(await mailStates(clinic)).toEqual([`${ANA} waiting`, 'wrong@example.test bounced'])
})

test('R9.1 a confirmation is sent again without the button once its forms came in another way', async () => {
  await using clinic = await openPairedClinic()
  const form = await addIntake(clinic)
  const ana = await clinic.addPatient('Ana Ruiz', { email: ANA })
  await book(clinic, ana.id, { formIds: [form] })
  const [first] = await mailsIn(clinic)
  const mailId = MailId.parse(first?.id)
  await receive(clinic, { kind: 'mail.failed', mailId, reason: 'notAccepted' })
  await redeem(clinic, InvitationId.parse(first?.invitation_id), await somebody(clinic, ANA), { by: 'code' })

  await clinic.client.outbox.sendAgain({ mailId, emailForChart: null })

  const [, again] = await mailsIn(clinic)
  expect(first?.content.text).toContain('Take me to my forms')
  expect(again?.content.text).not.toContain('Take me to my forms')
  expect(again?.content.calendar?.id).toBe(first?.content.calendar?.id)
})

test('R10.1 what the endpoint refused is listed as needing attention', async () => {
  await using story = await openWithAccessLink()
  const { clinic } = story
  await clinic.context.db.updateTable('outbox').set({ state: 'refused', reason: 'tooLarge' }).execute()

  const { refused } = await clinic.client.outbox.list()

  expect(refused.map(({ kind, reason }) => `${kind} ${reason}`)).toEqual([
    'mail.put tooLarge',
    'records.put tooLarge',
    'invitation.put tooLarge',
  ])
})

test('R9.3 "Send again" is offered for what can be sent again, and not for what would open nothing', async () => {
  await using story = await openWithAccessLink()
  const { clinic, ana, mailId, invitation } = story
  const offered = async () => (await clinic.client.outbox.list()).mails.map((mail) => mail.canBeSentAgain)
  expect(await offered()).toEqual([false])
  await receive(clinic, { kind: 'mail.bounced', mailId, code: 550 })
  expect(await offered()).toEqual([true])

  await clinic.client.access.revokeInvitation({ invitationId: invitation.id, reason: 'Wrong person' })

  expect(await offered()).toEqual([false])
  await expect(clinic.client.outbox.sendAgain({ mailId, emailForChart: null })).rejects.toMatchObject({
    code: 'INVITATION_CLOSED',
  })
  const visit = await book(clinic, ana.id)
  const [confirmation] = (await clinic.client.outbox.list()).mails
  if (!confirmation) throw new Error('No confirmation')
  await clinic.client.outbox.undo({ mailId: confirmation.id })
  expect(await offered()).toEqual([true, false])
  clinic.later(Date.parse(visit.startsAt) - Date.parse(clinic.clock.now()))
  expect(await offered()).toEqual([false, false])
})
