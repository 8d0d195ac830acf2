import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { AppointmentId, type PatientId } from '../../../shared/domain/ids.ts'
import { CalendarDay, HOUR, MINUTE, plusMilliseconds, Instant } from '../../../shared/domain/time.ts'
import { setStatus } from '../testing/deskActs.ts'
import { openClinic, type TestClinic } from '../testing/openClinic.ts'
import { outboxIn } from '../testing/patientActs.ts'

let clinic: TestClinic

beforeEach(async () => {
  clinic = await openClinic()
})
afterEach(() => clinic.close())

const day = (on: string) => clinic.client.calendar.day({ on: CalendarDay.parse(on) })

/** As if it had been booked: without an e-mail. */
async function addAppointment(patientId: PatientId, startsAt: string, minutes = 30): Promise<AppointmentId> {
  const { context, people, services } = clinic
  const id = AppointmentId.parse(clinic.ids())
  await context.db
    .insertInto('appointment')
    .values({
      id,
      patient_id: patientId,
      practitioner_id: people.lee.id,
      service_id: services.consultation.id,
      service_name: services.consultation.name,
      starts_at: startsAt,
      ends_at: plusMilliseconds(Instant.parse(startsAt), minutes * MINUTE),
      status: 'booked',
      status_at: context.clock.now(),
      booked_by_link_id: null,
      overbook_reason: null,
      changed_at: context.clock.now(),
      changed_by: people.admin.id,
      created_by: people.admin.id,
      created_at: context.clock.now(),
      told_json: JSON.stringify({
        visit: { startsAt, practitionerId: people.lee.id },
        how: 'email',
        at: context.clock.now(),
        by: people.admin.id,
      }),
    })
    .execute()
  return id
}

async function addMail(appointmentId: AppointmentId, state: 'sent' | 'bounced' | 'undone'): Promise<void> {
  const now = clinic.clock.now()
  await clinic.context.db
    .insertInto('mail')
    .values({
      id: clinic.ids(),
      patient_id: null,
      kind: 'confirmation',
      recipient_email: 'ana@mail.example',
      subject: 'Your appointment',
      content_json: '{}',
      state,
      invitation_id: null,
      appointment_id: appointmentId,
      created_at: now,
      leaves_at: now,
      sent_at: null,
      failure_json: null,
    })
    .execute()
}

describe('R6.1, R6.2 a day of the clinic', () => {
  test('R6.2 has a column for each practitioner with the hours of that weekday', async () => {
    const monday = await day('2026-03-02')
    const sunday = await day('2026-03-08')

    expect(monday.columns.map(({ name }) => name)).toEqual(['Jun Lee', 'Ada Okafor'])
    expect(monday.columns[0]?.open).toEqual([
      { from: '09:00', to: '12:00' },
      { from: '13:00', to: '17:00' },
    ])
    expect(sunday.columns.map(({ open }) => open)).toEqual([[], []])
  })

  test('R6.1 is the clinic’s, not that of UTC, and 23 hours long when clocks go forward', async () => {
    const changing = await day('2026-03-08')

    expect(changing.startsAt).toBe('2026-03-08T08:00:00.000Z')
    expect((Date.parse(changing.endsAt) - Date.parse(changing.startsAt)) / HOUR).toBe(23)
  })

  test('R6.1 holds what touches it: late in the evening, over midnight, and nothing of its neighbours', async () => {
    const ana = await clinic.addPatient('Ana Ruiz')
    const evening = await addAppointment(ana.id, '2026-03-03T06:30:00.000Z')
    const overMidnight = await addAppointment(ana.id, '2026-03-03T07:45:00.000Z')
    await addAppointment(ana.id, '2026-03-02T07:30:00.000Z')
    const next = await addAppointment(ana.id, '2026-03-03T08:15:00.000Z')

    expect((await day('2026-03-02')).appointments.map(({ id }) => id)).toEqual([evening, overMidnight])
    expect((await day('2026-03-03')).appointments.map(({ id }) => id)).toEqual([overMidnight, next])
  })

  test('R10.1 an appointment says who, what, and what is missing', async () => {
    const ana = await clinic.addPatient('Ana Ruiz', {
      birthOn: CalendarDay.parse('1985-03-02'),
      email: 'ana@mail.example',
    })
    const id = await addAppointment(ana.id, '2026-03-02T18:00:00.000Z')

    const { appointments } = await day('2026-03-02')

    expect(appointments).toEqual([
      {
        id,
        version: 1,
        patientId: ana.id,
        patientName: 'Ana Ruiz',
        patientAge: 41,
        practitionerId: clinic.people.lee.id,
        serviceId: clinic.services.consultation.id,
        serviceName: 'Consultation',
        startsAt: '2026-03-02T18:00:00.000Z',
        endsAt: '2026-03-02T18:30:00.000Z',
        status: 'booked',
        statusAt: '2026-03-02T09:00:00.000Z',
        blockers: [],
        invitationId: null,
      },
    ])
  })

  test('R10.1 only the newest e-mail about a visit counts', async () => {
    const ana = await clinic.addPatient('Ana Ruiz', { email: 'ana@mail.example' })
    const id = await addAppointment(ana.id, '2026-03-02T18:00:00.000Z')
    const blockers = async () => (await day('2026-03-02')).appointments[0]?.blockers

    await addMail(id, 'bounced')
    expect(await blockers()).toEqual(['mailBounced'])
    clinic.clock.advance(MINUTE)
    await addMail(id, 'undone')
    expect(await blockers()).toEqual(['notTold'])
    clinic.clock.advance(MINUTE)
    await addMail(id, 'sent')
    expect(await blockers()).toEqual([])
  })
})

