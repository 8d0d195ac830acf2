import { beforeEach, expect, test } from 'vitest'
import { MailCalendar } from '../../../../../tests/support/mailCalendar.ts'
import type { DayAppointment } from '../../../../shared/contract/desk/calendar.ts'
import type { OutboxItem } from '../../../../shared/contract/outbox.ts'
import { DAY, HOUR, plusMilliseconds, type Instant } from '../../../../shared/domain/time.ts'
import { calendarFile } from '../../../../shared/mail/calendarFile.ts'
import { listeningTo } from '../../testing/listening.ts'
import type { MemoryEndpoint } from '../../testing/memoryEndpoint.ts'
import { openSale } from '../../testing/onlineActs.ts'
import type { TestClinic } from '../../testing/openClinic.ts'
import { openSynchronising } from '../../testing/openWithEndpoint.ts'
import { mailsIn } from '../../testing/patientActs.ts'
import { bookSeries, TUESDAY_AT_9 } from '../../testing/seriesActs.ts'
import { moveSeries } from './moveSeries.ts'

const WEEK = 7 * DAY
let clinic: TestClinic
let endpoint: MemoryEndpoint
let anaId: Awaited<ReturnType<TestClinic['addPatient']>>['id']
let first: DayAppointment
let booked: Instant[]

/** Three visits of Ana's, on sale online with Dr Lee. */
beforeEach(async () => {
  ;({ clinic, endpoint } = await openSynchronising())
  anaId = (await clinic.addPatient('Ana Ruiz', { email: 'ana@example.test' })).id
  await openSale(clinic)
  await clinic.core.sync.now()
  const { visits } = await bookSeries(clinic, anaId, { count: 3 })
  const [one] = visits
  if (!one) throw new Error('No visit')
  first = one
  booked = visits.map(({ startsAt }) => startsAt)
  clinic.later(HOUR)
  await clinic.core.sync.now()
  return () => clinic.close()
})

async function wantedBy(milliseconds: number) {
  const [now] = await clinic.client.series.ofVisit({ id: first.id })
  const startsAt = plusMilliseconds(now?.startsAt ?? first.startsAt, milliseconds)
  const wanted = { id: first.id, practitionerId: first.practitionerId, startsAt, endsAt: null }
  const shown = await clinic.client.series.previewMove({ ...wanted, leftOut: [], kept: [] })
  const visits = shown.map(({ id, version }) => ({ id, seenVersion: version, despite: [], overbookReason: null }))
  return { ...wanted, visits, tell: true }
}
const startsNow = async () => (await clinic.client.series.ofVisit({ id: first.id })).map(({ startsAt }) => startsAt)
const claims = () => endpoint.taken.flatMap(({ body }) => (body.kind === 'claim.put' ? [body.startsAt] : []))
const by = (times: readonly Instant[], milliseconds: number) => times.map((at) => plusMilliseconds(at, milliseconds))
async function patientsCalendar(): Promise<Instant[]> {
  const calendar = new MailCalendar()
  const people = { organizer: { name: 'Harbour', address: 'desk@clinic.test' }, attendee: 'ana@example.test' }
  for (const { state, content } of await mailsIn(clinic)) {
    if (state !== 'undone' && content.calendar) calendar.take(calendarFile(content.calendar, people))
  }
  return calendar.spans(TUESDAY_AT_9, plusMilliseconds(TUESDAY_AT_9, 100 * DAY)).map(({ from }) => from)
}

test('R6.4 each claims its new time once the one that goes before it has given it back: later from the last, earlier from the first', async () => {
  const before = claims().length
  await clinic.client.series.move(await wantedBy(WEEK))
  await clinic.core.sync.now()
  const moved = await startsNow()
  expect(moved[0]).toBe(plusMilliseconds(TUESDAY_AT_9, WEEK))
  expect(claims().slice(before)).toEqual(moved.toReversed())

  await clinic.client.series.move(await wantedBy(-WEEK))
  await clinic.core.sync.now()
  expect(claims().slice(before + 3)).toEqual(booked)
  expect(await patientsCalendar()).toEqual(booked)
})

test('R6.4 somebody online was faster for one of them: it stands as it stood, is named, and the others are elsewhere', async () => {
  const wanted = await wantedBy(HOUR)
  const [one, two, three] = by(booked, HOUR)
  endpoint.script.refuse = ({ body }: OutboxItem) =>
    body.kind === 'claim.put' && body.startsAt === two ? 'timeTaken' : null

  const { visits, refused } = await clinic.client.series.move(wanted)

  expect(refused).toEqual([two])
  expect(visits.map(({ startsAt }) => startsAt).toSorted()).toEqual([one, three])
  expect(await startsNow()).toEqual([one, booked[1], three])
  expect(await patientsCalendar()).toEqual(await startsNow())
})

test('R10.6 every window hears of it, and the endpoint at once', async () => {
  const { acting, heard, woken } = listeningTo(clinic.acting)

  await moveSeries(acting, await wantedBy(HOUR))

  expect(heard).toEqual(expect.arrayContaining(['appointments', 'outbox', 'invitations', 'forms']))
  expect(woken()).toBeGreaterThan(0)
})

test('R6.2, R6.6 where they stand already nothing is moved, nobody is told, and nothing is in the history', async () => {
  const history = async () => (await clinic.client.patients.history({ patientId: anaId })).length
  const [lines, letters] = [await history(), (await mailsIn(clinic)).length]

  expect(await clinic.client.series.move(await wantedBy(0))).toMatchObject({ visits: [], refused: [], leavesAt: null })

  expect([await history(), (await mailsIn(clinic)).length]).toEqual([lines, letters])
})

test('R6.6, R8.6 that the patient is told of it is in the history', async () => {
  await clinic.client.series.move(await wantedBy(HOUR))

  const lines = (await clinic.client.patients.history({ patientId: anaId })).map(({ facts }) => facts)
  expect(lines).toEqual(
    expect.arrayContaining([
      { action: 'appointment.told', how: 'email' },
      expect.objectContaining({ action: 'series.moved', visits: 3 }),
    ]),
  )
})
