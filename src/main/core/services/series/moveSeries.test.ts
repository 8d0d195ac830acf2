import { afterEach, beforeEach, expect, test } from 'vitest'
import { MailCalendar } from '../../../../../tests/support/mailCalendar.ts'
import type { DayAppointment } from '../../../../shared/contract/desk/calendar.ts'
import type { PatientSummary } from '../../../../shared/contract/desk/patients.ts'
import type { MovedVisit } from '../../../../shared/contract/desk/series.ts'
import { TimeOffId, type AppointmentId } from '../../../../shared/domain/ids.ts'
import {
  CalendarDay,
  DAY,
  HOUR,
  MINUTE,
  plusMilliseconds,
  SECOND,
  type Instant,
} from '../../../../shared/domain/time.ts'
import { clockTimeOf } from '../../../../shared/domain/zone.ts'
import { calendarFile } from '../../../../shared/mail/calendarFile.ts'
import { book, openPairedClinic, outcomeOf } from '../../testing/deskActs.ts'
import type { TestClinic } from '../../testing/openClinic.ts'
import { mailsIn } from '../../testing/patientActs.ts'
import { bookSeries, seenOf, TUESDAY_AT_9 } from '../../testing/seriesActs.ts'

const ZONE = 'America/Vancouver'
const WEEK = 7 * DAY
const people = { organizer: { name: 'Harbour', address: 'desk@clinic.test' }, attendee: 'ana@example.test' }
let clinic: TestClinic
let ana: PatientSummary

beforeEach(async () => {
  clinic = await openPairedClinic()
  ana = await clinic.addPatient('Ana Ruiz', { email: 'ana@example.test' })
})
afterEach(() => clinic.close())

const at = <T>(list: readonly T[], index: number): T => {
  const found = list[index]
  if (found === undefined) throw new Error(`Nothing at ${index}`)
  return found
}
const seriesNow = ({ id }: { readonly id: AppointmentId }) => clinic.client.series.ofVisit({ id })
const startsOf = (visits: readonly { readonly startsAt: Instant }[]) => visits.map(({ startsAt }) => startsAt)
const later = (visits: readonly DayAppointment[], by: number) =>
  visits.map(({ startsAt }) => plusMilliseconds(startsAt, by))
const wanted = ({ id, practitionerId }: DayAppointment, startsAt: Instant) => ({
  ...{ id, practitionerId, startsAt, endsAt: null },
})
const preview = (visit: DayAppointment, startsAt: Instant, leftOut: AppointmentId[] = []) =>
  clinic.client.series.previewMove({ ...wanted(visit, startsAt), leftOut, kept: [] })

/** Those that were shown, as they were seen, despite what was said. */
const named = (shown: readonly MovedVisit[], overbookReason: string | null = null) =>
  shown.map(({ id, version, concerns, taken }) => ({
    ...{ id, seenVersion: version, despite: concerns.map(({ kind }) => kind) },
    overbookReason: taken === null ? null : overbookReason,
  }))
async function moveFrom(visit: DayAppointment, startsAt: Instant, tell = true) {
  const visits = named(await preview(visit, startsAt))
  return clinic.client.series.move({ ...wanted(visit, startsAt), visits, tell })
}

async function patientsCalendar(): Promise<Instant[]> {
  const calendar = new MailCalendar()
  for (const { state, content } of await mailsIn(clinic)) {
    if (state !== 'undone' && content.calendar) calendar.take(calendarFile(content.calendar, people))
  }
  return calendar.spans(TUESDAY_AT_9, plusMilliseconds(TUESDAY_AT_9, 700 * DAY)).map(({ from }) => from)
}
const mails = async () => (await mailsIn(clinic)).map(({ kind, state }) => `${kind} ${state}`)

