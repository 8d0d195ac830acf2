import { afterEach, beforeEach, expect, test } from 'vitest'
import { TimeOffId, type AppointmentId } from '../../../shared/domain/ids.ts'
import { CalendarDay, ClockTime, DAY, HOUR, plusMilliseconds } from '../../../shared/domain/time.ts'
import { TimeOffDetails } from '../../../shared/domain/workingHours.ts'
import { book, openPairedClinic, outcomeOf, setStatus, TEN } from '../testing/deskActs.ts'
import type { TestClinic } from '../testing/openClinic.ts'

/** Tuesday, the day after the clinic opened; Dr Lee works 9 to 12 and 13 to 17 on weekdays. */
const TUESDAY = CalendarDay.parse('2026-03-03')
const NEXT_TUESDAY = CalendarDay.parse('2026-03-10')
let clinic: TestClinic

beforeEach(async () => {
  clinic = await openPairedClinic()
})
afterEach(() => clinic.close())

const spans = (...pairs: readonly (readonly [string, string])[]) =>
  pairs.map(([from, to]) => ({ from: ClockTime.parse(from), to: ClockTime.parse(to) }))
const lee = () => clinic.people.lee.id
const of = () => clinic.client.hours.of({ practitionerId: lee() })
const openOn = async (on: CalendarDay) =>
  (await clinic.client.calendar.hours({ on })).find(({ practitionerId }) => practitionerId === lee())?.open
const save = (
  weekday: number,
  day: ReturnType<typeof spans>,
  { beginsOn = null, seenVersion = 0 }: { beginsOn?: CalendarDay | null; seenVersion?: number } = {},
) =>
  clinic.client.hours.saveWeek({
    ...{ practitionerId: lee(), beginsOn, seenVersion },
    changes: [{ weekday, spans: day }],
  })
const off = (part: Partial<Record<keyof TimeOffDetails, string | null>> = {}) =>
  TimeOffDetails.parse({ fromOn: TUESDAY, toOn: TUESDAY, from: null, to: null, word: 'course', ...part })
const addOff = (details: TimeOffDetails, leaving: AppointmentId[] = []) =>
  clinic.client.hours.addTimeOff({
    ...{ id: TimeOffId.parse(clinic.ids()), practitionerId: lee(), details },
    leaving,
  })
/** What history says of hours and time off, oldest first. */
const actions = async () =>
  (await clinic.context.db.selectFrom('audit').select(['action', 'detail']).orderBy('seq').execute())
    .filter(({ action }) => /^(hours|timeOff)\./u.test(action))
    .map(({ action, detail }): unknown => [action, JSON.parse(detail ?? '')])
const concerns = async () => {
  const time = { practitionerId: lee(), serviceId: clinic.services.consultation.id, startsAt: TEN, moving: null }
  return (await clinic.client.calendar.concerns(time)).concerns
}

test('R6.1 hours that are changed count at once, and touching stretches are one', async () => {
  const saved = await save(2, spans(['14:00', '16:00'], ['08:30', '12:00'], ['12:00', '13:00']))

  expect(saved).toMatchObject({ beginsOn: null, version: 1 })
  expect(await openOn(TUESDAY)).toEqual(spans(['08:30', '13:00'], ['14:00', '16:00']))
  expect((await of()).weeks).toEqual([saved])
})

test('R6.1 hours that begin on a date leave the days before as they are, and can be taken away again', async () => {
  const before = await openOn(TUESDAY)

  const week = await save(2, spans(['07:00', '11:00']), { beginsOn: NEXT_TUESDAY })

  expect(await openOn(TUESDAY)).toEqual(before)
  expect(await openOn(NEXT_TUESDAY)).toEqual(spans(['07:00', '11:00']))
  expect(await openOn(CalendarDay.parse('2026-03-11'))).toEqual([])
  await clinic.client.hours.removeWeek({
    ...{ practitionerId: lee(), beginsOn: NEXT_TUESDAY, seenVersion: week.version },
  })
  expect(await openOn(NEXT_TUESDAY)).toEqual(before)
})

test('R6.1 hours that overlap or cross midnight are refused by day and reason', async () => {
  await expect(save(2, spans(['22:00', '02:00']))).rejects.toMatchObject({
    code: 'HOURS_IMPOSSIBLE',
    data: { weekday: 2, problem: 'backwards' },
  })
  await expect(save(5, spans(['09:00', '12:00'], ['11:00', '13:00']))).rejects.toMatchObject({
    code: 'HOURS_IMPOSSIBLE',
    data: { weekday: 5, problem: 'overlap' },
  })
})

test('R10.7 a week changed over an old version is refused with how it stands, and what stands already is no change', async () => {
  const current = await save(2, spans(['08:00', '12:00']))

  await expect(save(2, spans(['10:00', '12:00']))).rejects.toMatchObject({
    code: 'CHANGED_MEANWHILE',
    data: { by: clinic.people.admin.name, current },
  })
  expect(await save(2, spans(['08:00', '12:00']))).toEqual(current)
})

