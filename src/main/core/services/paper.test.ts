import { afterEach, beforeEach, expect, test } from 'vitest'
import { PatientId } from '../../../shared/domain/ids.ts'
import { CalendarDay, DAY, Instant, MINUTE, plusMilliseconds } from '../../../shared/domain/time.ts'
import { book, HALF_PAST, outcomeOf, setStatus, TEN } from '../testing/deskActs.ts'
import { bookedOnline, makeBooker, openSale } from '../testing/onlineActs.ts'
import { openClinic, type TestClinic } from '../testing/openClinic.ts'
import { receive } from '../testing/patientActs.ts'

let clinic: TestClinic

beforeEach(async () => {
  clinic = await openClinic()
})
afterEach(() => clinic.close())

const on = CalendarDay.parse('2026-03-03')
const written = async () =>
  (
    await clinic.context.db
      .selectFrom('audit')
      .select(['action', 'detail', 'patient_id', 'staff_id'])
      .orderBy('seq')
      .execute()
  )
    .filter(({ action }) => action.endsWith('.printed'))
    .map((row) => ({ ...row, detail: JSON.parse(row.detail ?? 'null') as unknown })) // our own row

test('R6.2, R8.6 a day is printed with a part for each practitioner, cancelled visits left out; one row says which day', async () => {
  const ana = await clinic.addPatient('Ana Ruiz')
  const visit = await book(clinic, ana.id, { tell: false })
  const off = await book(clinic, ana.id, { tell: false, startsAt: HALF_PAST })
  await setStatus(clinic, off.id, 'cancelled')

  const printed = await clinic.client.paper.calendar({ view: 'day', on, practitionerId: null })

  expect(printed).toMatchObject({ printedAt: clinic.clock.now(), by: 'Maya Iyer' })
  const parts = printed.parts.map((part) => [part.on, part.practitionerName, part.visits.map(({ id }) => id)])
  expect(parts).toContainEqual([on, 'Jun Lee', [visit.id]])
  expect(parts).toContainEqual([on, 'Ada Okafor', []])
  expect(printed.parts.find(({ practitionerName }) => practitionerName === 'Jun Lee')?.visits).toMatchObject([
    { startsAt: TEN, endsAt: HALF_PAST, patientName: 'Ana Ruiz', serviceName: 'Consultation', status: 'booked' },
  ])
  const one = await clinic.client.paper.calendar({ view: 'day', on, practitionerId: clinic.people.okafor.id })
  expect(one.parts.map(({ practitionerName }) => practitionerName)).toEqual(['Ada Okafor'])
  const row = { action: 'calendar.printed', patient_id: null, staff_id: clinic.people.admin.id }
  expect(await written()).toEqual([
    { ...row, detail: { view: 'day', on, name: null } },
    { ...row, detail: { view: 'day', on, name: 'Ada Okafor' } },
  ])
})

test('R6.2, R8.6 a week is printed day by day, of one practitioner', async () => {
  const ana = await clinic.addPatient('Ana Ruiz')
  await book(clinic, ana.id, { tell: false })
  await book(clinic, ana.id, {
    tell: false,
    practitionerId: clinic.people.okafor.id,
    startsAt: plusMilliseconds(TEN, DAY),
  })

  const printed = await clinic.client.paper.calendar({ view: 'week', on, practitionerId: clinic.people.lee.id })

  expect(printed.parts.map((part) => [part.on, part.practitionerName, part.visits.length])).toEqual(
    ['02', '03', '04', '05', '06', '07', '08'].map((day) => [`2026-03-${day}`, 'Jun Lee', day === '03' ? 1 : 0]),
  )
  expect(await written()).toMatchObject([{ detail: { view: 'week', on: '2026-03-02', name: 'Jun Lee' } }])
})