test('R6.2, R9.2 this and the following go a day and an hour on, over the change of the clock; one e-mail, and the patient’s calendar follows', async () => {
  const { visits } = await bookSeries(clinic, ana.id)
  clinic.later(HOUR)
  const third = at(visits, 2)

  const { visits: moved, refused, leavesAt } = await moveFrom(third, plusMilliseconds(third.startsAt, DAY + HOUR))

  expect(refused).toEqual([])
  expect(leavesAt).toBe(plusMilliseconds(clinic.clock.now(), 10 * SECOND))
  expect(moved).toHaveLength(8)
  const standing = await seriesNow(third)
  expect(startsOf(standing)).toEqual([...startsOf(visits.slice(0, 2)), ...later(visits.slice(2), DAY + HOUR)])
  expect(standing.slice(2).map(({ startsAt }) => clockTimeOf(startsAt, ZONE))).toEqual(Array(8).fill('10:00'))
  expect(standing.every(({ blockers }) => !blockers.includes('notTold'))).toBe(true)
  expect(await mails()).toEqual(['confirmation waiting', 'change waiting'])
  const mail = (await mailsIn(clinic)).at(-1)
  expect(mail?.content.subject).toContain('8 visits have changed from Wednesday 18 March, 10:00')
  expect(mail?.content.text.replaceAll(/\s+/g, ' ')).toContain('The first was on Tuesday 17 March, 09:00.')
  expect(await patientsCalendar()).toEqual(startsOf(standing))
})

test('R6.2 one of a series that was ticked on the call list keeps the tick within its day, and loses it with its day', async () => {
  const { visits } = await bookSeries(clinic, ana.id, { count: 3 })
  const second = at(visits, 1)
  await clinic.client.calendar.setCalled({ id: second.id, seenVersion: second.version, isCalled: true })
  const ticks = async () => (await seriesNow(second)).map(({ called }) => called !== null)

  await moveFrom(at(visits, 0), plusMilliseconds(TUESDAY_AT_9, HOUR))
  expect(await ticks()).toEqual([false, true, false])
  await moveFrom(at(await seriesNow(second), 0), plusMilliseconds(TUESDAY_AT_9, DAY))
  expect(await ticks()).toEqual([false, false, false])
})

test('R6.2, R6.4 a week on and a week back: they are in the way of each other where they are to be alone', async () => {
  const { visits } = await bookSeries(clinic, ana.id, { count: 4 })
  const shown = await preview(at(visits, 0), plusMilliseconds(TUESDAY_AT_9, WEEK))
  expect(shown.flatMap(({ taken }) => taken ?? [])).toEqual([])

  await moveFrom(at(visits, 0), at(visits, 1).startsAt)
  expect((await seriesNow(at(visits, 0))).map(({ startsAt }) => clockTimeOf(startsAt, ZONE))).toEqual(
    Array(4).fill('09:00'),
  )
  await moveFrom(at(await seriesNow(at(visits, 0)), 0), TUESDAY_AT_9)
  expect(startsOf(await seriesNow(at(visits, 0)))).toEqual(startsOf(visits))

  // The second stays, and is in the way of the first.
  const [first, second] = await preview(at(visits, 0), at(visits, 1).startsAt, [at(visits, 1).id])
  expect(first?.taken).toMatchObject({ patientName: 'Ana Ruiz', startsAt: at(visits, 1).startsAt })
  expect([first?.goesAlong, second?.goesAlong]).toEqual([false, false])
  expect(second?.taken).toBeNull()
})

