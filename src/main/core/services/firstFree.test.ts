import { afterEach, beforeEach, expect, test } from 'vitest'
import { TimeOffId, type StaffId } from '../../../shared/domain/ids.ts'
import { Instant } from '../../../shared/domain/time.ts'
import { TimeOffDetails } from '../../../shared/domain/workingHours.ts'
import { clockTimeOf, dayOf } from '../../../shared/domain/zone.ts'
import { openClinic, type TestClinic } from '../testing/openClinic.ts'
import { addAppointment } from '../testing/visitRows.ts'

const ZONE = 'America/Vancouver'
let clinic: TestClinic

beforeEach(async () => {
  // Monday, one in the morning in Vancouver; Dr Lee works 9 to 12 and 13 to 17 on weekdays.
  clinic = await openClinic({ at: '2026-03-02T09:00:00.000Z' })
})
afterEach(() => clinic.close())

async function firstFree(after: string, most: number, practitionerId: StaffId | null = clinic.people.lee.id) {
  const times = await clinic.client.calendar.firstFree({
    ...{ serviceId: clinic.services.consultation.id, practitionerId, most },
    after: Instant.parse(after),
  })
  return times.map(({ practitionerId: who, startsAt }) => {
    const name = who === clinic.people.lee.id ? 'Lee' : 'another'
    return `${dayOf(startsAt, ZONE)} ${clockTimeOf(startsAt, ZONE)} ${name}`
  })
}

test('R6.2 the first free times are within hours, from the moment that is asked for', async () => {
  expect(await firstFree('2026-03-02T09:00:00.000Z', 2)).toEqual(['2026-03-02 09:00 Lee', '2026-03-02 09:15 Lee'])
  expect(await firstFree('2026-03-02T23:00:00.000Z', 1)).toEqual(['2026-03-02 15:00 Lee'])
  expect(await firstFree('2026-03-03T00:45:00.000Z', 1)).toEqual(['2026-03-03 09:00 Lee'])
})

test('R6.2 nothing that has begun is free, however early one asks for', async () => {
  await clinic.close()
  clinic = await openClinic({ at: '2026-03-02T18:15:00.000Z' })

  expect(await firstFree('2026-03-02T00:00:00.000Z', 1)).toEqual(['2026-03-02 10:30 Lee'])
})

test('R6.2 visits with their buffers and time off are passed over, what was cancelled is free', async () => {
  const ana = await clinic.addPatient('Ana Ruiz')
  const { lee } = clinic.people
  const id = await addAppointment(clinic, ana.id, '2026-03-02T17:00:00.000Z')
  await clinic.context.db
    .updateTable('service')
    .set({ buffer_after_minutes: 10 })
    .where('id', '=', clinic.services.consultation.id)
    .execute()

  expect(await firstFree('2026-03-02T09:00:00.000Z', 1)).toEqual(['2026-03-02 09:45 Lee'])

  await clinic.context.db.updateTable('appointment').set({ status: 'cancelled' }).where('id', '=', id).execute()
  expect(await firstFree('2026-03-02T09:00:00.000Z', 1)).toEqual(['2026-03-02 09:00 Lee'])

  const off = { fromOn: '2026-03-02', toOn: '2026-03-05', from: null, to: null, word: '' }
  await clinic.client.hours.addTimeOff({
    ...{ id: TimeOffId.parse(clinic.ids()), practitionerId: lee.id, details: TimeOffDetails.parse(off) },
    leaving: [],
  })
  expect(await firstFree('2026-03-02T09:00:00.000Z', 1)).toEqual(['2026-03-06 09:00 Lee'])
})

test('R6.2 of anyone who offers it, in the clinic’s order within one time', async () => {
  const both = await firstFree('2026-03-02T09:00:00.000Z', 2, null)
  await clinic.context.db
    .insertInto('service_practitioner')
    .values({ service_id: clinic.services.consultation.id, practitioner_id: clinic.people.lee.id })
    .execute()

  expect(both).toEqual(['2026-03-02 09:00 Lee', '2026-03-02 09:00 another'])
  expect(await firstFree('2026-03-02T09:00:00.000Z', 2, null)).toEqual(['2026-03-02 09:00 Lee', '2026-03-02 09:15 Lee'])
})

test('R6.2 whoever never works has no time, and asking ends', async () => {
  await clinic.context.db.deleteFrom('working_hours').execute()

  expect(await firstFree('2026-03-02T09:00:00.000Z', 1)).toEqual([])
})
