import { afterEach, beforeEach, expect, test } from 'vitest'
import { MailCalendar } from '../../../../../tests/support/mailCalendar.ts'
import type { DayAppointment } from '../../../../shared/contract/desk/calendar.ts'
import type { PatientSummary } from '../../../../shared/contract/desk/patients.ts'
import { TimeOffId } from '../../../../shared/domain/ids.ts'
import { CalendarDay, DAY, HOUR, Instant, MINUTE, plusMilliseconds, SECOND } from '../../../../shared/domain/time.ts'
import { clockTimeOf } from '../../../../shared/domain/zone.ts'
import { calendarFile } from '../../../../shared/mail/calendarFile.ts'
import { book, openPairedClinic, outcomeOf, setStatus } from '../../testing/deskActs.ts'
import type { TestClinic } from '../../testing/openClinic.ts'
import { addIntake, mailsIn } from '../../testing/patientActs.ts'
import { bookSeries, cancelFrom, preview, seenOf, seriesOf, TUESDAY_AT_9 } from '../../testing/seriesActs.ts'

const ZONE = 'America/Vancouver'
const people = { organizer: { name: 'Harbour', address: 'desk@clinic.test' }, attendee: 'ana@example.test' }
let clinic: TestClinic
let ana: PatientSummary

beforeEach(async () => {
  clinic = await openPairedClinic()
  ana = await clinic.addPatient('Ana Ruiz', { email: 'ana@example.test' })
})
afterEach(() => clinic.close())

const seriesNow = ({ id }: { readonly id: DayAppointment['id'] }) => clinic.client.series.ofVisit({ id })
const startsOf = (visits: readonly DayAppointment[]) =>
  visits.filter(({ status }) => status !== 'cancelled').map(({ startsAt }) => startsAt)
const undo = (visits: readonly DayAppointment[]) => clinic.client.series.undo({ seen: seenOf(visits) })
const at = <T>(list: readonly T[], index: number): T => {
  const found = list[index]
  if (found === undefined) throw new Error(`Nothing at ${index}`)
  return found
}
const move = (visit: DayAppointment, startsAt: Instant, tell = true) =>
  clinic.client.calendar.move({
    ...{ id: visit.id, seenVersion: visit.version, practitionerId: visit.practitionerId, startsAt },
    ...{ tell, despite: [], overbookReason: null },
  })

/** What stands in the patient's own calendar once every e-mail that was not taken back has come. */
async function patientsCalendar(): Promise<Instant[]> {
  const calendar = new MailCalendar()
  for (const { state, content } of await mailsIn(clinic)) {
    if (state !== 'undone' && content.calendar) calendar.take(calendarFile(content.calendar, people))
  }
  return calendar.spans(TUESDAY_AT_9, plusMilliseconds(TUESDAY_AT_9, 700 * DAY)).map(({ from }) => from)
}
const mails = async () => (await mailsIn(clinic)).map(({ kind, state }) => `${kind} ${state}`)

test('R6.2 a series is shown before it is saved, each visit with what is odd about it and the next free time', async () => {
  await clinic.client.hours.addTimeOff({
    ...{ practitionerId: clinic.people.lee.id, id: TimeOffId.parse(clinic.ids()), leaving: [] },
    details: {
      ...{ fromOn: CalendarDay.parse('2026-03-17'), toOn: CalendarDay.parse('2026-03-17') },
      ...{ from: null, to: null, word: 'Holiday' },
    },
  })
  const ben = await clinic.addPatient('Ben Okoro')
  await book(clinic, ben.id, { startsAt: Instant.parse('2026-03-24T16:00:00.000Z'), tell: false })

  const { occurrences, isCut } = await preview(clinic, 10)

  expect(isCut).toBe(false)
  expect(occurrences.map(({ originallyAt }) => clockTimeOf(originallyAt, ZONE))).toEqual(Array(10).fill('09:00'))
  expect(occurrences.slice(0, 2).map(({ originallyAt }) => originallyAt)).toEqual([
    TUESDAY_AT_9,
    '2026-03-10T16:00:00.000Z',
  ])
  expect(at(occurrences, 2)).toMatchObject({ concerns: [{ kind: 'timeOff', word: 'Holiday' }], taken: null })
  expect(at(occurrences, 2).nextFreeAt).toBe('2026-03-18T16:00:00.000Z')
  expect(at(occurrences, 3)).toMatchObject({ concerns: [], taken: { patientName: 'Ben Okoro' } })
  expect(at(occurrences, 3).nextFreeAt).toBe('2026-03-24T16:30:00.000Z')
  expect(occurrences.filter(({ nextFreeAt }) => nextFreeAt !== null)).toHaveLength(2)
  expect(occurrences.some(({ isOnSale }) => isOnSale)).toBe(false)
})

