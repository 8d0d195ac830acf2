import { expect, test } from 'vitest'
import { MailId } from '../../../shared/domain/ids.ts'
import { DAY } from '../../../shared/domain/time.ts'
import { openClinic } from '../testing/openClinic.ts'
import { addIntake, mailsIn, outboxIn, pretendPaired } from '../testing/patientActs.ts'
import { addReadyForms } from './readyForms.ts'

const BEN = 'ben@example.test'

test('R2.2 forms are sent with one e-mail that says "Take me to my forms"; a double click sends one', async () => {
  await using clinic = await openClinic()
  await pretendPaired(clinic)
  const form = await addIntake(clinic)
  const ben = await clinic.addPatient('Ben Okoro', { email: BEN })
  const sending = { id: clinic.ids(), patientId: ben.id, formIds: [form, form], emailForChart: null }

  await Promise.all([clinic.client.forms.send(sending), clinic.client.forms.send(sending)])

  const mails = await mailsIn(clinic)
  expect(mails).toMatchObject([{ kind: 'forms', recipient_email: BEN, state: 'waiting' }])
  expect(mails[0]?.content.text).toContain('Take me to my forms')
  expect(mails[0]?.content.calendar).toBeNull()
  expect(await clinic.client.forms.assignments()).toMatchObject([{ state: 'pending', sentTo: BEN, submittedAt: null }])
  expect((await outboxIn(clinic)).map((row) => row.kind)).toEqual(['invitation.put', 'records.put', 'mail.put'])
})

test('R9.3, R10.4 a form whose e-mail was undone is withdrawn: it is out to nobody, and no figure counts it', async () => {
  await using clinic = await openClinic()
  await pretendPaired(clinic)
  const form = await addIntake(clinic)
  const ben = await clinic.addPatient('Ben Okoro', { email: BEN })
  await clinic.client.forms.send({ id: clinic.ids(), patientId: ben.id, formIds: [form], emailForChart: null })
  const [mail] = (await clinic.client.outbox.list()).mails

  await clinic.client.outbox.undo({ mailId: MailId.parse(mail?.id) })

  expect(await clinic.client.forms.assignments()).toEqual([])
  expect(await clinic.client.forms.library()).toMatchObject([{ counts: { pending: 0, expired: 0 } }])
  expect(await clinic.client.outbox.list()).toMatchObject({ mails: [{ state: 'undone', canBeSentAgain: false }] })
})

test('R4.2 a form that nobody opened for 60 days has expired', async () => {
  await using clinic = await openClinic()
  await pretendPaired(clinic)
  const form = await addIntake(clinic)
  const ben = await clinic.addPatient('Ben Okoro', { email: BEN })
  await clinic.client.forms.send({ id: clinic.ids(), patientId: ben.id, formIds: [form], emailForChart: null })

  clinic.later(60 * DAY)

  expect(await clinic.client.forms.assignments()).toMatchObject([{ state: 'expired' }])
})

test('R2.2 what is missing is said: an e-mail, an endpoint, the form', async () => {
  await using clinic = await openClinic()
  const form = await addIntake(clinic)
  const ana = await clinic.addPatient('Ana Ruiz')
  const ben = await clinic.addPatient('Ben Okoro', { email: BEN })
  const send = (patientId: string, formId: string) =>
    clinic.client.forms.send({ id: clinic.ids(), patientId, formIds: [formId], emailForChart: null })

  await expect(send(ana.id, form)).rejects.toMatchObject({ code: 'EMAIL_MISSING' })
  await expect(send(ben.id, form)).rejects.toMatchObject({ code: 'NOT_PAIRED' })
  await pretendPaired(clinic)
  await expect(send(ben.id, clinic.ids())).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await expect(send(clinic.ids(), form)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  expect(await mailsIn(clinic)).toEqual([])
})

test('R7.3 a new clinic has the intake form in its library', async () => {
  await using clinic = await openClinic()

  await clinic.context.db.transaction().execute((tx) => addReadyForms(tx, clinic.context))

  expect(await clinic.client.forms.library()).toMatchObject([
    { title: 'New patient intake', version: '1.1.0', questions: { first: 8, most: 9 }, minutes: 6 },
  ])
})