test('R10.7 a week that was changed meanwhile is not taken away, and another’s never is', async () => {
  const week = { beginsOn: NEXT_TUESDAY }
  const { okafor } = clinic.people
  const changes = [{ weekday: 2, spans: spans(['10:00', '12:00']) }]
  await clinic.client.hours.saveWeek({ ...week, practitionerId: okafor.id, seenVersion: 0, changes })
  const { version } = await save(2, spans(['07:00', '11:00']), week)
  const current = await save(2, spans(['08:00', '11:00']), { ...week, seenVersion: version })
  const remove = (seenVersion: number) =>
    clinic.client.hours.removeWeek({ practitionerId: lee(), beginsOn: NEXT_TUESDAY, seenVersion })

  await expect(remove(version)).rejects.toMatchObject({ code: 'CHANGED_MEANWHILE', data: { current } })
  expect(await openOn(NEXT_TUESDAY)).toEqual(spans(['08:00', '11:00']))
  await remove(current.version)
  await remove(current.version)

  const ofOkafor = await clinic.client.hours.of({ practitionerId: okafor.id })
  expect(ofOkafor.weeks).toMatchObject([
    { beginsOn: null },
    { ...week, days: [[], changes[0]?.spans, [], [], [], [], []] },
  ])
  expect(await actions()).toEqual([
    ['hours.changed', { name: 'Dr Okafor', beginsOn: NEXT_TUESDAY }],
    ['hours.changed', { name: 'Dr Lee', beginsOn: NEXT_TUESDAY }],
    ['hours.changed', { name: 'Dr Lee', beginsOn: NEXT_TUESDAY }],
    ['hours.removed', { name: 'Dr Lee', beginsOn: NEXT_TUESDAY }],
  ])
})

test('R6.1 time off closes its days or its part of them, and the concern says what for', async () => {
  const part = await addOff(off({ from: '10:00', to: '11:00' }))
  expect(await openOn(TUESDAY)).toEqual(spans(['09:00', '10:00'], ['11:00', '12:00'], ['13:00', '17:00']))
  expect(await concerns()).toEqual([
    { kind: 'timeOff', part: { startsAt: TEN, endsAt: '2026-03-03T19:00:00.000Z' }, word: 'course' },
  ])

  await clinic.client.hours.removeTimeOff({ id: part.id })
  expect(await concerns()).toEqual([])
  await addOff(off({ fromOn: '2026-03-02', toOn: '2026-03-04', word: '' }))
  expect(await openOn(TUESDAY)).toEqual([])
  expect(await concerns()).toEqual([{ kind: 'timeOff', part: null, word: '' }])
})

test('R10.8 visits that stand in time off are shown, and left there only on purpose', async () => {
  const ana = await clinic.addPatient('Ana Ruiz', { email: 'ana@example.test' })
  const visit = await book(clinic, ana.id)
  const stands = { id: visit.id, patientName: 'Ana Ruiz', serviceName: 'Consultation', startsAt: TEN }

  await expect(addOff(off())).rejects.toMatchObject({ code: 'VISITS_STAND', data: { visits: [stands] } })
  expect((await of()).timeOff).toEqual([])
  expect(await clinic.client.hours.visitsIn({ practitionerId: lee(), details: off({ to: '10:00' }) })).toEqual([])

  const added = await addOff(off(), [visit.id])
  expect((await of()).timeOff).toEqual([added])
  expect(added.visits).toMatchObject([stands])
  const [row] = await clinic.context.db.selectFrom('audit').selectAll().orderBy('seq', 'desc').limit(1).execute()
  expect(JSON.parse(row?.detail ?? '')).toMatchObject({ fromOn: TUESDAY, visitsLeft: 1 })
})

test('R10.8 a visit on any day of time off is shown, one that was called off or undone is not', async () => {
  const ana = await clinic.addPatient('Ana Ruiz', { email: 'ana@example.test' })
  const visit = await book(clinic, ana.id)
  const undone = await book(clinic, ana.id, { startsAt: plusMilliseconds(TEN, HOUR), tell: false })
  await clinic.client.calendar.undo({ id: undone.id, seenVersion: undone.version })
  const called = await book(clinic, ana.id, { startsAt: plusMilliseconds(TEN, 3 * HOUR), tell: false })
  await setStatus(clinic, called.id, 'cancelled')
  const days = { fromOn: '2026-03-02', toOn: TUESDAY }

  await expect(addOff(off(days))).rejects.toMatchObject({ data: { visits: [{ id: visit.id }] } })
  await expect(addOff(off(days), [undone.id])).rejects.toMatchObject({ data: { visits: [{ id: visit.id }] } })
})

test('R6.1 time off is shown until its last day is over, and stands in the history when it is taken back', async () => {
  const { id } = await addOff(off())
  clinic.later(DAY)
  expect((await of()).timeOff).toMatchObject([{ id }])
  clinic.later(DAY)
  expect((await of()).timeOff).toEqual([])

  await clinic.client.hours.removeTimeOff({ id })
  await clinic.client.hours.removeTimeOff({ id })

  const days = { name: 'Dr Lee', fromOn: TUESDAY, toOn: TUESDAY }
  expect(await actions()).toEqual([
    ['timeOff.added', { ...days, visitsLeft: 0 }],
    ['timeOff.removed', days],
  ])
})

test('R6.1 whoever has no calendar has no hours and no time off', async () => {
  const { id: practitionerId } = clinic.people.frontDesk
  const { hours } = clinic.client
  const added = { id: TimeOffId.parse(clinic.ids()), practitionerId, details: off(), leaving: [] }

  expect(await outcomeOf(hours.of({ practitionerId }))).toBe('NOT_FOUND')
  expect(await outcomeOf(hours.saveWeek({ practitionerId, beginsOn: null, seenVersion: 0, changes: [] }))).toBe(
    'NOT_FOUND',
  )
  expect(await outcomeOf(hours.addTimeOff(added))).toBe('NOT_FOUND')
})

test('R10.3 hours and time off are an admin’s to change, and everybody’s to read', async () => {
  clinic.signInAs(clinic.people.lee)

  expect((await of()).weeks).toHaveLength(1)
  await expect(save(2, [])).rejects.toMatchObject({ code: 'FORBIDDEN' })
  await expect(addOff(off())).rejects.toMatchObject({ code: 'FORBIDDEN' })
})