test('R6.2 the next free time of one is none that another visit of the series wants', async () => {
  const ben = await clinic.addPatient('Ben Okoro')
  const [monday, tuesday] = [plusMilliseconds(TUESDAY_AT_9, -DAY), TUESDAY_AT_9]
  await clinic.client.hours.addTimeOff({
    ...{ practitionerId: clinic.people.lee.id, id: TimeOffId.parse(clinic.ids()), leaving: [] },
    details: {
      ...{ fromOn: CalendarDay.parse('2026-03-02'), toOn: CalendarDay.parse('2026-03-02') },
      ...{ from: null, to: null, word: '' },
    },
  })
  await book(clinic, ben.id, { startsAt: plusMilliseconds(tuesday, 30 * MINUTE), tell: false })
  const { people: staff, services } = clinic

  const { occurrences } = await clinic.client.series.preview({
    ...{ practitionerId: staff.lee.id, serviceId: services.consultation.id, startsAt: monday },
    recurrence: { every: 'day', interval: 1, ends: { kind: 'count', count: 2 } },
  })

  // Tuesday at nine is the second visit's, and at half past nine Ben's.
  expect(at(occurrences, 0).nextFreeAt).toBe(plusMilliseconds(tuesday, HOUR))
})

test('R6.2, R9.1 all visits are booked at once, each the which of how many, with one e-mail that puts them into a calendar', async () => {
  const { visits, refused, undoUntil } = await bookSeries(clinic, ana.id)

  expect(refused).toEqual([])
  expect(undoUntil).toBe(plusMilliseconds(clinic.clock.now(), 10 * SECOND))
  expect(visits.map(({ series }) => [series?.number, series?.of])).toEqual(visits.map((_, index) => [index + 1, 10]))
  expect(visits.every(({ isKnown, version, status }) => isKnown && version === 1 && status === 'booked')).toBe(true)
  expect(await mails()).toEqual(['confirmation waiting'])
  expect(await patientsCalendar()).toEqual(startsOf(visits))
  const [mail] = await mailsIn(clinic)
  expect(mail?.content.subject).toContain('Your 10 visits from Tuesday 3 March, 09:00')
  expect(mail?.content.text).toContain('Tuesday 5 May, 09:00 to 09:30')
})

test('R6.2 the same again changes nothing; a visit that is none of the series, or twice, is refused', async () => {
  const wanted = await seriesOf(clinic, ana.id, { count: 2 })
  const once = await clinic.client.series.book(wanted)
  expect(await clinic.client.series.book(wanted)).toEqual(once)
  expect(await mails()).toHaveLength(1)

  const elsewhere = await seriesOf(clinic, ana.id, {
    visits: ([first]) => (first ? [{ ...first, originallyAt: plusMilliseconds(first.originallyAt, HOUR) }] : []),
  })
  expect(await outcomeOf(clinic.client.series.book(elsewhere))).toBe('NOT_FOUND')
  const twice = await seriesOf(clinic, ana.id, {
    visits: ([first, second]) =>
      first && second
        ? [first, { ...second, originallyAt: first.originallyAt, startsAt: plusMilliseconds(first.startsAt, HOUR) }]
        : [],
  })
  expect(await outcomeOf(clinic.client.series.book(twice))).toBe('NOT_FOUND')
})