test('R6.2, R6.4 what is odd is shown before it is saved: a holiday, somebody else, outside hours, the past; each is left out or named', async () => {
  const { visits } = await bookSeries(clinic, ana.id, { count: 4, tell: false })
  await clinic.client.hours.addTimeOff({
    ...{ practitionerId: clinic.people.lee.id, id: TimeOffId.parse(clinic.ids()), leaving: [] },
    details: {
      ...{ fromOn: CalendarDay.parse('2026-03-18'), toOn: CalendarDay.parse('2026-03-18') },
      ...{ from: null, to: null, word: 'Holiday' },
    },
  })
  const ben = await clinic.addPatient('Ben Okoro')
  const taken = plusMilliseconds(at(visits, 3).startsAt, DAY)
  await book(clinic, ben.id, { startsAt: taken, tell: false })
  const to = plusMilliseconds(TUESDAY_AT_9, DAY)

  const shown = await preview(at(visits, 0), to)
  expect(shown.map(({ concerns }) => concerns.map(({ kind }) => kind))).toEqual([[], [], ['timeOff'], []])
  expect(at(shown, 3).taken).toMatchObject({ patientName: 'Ben Okoro', startsAt: taken })
  expect(shown.map(({ goesAlong }) => goesAlong)).toEqual([true, true, false, false])
  const kept = { ...wanted(at(visits, 0), to), leftOut: [at(visits, 0).id], kept: [at(visits, 2).id] }
  expect((await clinic.client.series.previewMove(kept)).map(({ goesAlong }) => goesAlong)).toEqual([
    ...[false, true, true, false],
  ])
  const early = await preview(at(visits, 0), plusMilliseconds(TUESDAY_AT_9, -HOUR))
  expect(early.every(({ concerns }) => concerns[0]?.kind === 'outsideHours')).toBe(true)
  const past = await preview(at(visits, 0), plusMilliseconds(TUESDAY_AT_9, -WEEK))
  expect(at(past, 0).concerns.map(({ kind }) => kind)).toContain('past')

  const move = (chosen: ReturnType<typeof named>) =>
    clinic.client.series.move({ ...wanted(at(visits, 0), to), visits: chosen, tell: false })
  const unnamed = named(shown).map((each) => ({ ...each, despite: [] }))
  await expect(move(unnamed)).rejects.toMatchObject({
    code: 'VISITS_REFUSED',
    data: { visits: [{ concerns: [{ kind: 'timeOff' }] }, { taken: { patientName: 'Ben Okoro' } }] },
  })
  expect(startsOf(await seriesNow(at(visits, 0)))).toEqual(startsOf(visits))

  const withReason = named(shown, 'Both agreed')
  await move(withReason.filter((_, index) => index !== 2))
  const [one, two, three, four] = await seriesNow(at(visits, 0))
  expect([one, two, four].map((each) => each?.startsAt)).toEqual(
    later([at(visits, 0), at(visits, 1), at(visits, 3)], DAY),
  )
  expect(three?.startsAt).toBe(at(visits, 2).startsAt)
  const lines = (await clinic.client.patients.history({ patientId: ana.id })).map(({ facts }) => facts)
  expect(lines).toEqual(
    expect.arrayContaining([
      { action: 'series.moved', visits: 3, from: TUESDAY_AT_9, to },
      expect.objectContaining({ action: 'appointment.moved', to: taken, reason: 'Both agreed' }),
    ]),
  )
})

test('R10.4 it is undone as a whole, no e-mail leaves, and the patient’s calendar is as it was', async () => {
  const { visits } = await bookSeries(clinic, ana.id, { count: 4 })
  clinic.later(HOUR)
  const { visits: moved } = await moveFrom(at(visits, 0), plusMilliseconds(TUESDAY_AT_9, WEEK))

  await clinic.client.series.undo({ seen: seenOf(moved) })
  await clinic.client.series.undo({ seen: seenOf(moved) })

  expect(startsOf(await seriesNow(at(visits, 0)))).toEqual(startsOf(visits))
  expect(await mails()).toEqual(['confirmation waiting', 'change undone'])
  expect(await patientsCalendar()).toEqual(startsOf(visits))
})

test('R6.6, R10.4 before the confirmation has left it is one e-mail as they stand, and undone one as they stood', async () => {
  const { visits } = await bookSeries(clinic, ana.id, { count: 4 })
  const { visits: moved, leavesAt } = await moveFrom(at(visits, 1), plusMilliseconds(at(visits, 1).startsAt, HOUR))
  expect(leavesAt).not.toBeNull()
  expect(await mails()).toEqual(['confirmation undone', 'confirmation waiting'])
  expect(await patientsCalendar()).toEqual(startsOf(await seriesNow(at(visits, 0))))

  await clinic.client.series.undo({ seen: seenOf(moved) })
  expect((await mails()).filter((each) => each.endsWith('waiting'))).toEqual(['confirmation waiting'])
  expect(await patientsCalendar()).toEqual(startsOf(visits))
})

