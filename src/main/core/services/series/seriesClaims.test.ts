import { beforeEach, expect, test } from 'vitest'
import { MailCalendar } from '../../../../../tests/support/mailCalendar.ts'
import type { OutboxItem } from '../../../../shared/contract/outbox.ts'
import { HOUR, MINUTE, plusMilliseconds, type Instant } from '../../../../shared/domain/time.ts'
import { calendarFile } from '../../../../shared/mail/calendarFile.ts'
import { outcomeOf } from '../../testing/deskActs.ts'
import type { MemoryEndpoint } from '../../testing/memoryEndpoint.ts'
import { openSale } from '../../testing/onlineActs.ts'
import type { TestClinic } from '../../testing/openClinic.ts'
import { openSynchronising } from '../../testing/openWithEndpoint.ts'
import { addIntake, mailsIn } from '../../testing/patientActs.ts'
import { bookSeries, cancelFrom, preview, seenOf, seriesOf, TUESDAY_AT_9 } from '../../testing/seriesActs.ts'

let clinic: TestClinic
let endpoint: MemoryEndpoint
let anaId: Awaited<ReturnType<TestClinic['addPatient']>>['id']

/** A desk that sells Dr Lee's times online. */
beforeEach(async () => {
  ;({ clinic, endpoint } = await openSynchronising())
  anaId = (await clinic.addPatient('Ana Ruiz', { email: 'ana@example.test' })).id
  await openSale(clinic)
  await clinic.core.sync.now()
  return () => clinic.close()
})

const claimed = () => endpoint.taken.flatMap(({ body }) => (body.kind === 'claim.put' ? [body.startsAt] : []))
const released = () => endpoint.taken.flatMap(({ body }) => (body.kind === 'claim.end' ? [body.id] : []))
const refuse = (times: readonly Instant[]) => {
  endpoint.script.refuse = ({ body }: OutboxItem) =>
    body.kind === 'claim.put' && times.includes(body.startsAt) ? 'timeTaken' : null
}
async function patientsCalendar(): Promise<Instant[]> {
  const calendar = new MailCalendar()
  const people = { organizer: { name: 'Harbour', address: 'desk@clinic.test' }, attendee: 'ana@example.test' }
  for (const { state, content } of await mailsIn(clinic)) {
    if (state !== 'undone' && content.calendar) calendar.take(calendarFile(content.calendar, people))
  }
  return calendar.spans(TUESDAY_AT_9, plusMilliseconds(TUESDAY_AT_9, 9000 * HOUR)).map(({ from }) => from)
}

test('R6.4 every visit of a series inside what is on sale is asked for at once, and had', async () => {
  const { occurrences } = await preview(clinic, 3)
  const { visits, refused } = await bookSeries(clinic, anaId, { count: 3 })

  expect(occurrences.map(({ isOnSale }) => isOnSale)).toEqual([true, true, true])
  expect(refused).toEqual([])
  expect(visits.map(({ claim }) => claim)).toEqual([null, null, null])
  expect(claimed()).toEqual(visits.map(({ startsAt }) => startsAt))
})

test('R6.4 somebody was faster for one of them: it is named, the others stand, and the e-mail has those alone', async () => {
  const form = await addIntake(clinic)
  const wanted = await seriesOf(clinic, anaId, { count: 3 })
  refuse([TUESDAY_AT_9])

  const { visits, refused } = await clinic.client.series.book({ ...wanted, formIds: [form] })

  expect(refused).toEqual([TUESDAY_AT_9])
  expect(visits.map(({ series }) => series)).toMatchObject([
    { number: 1, of: 2 },
    { number: 2, of: 2 },
  ])
  expect(await patientsCalendar()).toEqual(visits.map(({ startsAt }) => startsAt))
  const [assigned] = await clinic.context.db.selectFrom('assignment').select(['appointment_id', 'due_at']).execute()
  expect(assigned).toEqual({ appointment_id: visits[0]?.id, due_at: visits[0]?.startsAt })
  expect((await mailsIn(clinic)).at(-1)?.content.text).toContain('One form to fill in')
})

test('R6.4 somebody was faster for all of them: nothing is left, and it can be tried again', async () => {
  const wanted = await seriesOf(clinic, anaId, { count: 2 })
  refuse(wanted.visits.map(({ startsAt }) => startsAt))

  const { visits, refused } = await clinic.client.series.book(wanted)
  expect([visits, refused]).toEqual([[], wanted.visits.map(({ startsAt }) => startsAt)])
  expect(await patientsCalendar()).toEqual([])

  refuse([])
  expect((await clinic.client.series.book(wanted)).visits).toHaveLength(2)
})

test('R6.4 without an answer they are unconfirmed, and the e-mail waits until all are answered for', async () => {
  endpoint.script.refuse = ({ body }: OutboxItem) => (body.kind === 'claim.put' ? 'undecided' : null)
  const { visits } = await bookSeries(clinic, anaId, { count: 2 })
  expect(visits.map(({ claim }) => claim)).toEqual(['unconfirmed', 'unconfirmed'])
  clinic.later(HOUR)
  await clinic.core.sync.now()
  const confirmations = async () => (await mailsIn(clinic)).filter(({ kind }) => kind === 'confirmation')
  expect((await confirmations()).map(({ state }) => state)).toEqual(['waiting'])

  endpoint.script.refuse = () => null
  clinic.later(HOUR)
  await clinic.core.sync.now()
  clinic.later(MINUTE)
  await clinic.core.sync.now()

  expect((await confirmations()).map(({ state }) => state)).toEqual(['leaving'])
})

test('R6.4 what is cancelled before it was answered for is in no e-mail, though the countdown is over', async () => {
  endpoint.script.refuse = ({ body }: OutboxItem) => (body.kind === 'claim.put' ? 'undecided' : null)
  const { visits } = await bookSeries(clinic, anaId, { count: 3 })
  clinic.later(HOUR)
  const [, second] = visits
  if (!second) throw new Error('No visit')
  await cancelFrom(clinic, second)

  expect((await mailsIn(clinic)).map(({ kind, state }) => `${kind} ${state}`)).toEqual([
    'confirmation undone',
    'confirmation waiting',
  ])
  expect(await patientsCalendar()).toEqual([TUESDAY_AT_9])
})

test('R6.4 what is cancelled is given back; brought back, it may be somebody else’s by now', async () => {
  const { visits } = await bookSeries(clinic, anaId, { count: 3 })
  clinic.later(HOUR)
  const [, second] = visits
  if (!second) throw new Error('No visit')
  const { visits: off } = await cancelFrom(clinic, second)
  await clinic.core.sync.now()
  expect(released()).toEqual(off.map(({ id }) => id))

  refuse(off.map(({ startsAt }) => startsAt))
  expect(await outcomeOf(clinic.client.series.undo({ seen: seenOf(off) }))).toBe('TIME_TAKEN')
  const now = await clinic.client.series.ofVisit({ id: second.id })
  expect(now.map(({ status }) => status)).toEqual(['booked', 'cancelled', 'cancelled'])
})