test('R6.2, R6.4 nothing is booked where one visit is odd in a way that nobody named; all that are odd are said', async () => {
  const ben = await clinic.addPatient('Ben Okoro')
  const taken = Instant.parse('2026-03-24T16:00:00.000Z')
  const wanted = await seriesOf(clinic, ana.id)
  await book(clinic, ben.id, { startsAt: taken, tell: false })

  await expect(clinic.client.series.book(wanted)).rejects.toMatchObject({
    code: 'VISITS_REFUSED',
    data: { visits: [{ originallyAt: taken, concerns: [], taken: { patientName: 'Ben Okoro' } }] },
  })
  expect((await clinic.client.calendar.day({ on: CalendarDay.parse('2026-03-03') })).appointments).toEqual([])

  const overbooked = {
    ...wanted,
    visits: wanted.visits.map((each) => ({
      ...each,
      overbookReason: each.startsAt === taken ? 'Both agreed' : null,
    })),
  }
  expect((await clinic.client.series.book(overbooked)).visits).toHaveLength(10)
})

test('R6.2, R6.4 two visits of one series cannot be at one time by accident, and what is outside hours is named', async () => {
  const at8 = plusMilliseconds(TUESDAY_AT_9, -HOUR)
  const together = await seriesOf(clinic, ana.id, {
    count: 2,
    visits: ([first, second]) => (first && second ? [first, { ...second, startsAt: first.startsAt }] : []),
  })
  await expect(clinic.client.series.book(together)).rejects.toMatchObject({
    code: 'VISITS_REFUSED',
    data: { visits: [{ originallyAt: '2026-03-10T16:00:00.000Z', taken: { patientName: 'Ana Ruiz' } }] },
  })

  const early = await seriesOf(clinic, ana.id, {
    count: 1,
    visits: ([first]) => (first ? [{ ...first, startsAt: at8 }] : []),
  })
  await expect(clinic.client.series.book(early)).rejects.toMatchObject({
    data: { visits: [{ concerns: [{ kind: 'outsideHours' }], taken: null }] },
  })
  const onPurpose = { ...early, visits: early.visits.map((each) => ({ ...each, despite: ['outsideHours' as const] })) }
  expect(startsOf((await clinic.client.series.book(onPurpose)).visits)).toEqual([at8])
})

test('R6.2 no visit of a series is booked into the past', async () => {
  const wanted = await seriesOf(clinic, ana.id)
  clinic.later(Date.parse(TUESDAY_AT_9) - Date.parse(clinic.clock.now()))

  expect(await outcomeOf(clinic.client.series.book(wanted))).toBe('INTO_THE_PAST')
})

test('R6.2, R9.1 who cannot be told is booked when nobody asks for it; with an e-mail missing nothing is', async () => {
  const ben = await clinic.addPatient('Ben Okoro')

  expect(await outcomeOf(bookSeries(clinic, ben.id))).toBe('EMAIL_MISSING')
  const { visits } = await bookSeries(clinic, ben.id, { tell: false })
  expect(visits).toHaveLength(10)
  expect(visits.every(({ isKnown }) => !isKnown)).toBe(true)
  expect(await mails()).toEqual([])
})

test('R6.2, R9.2 one is moved, this and the following are cancelled: the patient’s calendar follows the desk’s', async () => {
  const { visits } = await bookSeries(clinic, ana.id)
  clinic.later(HOUR)
  const [second, sixth] = [at(visits, 1), at(visits, 5)]
  await move(second, plusMilliseconds(second.startsAt, DAY))
  clinic.later(HOUR)

  const { visits: off, leavesAt } = await cancelFrom(clinic, sixth)

  expect(off.map(({ id }) => id)).toEqual(visits.slice(5).map(({ id }) => id))
  expect(leavesAt).toBe(plusMilliseconds(clinic.clock.now(), 10 * SECOND))
  const standing = startsOf(await seriesNow(second))
  expect(standing).toHaveLength(5)
  expect(standing[1]).toBe(plusMilliseconds(second.startsAt, DAY))
  expect(await patientsCalendar()).toEqual(standing)
  expect(await mails()).toEqual(['confirmation waiting', 'change waiting', 'cancellation waiting'])
  expect((await mailsIn(clinic)).at(-1)?.content.subject).toContain('5 visits are cancelled from Tuesday 7 April')
})

