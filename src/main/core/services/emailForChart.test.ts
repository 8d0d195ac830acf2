import { afterEach, beforeEach, expect, test } from 'vitest'
import type { PatientSummary } from '../../../shared/contract/desk/patients.ts'
import { MailId, type QuestionnaireVersionId } from '../../../shared/domain/ids.ts'
import { book, bookingOf, changePatient, openPairedClinic, outcomeOf, sendForms } from '../testing/deskActs.ts'
import type { TestClinic } from '../testing/openClinic.ts'
import { addIntake, mailsIn, receive } from '../testing/patientActs.ts'

const ANA = 'ana@example.test'
const TYPED = { email: ANA, seenVersion: 1 }

let clinic: TestClinic
let ana: PatientSummary
let form: QuestionnaireVersionId

beforeEach(async () => {
  clinic = await openPairedClinic()
  form = await addIntake(clinic)
  ana = await clinic.addPatient('Ana Ruiz', { birthOn: null })
})
afterEach(() => clinic.close())

const onFile = async () => {
  const { email, version } = await clinic.client.patients.get({ patientId: ana.id })
  return { email, version }
}
const visits = async () => (await clinic.client.calendar.ofPatient({ patientId: ana.id })).length

test('an address typed while booking is put on file, and the confirmation goes there', async () => {
  await book(clinic, ana.id, { emailForChart: TYPED, formIds: [form] })

  expect(await onFile()).toEqual({ email: ANA, version: 2 })
  expect((await mailsIn(clinic)).map((mail) => mail.recipient_email)).toEqual([ANA])
  expect(await clinic.client.forms.assignments()).toMatchObject([{ sentTo: ANA }])
  const history = await clinic.client.patients.history({ patientId: ana.id })
  expect(history.map(({ facts }) => facts)).toContainEqual({ action: 'patient.changed', fields: ['email'] })
})

test('a booking that fails leaves the address as it was', async () => {
  const ben = await clinic.addPatient('Ben Okoro')
  await book(clinic, ben.id, { tell: false })

  expect(await outcomeOf(book(clinic, ana.id, { emailForChart: TYPED }))).toBe('TIME_TAKEN')

  expect(await onFile()).toEqual({ email: null, version: 1 })
  expect(await mailsIn(clinic)).toEqual([])
})

test('R10.7 a patient who was changed meanwhile is neither booked nor written to', async () => {
  await changePatient(clinic, ana.id, { email: 'other@example.test' })

  expect(await outcomeOf(book(clinic, ana.id, { emailForChart: TYPED }))).toBe('CHANGED_MEANWHILE')
  expect(await outcomeOf(sendForms(clinic, ana.id, [form], TYPED))).toBe('CHANGED_MEANWHILE')

  expect(await visits()).toBe(0)
  expect(await mailsIn(clinic)).toEqual([])
  expect(await clinic.client.forms.assignments()).toEqual([])
})

test('the same booking twice puts the address on file once', async () => {
  const booking = bookingOf(clinic, ana.id, { emailForChart: TYPED })

  await Promise.all([clinic.client.calendar.book(booking), clinic.client.calendar.book(booking)])

  expect(await onFile()).toEqual({ email: ANA, version: 2 })
  expect(await visits()).toBe(1)
})

test('R2.2 an address typed while sending forms is put on file with them, or not at all', async () => {
  await sendForms(clinic, ana.id, [form], TYPED)
  expect(await onFile()).toEqual({ email: ANA, version: 2 })
  const ben = await clinic.addPatient('Ben Okoro', { birthOn: null })
  await clinic.context.db.updateTable('sync_state').set({ portal_url: null }).execute()

  expect(await outcomeOf(sendForms(clinic, ben.id, [form], { ...TYPED, email: 'ben@example.test' }))).toBe('NOT_PAIRED')

  expect((await clinic.client.patients.get({ patientId: ben.id })).email).toBeNull()
})

test('R4.9 a better address typed while sending again is put on file and used', async () => {
  await sendForms(clinic, ana.id, [form], TYPED)
  const mailId = MailId.parse((await mailsIn(clinic))[0]?.id)
  await receive(clinic, { kind: 'mail.bounced', mailId, code: 550 })
  const better = { email: 'ana.ruiz@example.test', seenVersion: 1 }

  expect(await outcomeOf(clinic.client.outbox.sendAgain({ mailId, emailForChart: better }))).toBe('CHANGED_MEANWHILE')
  expect(await mailsIn(clinic)).toHaveLength(1)
  await clinic.client.outbox.sendAgain({ mailId, emailForChart: { ...better, seenVersion: 2 } })

  expect(await onFile()).toEqual({ email: better.email, version: 3 })
  expect((await mailsIn(clinic)).map((mail) => mail.recipient_email)).toEqual([ANA, better.email])
})

test('R4.9 an address stays as it was where nothing can be sent again', async () => {
  const invitationId = await sendForms(clinic, ana.id, [form], TYPED)
  const mailId = MailId.parse((await mailsIn(clinic))[0]?.id)
  await receive(clinic, { kind: 'mail.bounced', mailId, code: 550 })
  await clinic.client.access.revokeInvitation({ invitationId, reason: '' })
  const better = { email: 'ana.ruiz@example.test', seenVersion: 2 }

  expect(await outcomeOf(clinic.client.outbox.sendAgain({ mailId, emailForChart: better }))).toBe('INVITATION_CLOSED')

  expect(await onFile()).toEqual({ email: ANA, version: 2 })
})