test('R10.1, R8.6 a call list is printed with numbers and ticks, of everybody or of whom no reminder goes to; one row says which day', async () => {
  const ana = await clinic.addPatient('Ana Ruiz', { phone: '604 555 0171' })
  const called = await book(clinic, ana.id, { tell: false })
  const off = await book(clinic, ana.id, { tell: false, startsAt: HALF_PAST })
  await setStatus(clinic, off.id, 'cancelled')
  await clinic.client.calendar.setCalled({ id: called.id, seenVersion: called.version, isCalled: true })

  const printed = await clinic.client.paper.callList({ on, of: 'everybody' })

  expect(printed).toEqual({
    ...{ printedAt: clinic.clock.now(), by: 'Maya Iyer', on, of: 'everybody' },
    visits: [
      {
        ...{ id: called.id, startsAt: TEN, patientName: 'Ana Ruiz', patientPhone: '604 555 0171' },
        ...{ practitionerName: 'Jun Lee', blockers: called.blockers, isCalled: true, isWithoutReminder: true },
      },
    ],
  })
  expect((await clinic.client.paper.callList({ on, of: 'withoutReminder' })).visits).toEqual(printed.visits)
  await setStatus(clinic, called.id, 'arrived')
  // Whoever is here needs none.
  const later = await clinic.client.paper.callList({ on, of: 'everybody' })
  expect(later.visits.map((visit) => visit.isWithoutReminder)).toEqual([false])
  const row = { action: 'callList.printed', detail: { on, count: 1 }, patient_id: null }
  expect(await written()).toEqual([row, row, row].map((each) => ({ ...each, staff_id: clinic.people.admin.id })))
})

test('R6.2, R8.6 a slip has the visits to come in order of time, with whom and where, and never what for', async () => {
  const ana = await clinic.addPatient('Ana Ruiz')
  const later = await book(clinic, ana.id, { tell: false, startsAt: plusMilliseconds(TEN, 30 * MINUTE) })
  const first = await book(clinic, ana.id, { tell: false })
  const off = await book(clinic, ana.id, { tell: false, startsAt: plusMilliseconds(TEN, 60 * MINUTE) })
  await setStatus(clinic, off.id, 'cancelled')
  const slip = (appointmentId: typeof off.id | null) => clinic.client.paper.slip({ patientId: ana.id, appointmentId })

  const all = await slip(null)

  expect(all).toEqual({
    patientName: 'Ana Ruiz',
    clinic: { name: 'Harbour Clinic', addressLine: '12 Water Street, Vancouver', phone: '+1 604 555 0100' },
    visits: [first, later].map(({ id, startsAt, endsAt }) => ({
      ...{ id, startsAt, endsAt, practitionerName: 'Dr Lee' },
      change: { by: 'telephone', until: plusMilliseconds(startsAt, -DAY) },
    })),
  })
  expect((await slip(later.id)).visits.map(({ id }) => id)).toEqual([later.id])
  expect(await written()).toEqual(
    [2, 1].map((count) => ({
      action: 'appointments.printed',
      detail: { count },
      patient_id: ana.id,
      staff_id: clinic.people.admin.id,
    })),
  )

  expect(await outcomeOf(slip(off.id))).toBe('NOT_FOUND')
  clinic.later(2 * DAY)
  expect(await outcomeOf(slip(null))).toBe('NOT_FOUND')
  expect(await written()).toHaveLength(2)
})

test('R6.2, R6.3 a slip says until when its visit is moved or cancelled online, and that one calls, where it was booked here, late or access ended', async () => {
  await openSale(clinic)
  const ben = await makeBooker(clinic)
  const startsAt = Instant.parse('2026-03-10T18:00:00.000Z')
  const booked = await bookedOnline(clinic, ben, { startsAt })
  await receive(clinic, booked)
  const { patient_id: id } = await clinic.context.db
    .selectFrom('appointment')
    .select('patient_id')
    .executeTakeFirstOrThrow()
  const patientId = PatientId.parse(id)
  const change = async () =>
    (await clinic.client.paper.slip({ patientId, appointmentId: null })).visits.map((visit) => visit.change)

  expect(await change()).toEqual([{ by: 'online', until: plusMilliseconds(startsAt, -DAY) }])
  const link = clinic.context.db.updateTable('link').where('id', '=', ben.linkId)
  await link.set({ ended_at: clinic.clock.now(), ended_because: 'staff' }).execute()
  expect(await change()).toEqual([{ by: 'telephone', until: plusMilliseconds(startsAt, -DAY) }])
  clinic.later(Date.parse(startsAt) - DAY - Date.parse(clinic.clock.now()))
  expect(await change()).toEqual([{ by: 'telephone', until: null }])
})