test('R6.2 those that follow go by the rule, however they were moved; what is over or off stays as it is', async () => {
  const { visits } = await bookSeries(clinic, ana.id, { count: 5, tell: false })
  const [first, second, third, fourth] = [at(visits, 0), at(visits, 1), at(visits, 2), at(visits, 3)]
  // The first is now after the third, and the fourth is before it.
  await move(first, plusMilliseconds(third.startsAt, HOUR), false)
  await move(fourth, plusMilliseconds(second.startsAt, HOUR), false)

  const { visits: off } = await cancelFrom(clinic, third)
  expect(off.map(({ id }) => id).toSorted()).toEqual(
    visits
      .slice(2)
      .map(({ id }) => id)
      .toSorted(),
  )

  clinic.later(Date.parse(second.startsAt) - Date.parse(clinic.clock.now()))
  expect((await cancelFrom(clinic, second, 'toCome')).visits.map(({ id }) => id)).toEqual([first.id])
  expect((await cancelFrom(clinic, second, 'toCome')).visits).toEqual([])
})

test('R10.7 what somebody changed meanwhile is shown, and nothing is cancelled', async () => {
  const { visits } = await bookSeries(clinic, ana.id, { count: 3, tell: false })
  const seen = seenOf(visits)
  const third = at(visits, 2)
  await move(third, plusMilliseconds(third.startsAt, HOUR), false)

  const cancelling = (those: typeof seen) =>
    clinic.client.series.cancel({ id: at(visits, 0).id, scope: 'toCome', seen: those, tell: true, reason: null })
  await expect(cancelling(seen)).rejects.toMatchObject({
    code: 'CHANGED_MEANWHILE',
    data: { by: 'Maya Iyer', current: { id: third.id, startsAt: plusMilliseconds(third.startsAt, HOUR) } },
  })
  expect(await outcomeOf(cancelling(seenOf(await seriesNow(third)).slice(0, 2)))).toBe('CHANGED_MEANWHILE')
  expect(startsOf(await seriesNow(third))).toHaveLength(3)
})

test('R10.4 booking a series is undone as a whole: no visit, no e-mail, and undoing twice is undoing once', async () => {
  const { visits } = await bookSeries(clinic, ana.id)

  await undo(visits)
  await undo(visits)

  expect(await mails()).toEqual(['confirmation undone'])
  expect(await outcomeOf(seriesNow(at(visits, 0)))).toBe('NOT_FOUND')
  expect(await clinic.client.calendar.ofPatient({ patientId: ana.id })).toEqual([])
})

test('R10.4 cancelling is undone as a whole; one alone comes back, and the others are told of again', async () => {
  const { visits } = await bookSeries(clinic, ana.id, { count: 4 })
  clinic.later(HOUR)
  const { visits: off } = await cancelFrom(clinic, at(visits, 1))
  await undo(off)
  expect(startsOf(await seriesNow(at(visits, 0)))).toEqual(startsOf(visits))
  expect(await mails()).toEqual(['confirmation waiting', 'cancellation undone'])

  const { visits: again } = await cancelFrom(clinic, at(visits, 1))
  await clinic.client.calendar.undo({ id: at(again, 0).id, seenVersion: at(again, 0).version })

  expect(await mails()).toEqual([
    ...['confirmation waiting', 'cancellation undone', 'cancellation undone', 'cancellation waiting'],
  ])
  expect(await patientsCalendar()).toEqual(startsOf(visits).slice(0, 2))
})

test('R10.4 what may have left is not undone', async () => {
  const { visits } = await bookSeries(clinic, ana.id, { count: 3 })
  clinic.later(11 * SECOND)

  expect(await outcomeOf(undo(visits))).toBe('TOO_LATE')
  expect(startsOf(await seriesNow(at(visits, 0)))).toHaveLength(3)
})