describe('R6.2 where a visit stands', () => {
  test('R6.2 arrives, starts and ends, each with its time, on the chart’s history', async () => {
    const ana = await clinic.addPatient('Ana Ruiz', { email: 'ana@mail.example' })
    const id = await addAppointment(ana.id, '2026-03-02T18:00:00.000Z')

    for (const status of ['arrived', 'inSession', 'completed'] as const) {
      clinic.later(10 * MINUTE)
      const visit = await setStatus(clinic, id, status)
      expect(visit).toMatchObject({ status, statusAt: clinic.clock.now() })
    }

    const history = await clinic.client.patients.history({ patientId: ana.id })
    expect(history.map(({ facts }) => facts).filter(({ action }) => action === 'appointment.statusChanged')).toEqual([
      { action: 'appointment.statusChanged', from: 'inSession', to: 'completed' },
      { action: 'appointment.statusChanged', from: 'arrived', to: 'inSession' },
      { action: 'appointment.statusChanged', from: 'booked', to: 'arrived' },
    ])
  })

  test('R6.2 the same again changes nothing', async () => {
    const ana = await clinic.addPatient('Ana Ruiz')
    const id = await addAppointment(ana.id, '2026-03-02T18:00:00.000Z')
    const first = await setStatus(clinic, id, 'arrived')
    clinic.clock.advance(MINUTE)

    expect(await setStatus(clinic, id, 'arrived')).toEqual(first)
  })

  test('R6.6, R9.2 a visit that was called off: the patient has not been told, and the .ics counts on', async () => {
    const ana = await clinic.addPatient('Ana Ruiz')
    const id = await addAppointment(ana.id, '2026-03-02T18:00:00.000Z')

    const visit = await setStatus(clinic, id, 'cancelled')

    expect(visit.blockers).toEqual(['notTold'])
    const row = await clinic.context.db
      .selectFrom('appointment')
      .select(['status', 'sequence'])
      .where('id', '=', id)
      .executeTakeFirst()
    expect(row).toEqual({ status: 'cancelled', sequence: 1 })
    expect((await outboxIn(clinic)).map(({ kind, subject }) => [kind, subject])).toEqual([['records.put', ana.id]])
  })

  test('R10.2 the chart lists visits newest first and says which is next', async () => {
    const ana = await clinic.addPatient('Ana Ruiz')
    await addAppointment(ana.id, '2026-03-01T18:00:00.000Z')
    const called = await addAppointment(ana.id, '2026-03-03T18:00:00.000Z')
    const next = await addAppointment(ana.id, '2026-03-04T18:00:00.000Z')
    await setStatus(clinic, called, 'cancelled')

    const listed = await clinic.client.calendar.ofPatient({ patientId: ana.id })

    expect(listed.map(({ startsAt }) => startsAt.slice(0, 10))).toEqual(['2026-03-04', '2026-03-03', '2026-03-01'])
    expect(await clinic.client.patients.get({ patientId: ana.id })).toMatchObject({
      nextAppointment: { id: next, practitionerCalledName: 'Dr Lee', serviceName: 'Consultation' },
    })
  })
})

