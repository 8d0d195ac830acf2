import { expect, test } from 'vitest'
import type { StaffId } from '../../../shared/domain/ids.ts'
import { CalendarDay, Instant } from '../../../shared/domain/time.ts'
import { book, bookingOf, HALF_PAST, openPairedClinic, QUARTER_PAST, setStatus, TEN } from '../testing/deskActs.ts'
import { openClinic, type TestClinic } from '../testing/openClinic.ts'
import { addIntake, mailsIn, outboxIn } from '../testing/patientActs.ts'

const BEN = 'ben@example.test'

test('R2.2, R9.1 "Save and Send" leaves one confirmation with an .ics and "Take me to my forms"', async () => {
  await using clinic = await openPairedClinic()
  const intake = await addIntake(clinic)
  const ben = await clinic.addPatient('Ben Okoro', { email: BEN })
  const booking = bookingOf(clinic, ben.id, { formIds: [intake] })

  const visit = await clinic.client.calendar.book(booking)

  expect(visit).toMatchObject({ patientName: 'Ben Okoro', startsAt: TEN, endsAt: HALF_PAST, status: 'booked' })
  const mails = await mailsIn(clinic)
  expect(mails).toMatchObject([{ kind: 'confirmation', recipient_email: BEN, state: 'waiting' }])
  const content = mails[0]?.content
  expect(content?.text).toContain('Tuesday 3 March, 10:00 to 10:30')
  expect(content?.text).toContain('Clinic time (Vancouver)')
  expect(content?.text).toMatch(/Take me to my forms\s+https:\/\/portal\.example\/c\//)
  expect(content?.text).toContain('It works until 1 May')
  expect(content?.calendar).toMatchObject({ method: 'REQUEST', id: booking.id, startsAt: TEN, sequence: 0 })
  expect(await clinic.client.forms.assignments()).toMatchObject([
    { patientName: 'Ben Okoro', title: 'New patient intake', state: 'pending', sentTo: BEN },
  ])
  expect((await outboxIn(clinic)).map((row) => row.kind)).toEqual(['invitation.put', 'records.put', 'mail.put'])
})

test('R9.2 a confirmation says nothing of what the visit is for', async () => {
  await using clinic = await openPairedClinic()
  await clinic.context.db.updateTable('service').set({ name: 'Oncology follow-up' }).execute()
  const intake = await addIntake(clinic)
  const ben = await clinic.addPatient('Ben Okoro', { email: BEN })

  await book(clinic, ben.id, { formIds: [intake] })

  const [mail] = await mailsIn(clinic)
  expect(JSON.stringify(mail?.content)).not.toMatch(/oncology|intake/i)
})

test('R6.4 the same booking twice is one visit and one e-mail', async () => {
  await using clinic = await openPairedClinic()
  const intake = await addIntake(clinic)
  const ben = await clinic.addPatient('Ben Okoro', { email: BEN })
  const booking = bookingOf(clinic, ben.id, { formIds: [intake] })

  const [one, other] = await Promise.all([clinic.client.calendar.book(booking), clinic.client.calendar.book(booking)])

  expect(one).toEqual(other)
  expect(await mailsIn(clinic)).toHaveLength(1)
  expect(await clinic.client.forms.assignments()).toHaveLength(1)
})

test('R6.4 of two visits at once one gets the time; overbooking takes a reason, kept in the audit log', async () => {
  await using clinic = await openPairedClinic()
  const ana = await clinic.addPatient('Ana Ruiz', { email: 'ana@example.test' })
  const ben = await clinic.addPatient('Ben Okoro', { email: BEN })
  const late = bookingOf(clinic, ben.id, { startsAt: QUARTER_PAST })

  const both = await Promise.allSettled([book(clinic, ana.id), clinic.client.calendar.book(late)])

  expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
  expect(both[1]).toMatchObject({
    reason: { code: 'TIME_TAKEN', data: { startsAt: TEN, endsAt: HALF_PAST, patientName: 'Ana Ruiz' } },
  })
  await clinic.client.calendar.book({ ...late, overbookReason: 'Urgent' })
  const history = await clinic.client.patients.history({ patientId: ben.id })
  expect(history).toContainEqual(
    expect.objectContaining({ facts: { action: 'appointment.overbooked', reason: 'Urgent' } }),
  )
})

test('R6.4 a cancelled visit frees its time', async () => {
  await using clinic = await openPairedClinic()
  const ana = await clinic.addPatient('Ana Ruiz', { email: 'ana@example.test' })
  const { id } = await book(clinic, ana.id)

  await setStatus(clinic, id, 'cancelled')

  expect(await book(clinic, ana.id)).toMatchObject({ startsAt: TEN })
})

test('R6.1 the buffers of a service keep visits apart', async () => {
  await using clinic = await openPairedClinic()
  await clinic.context.db.updateTable('service').set({ buffer_after_minutes: 10 }).execute()
  const ana = await clinic.addPatient('Ana Ruiz', { email: 'ana@example.test' })
  await book(clinic, ana.id)

  await expect(book(clinic, ana.id, { startsAt: HALF_PAST })).rejects.toMatchObject({
    code: 'TIME_TAKEN',
  })
})

test('R6.6 a visit that nobody was told of is marked so; one without an e-mail cannot be told', async () => {
  await using clinic = await openPairedClinic()
  const ana = await clinic.addPatient('Ana Ruiz')

  await expect(book(clinic, ana.id)).rejects.toMatchObject({ code: 'EMAIL_MISSING' })
  const visit = await book(clinic, ana.id, { tell: false })

  expect(visit.blockers).toContain('notTold')
  expect(await mailsIn(clinic)).toEqual([])
})

test('a visit in the past is entered for the record, and nobody is written to', async () => {
  await using clinic = await openPairedClinic()
  const ana = await clinic.addPatient('Ana Ruiz', { email: 'ana@example.test' })
  const yesterday = Instant.parse('2026-03-01T18:00:00.000Z')

  const visit = await book(clinic, ana.id, { startsAt: yesterday, despite: ['past', 'away'] })

  expect(visit.blockers).not.toContain('notTold')
  expect(await mailsIn(clinic)).toEqual([])
})

test('R10.5 without an endpoint a visit is booked; only telling the patient needs one', async () => {
  await using clinic = await openClinic()
  const ana = await clinic.addPatient('Ana Ruiz', { email: 'ana@example.test' })

  await expect(book(clinic, ana.id)).rejects.toMatchObject({ code: 'NOT_PAIRED' })
  const visit = await book(clinic, ana.id, { tell: false })

  expect(visit.startsAt).toBe(TEN)
})

/** Three minutes past midnight on the Tuesday after the clinic opened, in Vancouver. */
const NIGHT = Instant.parse('2026-03-03T08:03:00.000Z')

test('R6.4 what is out of the ordinary is refused with its facts, and booked by whoever was told of it', async () => {
  await using clinic = await openClinic()
  const ana = await clinic.addPatient('Ana Ruiz')
  const booking = bookingOf(clinic, ana.id, { startsAt: NIGHT, tell: false })
  const hours = { opensAt: '2026-03-03T17:00:00.000Z', closesAt: '2026-03-04T01:00:00.000Z' }

  await expect(clinic.client.calendar.book(booking)).rejects.toMatchObject({
    code: 'OUT_OF_THE_ORDINARY',
    data: { concerns: [{ kind: 'outsideHours', ...hours }] },
  })
  await expect(clinic.client.calendar.book({ ...booking, despite: ['past', 'break'] })).rejects.toMatchObject({
    code: 'OUT_OF_THE_ORDINARY',
  })
  const visit = await clinic.client.calendar.book({ ...booking, despite: ['outsideHours'] })

  expect(visit.startsAt).toBe(NIGHT)
  expect(await clinic.client.patients.history({ patientId: ana.id })).toContainEqual(
    expect.objectContaining({ facts: { action: 'appointment.booked', despite: ['outsideHours'] } }),
  )
})

test('R6.4 being told of something is no reason to overbook, and a reason to overbook is not being told', async () => {
  await using clinic = await openClinic()
  const ana = await clinic.addPatient('Ana Ruiz')
  await book(clinic, ana.id, { tell: false })
  await offer(clinic, clinic.people.okafor.id)
  const again = { tell: false, startsAt: QUARTER_PAST } as const

  await expect(book(clinic, ana.id, { ...again, overbookReason: 'Urgent' })).rejects.toMatchObject({
    code: 'OUT_OF_THE_ORDINARY',
  })
  await expect(book(clinic, ana.id, { ...again, despite: ['notOffered'] })).rejects.toMatchObject({
    code: 'TIME_TAKEN',
  })
  await book(clinic, ana.id, { ...again, despite: ['notOffered'], overbookReason: 'Urgent' })
})

test('R6.1 a service is offered by those it names, and by everybody where it names nobody', async () => {
  await using clinic = await openClinic()
  const { lee, okafor } = clinic.people
  const wanted = { practitionerId: lee.id, serviceId: clinic.services.consultation.id, startsAt: TEN }

  expect(await clinic.client.calendar.concerns(wanted)).toEqual({ concerns: [], taken: null })
  await offer(clinic, okafor.id)

  expect(await clinic.client.calendar.concerns(wanted)).toEqual({ concerns: [{ kind: 'notOffered' }], taken: null })
  const [consultation] = await clinic.client.calendar.services()
  expect(consultation).toMatchObject({ name: 'Consultation', practitionerIds: [okafor.id] })
  expect(await clinic.client.calendar.concerns({ ...wanted, practitionerId: okafor.id })).toMatchObject({
    concerns: [],
  })
})

test('R6.4 whom a visit would run into is said before it is booked', async () => {
  await using clinic = await openClinic()
  const ana = await clinic.addPatient('Ana Ruiz')
  await book(clinic, ana.id, { tell: false })

  const { taken } = await clinic.client.calendar.concerns({
    practitionerId: clinic.people.lee.id,
    serviceId: clinic.services.consultation.id,
    startsAt: QUARTER_PAST,
  })

  expect(taken).toEqual({ startsAt: TEN, endsAt: HALF_PAST, patientName: 'Ana Ruiz' })
})

test('R6.1 the hours of a day are those of its weekday, and a day without any has none', async () => {
  await using clinic = await openClinic()
  const { lee, okafor } = clinic.people
  const open = [
    { from: '09:00', to: '12:00' },
    { from: '13:00', to: '17:00' },
  ]

  const byPerson = (on: string) => clinic.client.calendar.hours({ on: CalendarDay.parse(on) })

  expect(await byPerson('2026-03-03')).toEqual([
    { practitionerId: lee.id, open },
    { practitionerId: okafor.id, open },
  ])
  expect(await byPerson('2026-03-08')).toEqual([
    { practitionerId: lee.id, open: [] },
    { practitionerId: okafor.id, open: [] },
  ])
})

/** Says who alone offers a consultation. */
async function offer(clinic: TestClinic, practitionerId: StaffId): Promise<void> {
  await clinic.context.db
    .insertInto('service_practitioner')
    .values({ service_id: clinic.services.consultation.id, practitioner_id: practitionerId })
    .execute()
}
