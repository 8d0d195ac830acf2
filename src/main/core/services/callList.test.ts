import { afterEach, beforeEach, expect, test } from 'vitest'
import { CalendarDay, DAY, Instant, MINUTE, plusMilliseconds } from '../../../shared/domain/time.ts'
import { outcomeOf, setStatus } from '../testing/deskActs.ts'
import { openClinic, type TestClinic } from '../testing/openClinic.ts'
import { outboxIn } from '../testing/patientActs.ts'
import { addAppointment } from '../testing/visitRows.ts'

let clinic: TestClinic
let anaId: Awaited<ReturnType<TestClinic['addPatient']>>['id']
let id: Awaited<ReturnType<typeof addAppointment>>

beforeEach(async () => {
  clinic = await openClinic()
  anaId = (await clinic.addPatient('Ana Ruiz', { phone: '604 555 0171' })).id
  id = await addAppointment(clinic, anaId, TEN)
})
afterEach(() => clinic.close())

/** 10:00 in Vancouver, today. */
const TEN = Instant.parse('2026-03-02T18:00:00.000Z')
const tick = (seenVersion: number, isCalled = true) => clinic.client.calendar.setCalled({ id, seenVersion, isCalled })
const shownOn = async (on: string) =>
  (await clinic.client.calendar.day({ on: CalendarDay.parse(on) })).appointments.find((visit) => visit.id === id)
const move = (seenVersion: number, startsAt: Instant) =>
  clinic.client.calendar.move({
    ...{ id, seenVersion, startsAt, practitionerId: clinic.people.lee.id },
    ...{ tell: false, despite: ['past', 'outsideHours', 'away', 'break', 'runsOver'], overbookReason: null },
  })
const asked = () => ({ at: clinic.clock.now(), by: 'Maya Iyer' })

test('R6.2 a visit is ticked on the call list with who and when; the same again changes nothing, whoever it is', async () => {
  const ticked = await tick(1)
  expect(ticked).toMatchObject({ version: 2, called: asked(), leavesAt: null })
  const first = ticked.called

  clinic.later(MINUTE)
  expect(await tick(1)).toMatchObject({ version: 2, called: first })
  expect(await shownOn('2026-03-02')).toMatchObject({ called: first })
  expect(await tick(2, false)).toMatchObject({ version: 3, called: null })
})

test('R6.2 a tick is of the day: another time of it keeps the tick, another day takes it away, and back is not ticked', async () => {
  await tick(1)
  const later = await move(2, plusMilliseconds(TEN, 60 * MINUTE))
  expect(later.called).not.toBeNull()

  const tomorrow = await move(later.version, plusMilliseconds(TEN, DAY))
  expect(tomorrow.called).toBeNull()
  expect(await shownOn('2026-03-03')).toMatchObject({ called: null })
  expect(await move(tomorrow.version, TEN)).toMatchObject({ called: null })
})

test('R10.4 a tick is taken back, and so is a tick that was taken away; a move that is undone has its tick again', async () => {
  const { version, called } = await tick(1)
  expect((await clinic.client.calendar.undo({ id, seenVersion: version })).visit).toMatchObject({ called: null })

  const again = await tick(version + 1)
  const away = await tick(again.version, false)
  expect((await clinic.client.calendar.undo({ id, seenVersion: away.version })).visit).toMatchObject({ called })
  const moved = await move(away.version + 1, plusMilliseconds(TEN, DAY))
  expect((await clinic.client.calendar.undo({ id, seenVersion: moved.version })).visit).toMatchObject({ called })
})

test('R6.2 a tick stays where the status changes', async () => {
  const { called } = await tick(1)
  expect(await setStatus(clinic, id, 'arrived')).toMatchObject({ called })
})

test('R10.7 over another version a tick is refused, and stands as it stood', async () => {
  await clinic.client.calendar.annotate({ id, seenVersion: 1, changes: { note: 'First' } })

  expect(await outcomeOf(tick(1))).toBe('CHANGED_MEANWHILE')
  expect(await shownOn('2026-03-02')).toMatchObject({ called: null, note: 'First' })
})

test('R8.6, R11.1 the chart’s history has each tick and its undoing; nothing of it waits to be sent', async () => {
  const before = await outboxIn(clinic)
  const { version } = await tick(1)
  await clinic.client.calendar.undo({ id, seenVersion: version })
  await tick(version + 1)
  await tick(version + 2, false)

  const history = await clinic.client.patients.history({ patientId: anaId })
  const acts = history.map(({ facts }) => facts).filter(({ action }) => /called|undone/.test(action))
  expect(acts.toReversed()).toEqual([
    { action: 'appointment.called', isCalled: true },
    { action: 'appointment.undone', act: 'called' },
    { action: 'appointment.called', isCalled: true },
    { action: 'appointment.called', isCalled: false },
  ])
  expect(await outboxIn(clinic)).toEqual(before)
})
