import { afterEach, beforeEach, expect, test } from 'vitest'
import { TimeOffId } from '../../../shared/domain/ids.ts'
import { CalendarDay } from '../../../shared/domain/time.ts'
import { setStatus } from '../testing/deskActs.ts'
import { openClinic, type TestClinic } from '../testing/openClinic.ts'
import { addAppointment } from '../testing/visitRows.ts'

let clinic: TestClinic

beforeEach(async () => {
  clinic = await openClinic()
})
afterEach(() => clinic.close())

const on = CalendarDay.parse('2026-03-04')
const week = (practitionerId: string | null = null) =>
  clinic.client.calendar.week({ on, practitionerId: practitionerId }) // an id of the clinic's

test('R6.2 a week has one practitioner’s visits as a day has them, and when everybody’s are', async () => {
  const ana = await clinic.addPatient('Ana Ruiz')
  const monday = await addAppointment(clinic, ana.id, '2026-03-02T18:00:00.000Z')
  const called = await addAppointment(clinic, ana.id, '2026-03-04T18:00:00.000Z')
  await setStatus(clinic, called, 'cancelled')
  // Late on Sunday, and past the clinic's midnight: UTC would have it on Monday.
  const sunday = await addAppointment(clinic, ana.id, '2026-03-09T06:30:00.000Z')
  await addAppointment(clinic, ana.id, '2026-03-09T07:30:00.000Z')

  const lees = await week(clinic.people.lee.id)

  expect(lees.practitionerId).toBe(clinic.people.lee.id)
  expect(lees.days.map((day) => day.on.slice(8)).join(' ')).toBe('02 03 04 05 06 07 08')
  expect(lees.appointments.map(({ id }) => id)).toEqual([monday, called, sunday])
  const strips = Object.fromEntries(
    lees.people.map(({ name, days }) => [name, days.map(({ visits }) => visits.length)]),
  )
  expect(strips).toEqual({ 'Jun Lee': [1, 0, 0, 0, 0, 0, 1], 'Ada Okafor': [0, 0, 0, 0, 0, 0, 0] })
  expect(lees.people[0]?.days.map(({ open }) => open.length)).toEqual([2, 2, 2, 2, 2, 0, 0])
})

test('R6.2 a week is the person’s own where nobody is asked for, else the first’s, also where nobody is that is asked for', async () => {
  const [first, second] = (await week()).people
  expect((await week()).practitionerId).toBe(first?.practitionerId)
  expect((await week(clinic.ids())).practitionerId).toBe(first?.practitionerId)
  expect((await week(second?.practitionerId)).practitionerId).toBe(second?.practitionerId)
})

test('R6.1, R6.2 the days of a week are the clinic’s: 23 hours of them when clocks go forward', async () => {
  const { days } = await week()
  expect(days[6]).toEqual({
    on: '2026-03-08',
    startsAt: '2026-03-08T08:00:00.000Z',
    endsAt: '2026-03-09T07:00:00.000Z',
  })
})

test('R6.2 a month counts each one’s visits on each day of its weeks', async () => {
  const ana = await clinic.addPatient('Ana Ruiz')
  for (const at of ['2026-02-23T18:00:00.000Z', '2026-03-02T18:00:00.000Z', '2026-03-02T20:00:00.000Z']) {
    await addAppointment(clinic, ana.id, at)
  }
  // On the clinic's last day of March, and beyond the weeks that are shown.
  await addAppointment(clinic, ana.id, '2026-04-01T05:00:00.000Z')
  await addAppointment(clinic, ana.id, '2026-04-06T18:00:00.000Z')

  const { days, people } = await clinic.client.calendar.month({ on })

  expect([days[0]?.on, days.at(-1)?.on]).toEqual(['2026-02-23', '2026-04-05'])
  const lees = people.find(({ practitionerId }) => practitionerId === clinic.people.lee.id)
  expect(lees?.days[7]).toMatchObject({ visits: 2, bookedMinutes: 60, isOff: false })
  const counted = (lees?.days ?? []).flatMap(({ visits }, index) => (visits > 0 ? [[days[index]?.on, visits]] : []))
  expect(counted).toEqual([
    ['2026-02-23', 1],
    ['2026-03-02', 2],
    ['2026-03-31', 1],
  ])
})

test('R6.1, R6.2 a month says on which days somebody has time off, also where nothing is said of what for', async () => {
  const { id } = clinic.people.lee
  await clinic.client.hours.addTimeOff({
    ...{ id: TimeOffId.parse(clinic.ids()), practitionerId: id },
    details: { fromOn: on, toOn: on, from: null, to: null, word: '' },
    leaving: [],
  })

  const { days, people } = await clinic.client.calendar.month({ on })

  const off = people.flatMap(({ practitionerId, days: theirs }) =>
    theirs.flatMap(({ isOff, open }, index) => (isOff ? [[practitionerId, days[index]?.on, open.length]] : [])),
  )
  expect(off).toEqual([[id, on, 0]])
})
