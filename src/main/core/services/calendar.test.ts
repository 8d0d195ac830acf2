import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { CalendarDay, HOUR, MINUTE } from '../../../shared/domain/time.ts'
import { setStatus } from '../testing/deskActs.ts'
import { openClinic, type TestClinic } from '../testing/openClinic.ts'
import { outboxIn } from '../testing/patientActs.ts'
import { addAppointment, addMail } from '../testing/visitRows.ts'

let clinic: TestClinic

beforeEach(async () => {
  clinic = await openClinic()
})
afterEach(() => clinic.close())

const day = (on: string) => clinic.client.calendar.day({ on: CalendarDay.parse(on) })

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
    const evening = await addAppointment(clinic, ana.id, '2026-03-03T06:30:00.000Z')
    const overMidnight = await addAppointment(clinic, ana.id, '2026-03-03T07:45:00.000Z')
    await addAppointment(clinic, ana.id, '2026-03-02T07:30:00.000Z')
    const next = await addAppointment(clinic, ana.id, '2026-03-03T08:15:00.000Z')

    expect((await day('2026-03-02')).appointments.map(({ id }) => id)).toEqual([evening, overMidnight])
    expect((await day('2026-03-03')).appointments.map(({ id }) => id)).toEqual([overMidnight, next])
  })

  test('R10.1 an appointment says who, what, and what is missing', async () => {
    const ana = await clinic.addPatient('Ana Ruiz', {
      birthOn: CalendarDay.parse('1985-03-02'),
      email: 'ana@mail.example',
      phone: '604 555 0171',
    })
    const id = await addAppointment(clinic, ana.id, '2026-03-02T18:00:00.000Z')

    const { appointments } = await day('2026-03-02')

    expect(appointments).toEqual([
      {
        id,
        version: 1,
        patientId: ana.id,
        patientName: 'Ana Ruiz',
        patientAge: 41,
        patientPhone: '604 555 0171',
        practitionerId: clinic.people.lee.id,
        serviceId: clinic.services.consultation.id,
        serviceName: 'Consultation',
        startsAt: '2026-03-02T18:00:00.000Z',
        endsAt: '2026-03-02T18:30:00.000Z',
        status: 'booked',
        statusAt: '2026-03-02T09:00:00.000Z',
        blockers: [],
        series: null,
        invitationId: null,
        claim: null,
        isBookedOnline: false,
        isAwaited: false,
        reminder: 'none',
        cancelReason: null,
        reason: null,
        note: null,
        alert: null,
        called: null,
        isKnown: true,
        hasEmail: true,
      },
    ])
  })

  test('R10.1 only the newest e-mail about a visit counts', async () => {
    const ana = await clinic.addPatient('Ana Ruiz', { email: 'ana@mail.example' })
    const id = await addAppointment(clinic, ana.id, '2026-03-02T18:00:00.000Z')
    const blockers = async () => (await day('2026-03-02')).appointments[0]?.blockers

    await addMail(clinic, id, 'bounced')
    expect(await blockers()).toEqual(['mailBounced'])
    clinic.clock.advance(MINUTE)
    await addMail(clinic, id, 'sent')
    expect(await blockers()).toEqual([])
  })
})

describe('R6.2 where a visit stands', () => {
  test('R6.2 arrives, starts and ends, each with its time, on the chart’s history', async () => {
    const ana = await clinic.addPatient('Ana Ruiz', { email: 'ana@mail.example' })
    const id = await addAppointment(clinic, ana.id, '2026-03-02T18:00:00.000Z')

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
    const id = await addAppointment(clinic, ana.id, '2026-03-02T18:00:00.000Z')
    const first = await setStatus(clinic, id, 'arrived')
    clinic.clock.advance(MINUTE)

    expect(await setStatus(clinic, id, 'arrived')).toEqual(first)
  })

  test('R6.6, R9.2 a visit that was called off: the patient has not been told, and the .ics counts on', async () => {
    const ana = await clinic.addPatient('Ana Ruiz')
    const id = await addAppointment(clinic, ana.id, '2026-03-02T18:00:00.000Z')

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
    await addAppointment(clinic, ana.id, '2026-03-01T18:00:00.000Z')
    const called = await addAppointment(clinic, ana.id, '2026-03-03T18:00:00.000Z')
    const next = await addAppointment(clinic, ana.id, '2026-03-04T18:00:00.000Z')
    await setStatus(clinic, called, 'cancelled')

    const listed = await clinic.client.calendar.ofPatient({ patientId: ana.id })

    expect(listed.map(({ startsAt }) => startsAt.slice(0, 10))).toEqual(['2026-03-04', '2026-03-03', '2026-03-01'])
    expect(await clinic.client.patients.get({ patientId: ana.id })).toMatchObject({
      nextAppointment: { id: next, practitionerCalledName: 'Dr Lee', serviceName: 'Consultation' },
    })
  })
})