describe('R10.1 Today', () => {
  test('R10.1 tomorrow is the clinic’s tomorrow, and a visit is ready when nothing is missing', async () => {
    const ana = await clinic.addPatient('Ana Ruiz', { email: 'ana@mail.example' })
    const noMail = await clinic.addPatient('Wei Chen')
    await addAppointment(ana.id, '2026-03-03T18:00:00.000Z')
    await addAppointment(noMail.id, '2026-03-03T19:00:00.000Z')
    const bounced = await addAppointment(ana.id, '2026-03-04T06:00:00.000Z')
    await addMail(bounced, 'bounced')
    const cancelled = await addAppointment(ana.id, '2026-03-03T20:00:00.000Z')
    await setStatus(clinic, cancelled, 'cancelled')
    const notTold = await addAppointment(ana.id, '2026-03-03T21:00:00.000Z')
    await clinic.context.db.updateTable('appointment').set({ told_json: null }).where('id', '=', notTold).execute()
    clinic.later(19 * HOUR)

    const { tomorrow, mailTrouble } = await clinic.client.today.summary()

    expect(tomorrow).toEqual({ visits: 4, ready: 1, formNotReturned: 0, notTold: 1, noEmail: 1, mailBounced: 1 })
    expect(mailTrouble.map(({ to }) => to)).toEqual(['ana@mail.example'])
  })

  test('R10.1 mail that came back counts until something newer went out for the same visit', async () => {
    const ana = await clinic.addPatient('Ana Ruiz', { email: 'ana@mail.example' })
    const id = await addAppointment(ana.id, '2026-03-03T18:00:00.000Z')
    await addMail(id, 'bounced')
    const attention = async () =>
      (await clinic.client.outbox.list()).mails.filter(({ needsAttention }) => needsAttention).length
    expect([(await clinic.client.today.counts()).outboxTrouble, await attention()]).toEqual([1, 1])

    clinic.clock.advance(MINUTE)
    await addMail(id, 'sent')

    expect(await clinic.client.today.counts()).toEqual({ forms: 0, inbox: 0, outboxTrouble: 0 })
    expect(await attention()).toBe(0)
  })

  test('R10.1 what lies in the Inbox is counted by kind, the newest of each is named, and all of it is the rail’s figure', async () => {
    const ana = await clinic.addPatient('Ana Ruiz')
    const receivedAt = clinic.clock.now()
    const bounced = (n: number) => ({
      kind: 'mailBounced' as const,
      facts_json: JSON.stringify({
        ...{ kind: 'mailBounced', mailId: clinic.ids(), to: `${n}@mail.example` },
        failure: { kind: 'addressRefused', code: 550 },
      }),
    })
    const item = {
      event_seq: null,
      patient_id: ana.id,
      submission_id: null,
      mail_id: null,
      facts_json: JSON.stringify({ kind: 'unproven', email: 'eve@mail.example' }),
      received_at: receivedAt,
      done_at: null,
      done_by: null,
    }
    await clinic.context.db
      .insertInto('inbox_item')
      .values([
        { ...item, ...bounced(1), id: clinic.ids() },
        { ...item, ...bounced(2), id: clinic.ids(), received_at: plusMilliseconds(receivedAt, MINUTE) },
        { ...item, id: clinic.ids(), kind: 'unproven', patient_id: null },
        { ...item, id: clinic.ids(), kind: 'unproven', done_at: receivedAt },
      ])
      .execute()

    const { inbox } = await clinic.client.today.summary()
    expect(inbox).toMatchObject([
      { count: 2, newest: { facts: { to: '2@mail.example' }, patientName: 'Ana Ruiz' } },
      { count: 1, newest: { facts: { email: 'eve@mail.example' }, patientName: null, receivedAt } },
    ])
    expect(await clinic.client.today.counts()).toMatchObject({ inbox: 3 })
  })
})