test('R6.6 unticked, the patient is not told; told later, what nobody has moved since is told of', async () => {
  const { visits } = await bookSeries(clinic, ana.id, { count: 3 })
  clinic.later(HOUR)
  const { visits: moved, leavesAt } = await moveFrom(
    at(visits, 1),
    plusMilliseconds(at(visits, 1).startsAt, HOUR),
    false,
  )

  expect(leavesAt).toBeNull()
  expect(moved.map(({ blockers }) => blockers)).toEqual([['notTold'], ['notTold']])
  expect(await mails()).toEqual(['confirmation waiting'])
  const again = await moveFrom(
    at(await seriesNow(at(visits, 0)), 1),
    plusMilliseconds(at(visits, 1).startsAt, 2 * HOUR),
  )
  expect(again.visits).toHaveLength(2)
  expect(await patientsCalendar()).toEqual(startsOf(await seriesNow(at(visits, 0))))
})

test('R6.6 whoever heard of none yet is told of those that were moved, and of those alone, by one confirmation', async () => {
  const { visits } = await bookSeries(clinic, ana.id, { count: 4, tell: false })
  await moveFrom(at(visits, 2), plusMilliseconds(at(visits, 2).startsAt, HOUR))

  const standing = await seriesNow(at(visits, 0))
  expect(standing.map(({ isKnown }) => isKnown)).toEqual([false, false, true, true])
  expect(await mails()).toEqual(['confirmation waiting'])
  expect(await patientsCalendar()).toEqual(startsOf(standing.slice(2)))
})

test('R10.7 what somebody changed meanwhile is shown, and nothing is moved; what has begun is over', async () => {
  const { visits } = await bookSeries(clinic, ana.id, { count: 3, tell: false })
  const to = plusMilliseconds(TUESDAY_AT_9, HOUR)
  const seen = named(await preview(at(visits, 0), to))
  const third = at(visits, 2)
  await clinic.client.calendar.move({
    ...{ id: third.id, seenVersion: third.version, practitionerId: third.practitionerId },
    ...{ startsAt: plusMilliseconds(third.startsAt, HOUR), tell: false, despite: [], overbookReason: null },
  })
  const move = (chosen: typeof seen) =>
    clinic.client.series.move({ ...wanted(at(visits, 0), to), visits: chosen, tell: false })

  await expect(move(seen)).rejects.toMatchObject({
    code: 'CHANGED_MEANWHILE',
    data: { by: 'Maya Iyer', current: { id: third.id } },
  })
  expect(startsOf((await seriesNow(third)).slice(0, 2))).toEqual(startsOf(visits.slice(0, 2)))
  clinic.later(Date.parse(TUESDAY_AT_9) - Date.parse(clinic.clock.now()))
  expect(await outcomeOf(move(seen.slice(0, 2)))).toBe('VISIT_OVER')
  const impossible = { ...wanted(at(visits, 1), to), endsAt: to, visits: seen.slice(1, 2), tell: false }
  expect(await outcomeOf(clinic.client.series.move(impossible))).toBe('LENGTH_IMPOSSIBLE')
})

test('R6.2 with somebody else, and longer: those that were as this one go along in that too', async () => {
  const { visits } = await bookSeries(clinic, ana.id, { count: 3, tell: false })
  const { okafor } = clinic.people
  const to = { startsAt: TUESDAY_AT_9, endsAt: plusMilliseconds(TUESDAY_AT_9, 45 * MINUTE) }
  const there = { id: at(visits, 0).id, practitionerId: okafor.id, ...to }
  const visitsNamed = named(await clinic.client.series.previewMove({ ...there, leftOut: [], kept: [] }))

  await clinic.client.series.move({ ...there, visits: visitsNamed, tell: false })

  const standing = await seriesNow(at(visits, 0))
  expect(standing.map(({ practitionerId }) => practitionerId)).toEqual(Array(3).fill(okafor.id))
  expect(startsOf(standing)).toEqual(startsOf(visits))
  expect(standing.map(({ startsAt, endsAt }) => Date.parse(endsAt) - Date.parse(startsAt))).toEqual(
    Array(3).fill(45 * MINUTE),
  )
})