test('R6.6 what changes before the confirmation has left is in it: one e-mail, as it stands', async () => {
  const { visits } = await bookSeries(clinic, ana.id, { count: 4 })
  const second = at(visits, 1)
  const moved = await move(second, plusMilliseconds(second.startsAt, HOUR))
  await cancelFrom(clinic, at(visits, 3))

  expect(await mails()).toEqual(['confirmation undone', 'confirmation undone', 'confirmation waiting'])
  expect(await patientsCalendar()).toEqual(startsOf(await seriesNow(second)))
  expect(moved.leavesAt).not.toBeNull()

  await move({ ...second, version: moved.version }, second.startsAt, false)
  expect(await patientsCalendar()).toEqual([at(visits, 0), at(visits, 2)].map(({ startsAt }) => startsAt))
})

test('R6.6, R10.4 a move that is undone before the confirmation has left is not in it', async () => {
  const { visits } = await bookSeries(clinic, ana.id, { count: 3 })
  const second = at(visits, 1)
  const moved = await move(second, plusMilliseconds(second.startsAt, HOUR))
  await clinic.client.calendar.undo({ id: moved.id, seenVersion: moved.version })

  expect(await patientsCalendar()).toEqual(startsOf(visits))
})

test('R6.6 one visit is cancelled, and brought back: each time its own e-mail about its own place', async () => {
  const { visits } = await bookSeries(clinic, ana.id, { count: 3 })
  clinic.later(HOUR)
  await setStatus(clinic, at(visits, 1).id, 'cancelled', { tell: true })
  clinic.later(HOUR)
  expect(await patientsCalendar()).toEqual([at(visits, 0), at(visits, 2)].map(({ startsAt }) => startsAt))

  await setStatus(clinic, at(visits, 1).id, 'booked', { tell: true })
  expect(await patientsCalendar()).toEqual(startsOf(visits))
})

test('R6.6 unticked, the patient is not told of what is off', async () => {
  const { visits } = await bookSeries(clinic, ana.id, { count: 3 })
  clinic.later(HOUR)
  const { visits: off, leavesAt } = await cancelFrom(clinic, at(visits, 1), 'following', false)

  expect(leavesAt).toBeNull()
  expect(off.map(({ blockers }) => blockers)).toEqual([['notTold'], ['notTold']])
})

test('R9.3 a series confirmation that was taken back is sent again of what still is', async () => {
  const { visits } = await bookSeries(clinic, ana.id, { count: 3 })
  const [mail] = await mailsIn(clinic)
  if (!mail) throw new Error('No e-mail')
  await clinic.client.outbox.undo({ mailId: mail.id })
  expect((await seriesNow(at(visits, 0))).every(({ isKnown }) => !isKnown)).toBe(true)
  await setStatus(clinic, at(visits, 0).id, 'cancelled')

  await clinic.client.outbox.sendAgain({ mailId: mail.id, emailForChart: null })

  expect(await patientsCalendar()).toEqual(startsOf(visits).slice(1))
})

test('R2.2, R6.2 forms go with the first visit of a series, in its confirmation', async () => {
  const form = await addIntake(clinic)
  const { visits } = await clinic.client.series.book({
    ...(await seriesOf(clinic, ana.id, { count: 3 })),
    formIds: [form],
  })

  const assigned = await clinic.context.db.selectFrom('assignment').select(['appointment_id', 'due_at']).execute()
  expect(assigned).toEqual([{ appointment_id: at(visits, 0).id, due_at: at(visits, 0).startsAt }])
  expect((await mailsIn(clinic))[0]?.content.text).toContain('One form to fill in before you come')
})

test('R8.6 the history has the series once, with how many', async () => {
  const { visits } = await bookSeries(clinic, ana.id, { count: 3, tell: false })
  await cancelFrom(clinic, at(visits, 1))

  const lines = await clinic.client.patients.history({ patientId: ana.id })
  expect(lines.map(({ facts }) => facts)).toEqual(
    expect.arrayContaining([
      { action: 'series.booked', visits: 3 },
      { action: 'series.cancelled', visits: 2 },
    ]),
  )
  expect(lines.filter(({ facts }) => facts.action === 'appointment.booked')).toEqual([])
})
