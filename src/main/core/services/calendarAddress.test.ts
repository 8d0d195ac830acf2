import { afterEach, beforeEach, expect, test } from 'vitest'
import { DAY, Instant, MINUTE, plusMilliseconds, SECOND } from '../../../shared/domain/time.ts'
import { hashToken } from '../../../shared/envelope/secrets.ts'
import type { Station } from '../context.ts'
import { book, HALF_PAST, outcomeOf, setStatus, TEN } from '../testing/deskActs.ts'
import { openClinic } from '../testing/openClinic.ts'
import { openWithEndpoint, type PairedStory } from '../testing/openWithEndpoint.ts'
import { outboxIn } from '../testing/patientActs.ts'
import { setActive } from '../testing/staffActs.ts'
import { addAppointment } from '../testing/visitRows.ts'
import { publishEverything } from '../wire/publishEverything.ts'

let story: PairedStory
let room: Station

beforeEach(async () => {
  story = await openWithEndpoint()
  room = story.clinic.core.openStation('Room 2')
  story.clinic.signInAs(story.clinic.people.lee, room)
})
afterEach(() => story[Symbol.asyncDispose]())

const lee = () => story.clinic.clientAt(room).account
const rounds = async () => {
  await story.round()
  // What changed is left for the endpoint with a pause, for what else changes at once.
  story.clinic.later(6 * SECOND)
  await story.round()
}
const puts = () => story.endpoint.takenOf('feed.put')
const times = () =>
  puts()
    .at(-1)
    ?.busy.map(({ startsAt, endsAt }) => [startsAt, endsAt])
const tokenIn = (address: string | null) =>
  /^https:\/\/portal\.example\/feed\/[0-9a-f-]{36}\/([\w-]{43})\.ics$/.exec(address ?? '')?.[1] ?? ''
const madeFor = async () => {
  const { address } = await lee().makeCalendarAddress({ seenSince: null })
  await rounds()
  return tokenIn(address)
}

test('R11.1 a calendar address is off until one asks for it; it is published in the next round, its token as a hash', async () => {
  expect(await lee().calendarAddress()).toEqual({ address: null, since: null, isPublished: false })
  const now = story.clinic.clock.now()

  const made = await lee().makeCalendarAddress({ seenSince: null })

  expect(made).toMatchObject({ since: now, isPublished: false })
  expect(tokenIn(made.address)).not.toBe('')
  await story.round()
  expect(await lee().calendarAddress()).toEqual({ ...made, isPublished: true })
  const practitionerId = story.clinic.people.lee.id
  const tokenHash = hashToken(tokenIn(made.address))
  expect(puts()).toEqual([{ kind: 'feed.put', practitionerId, tokenHash, busy: [] }])
  expect(JSON.stringify(await outboxIn(story.clinic))).not.toContain(tokenIn(made.address))
})

test('R11.1 visits stand in it by their times alone: no id, no name, no service; cancelled ones and another’s do not', async () => {
  const { clinic } = story
  const ana = await clinic.addPatient('Ana Ruiz')
  const visit = await book(clinic, ana.id, { tell: false })
  const off = await book(clinic, ana.id, { tell: false, startsAt: plusMilliseconds(HALF_PAST, 30 * MINUTE) })
  await setStatus(clinic, off.id, 'cancelled')
  await book(clinic, ana.id, { tell: false, practitionerId: clinic.people.okafor.id })

  await madeFor()

  expect(times()).toEqual([[TEN, HALF_PAST]])
  const text = JSON.stringify(puts())
  for (const told of [visit.id, ana.id, visit.serviceId, 'Ana', 'Ruiz', visit.serviceName]) {
    expect(text).not.toContain(told)
  }
})

test('R11.1 it reaches from 7 days ago to 60 days ahead, and is published by day though nothing changes', async () => {
  const { clinic } = story
  const ana = await clinic.addPatient('Ana Ruiz')
  const at = (days: number) => plusMilliseconds(clinic.clock.now(), days * DAY)
  for (const days of [-8, -6, 59, 61]) await addAppointment(clinic, ana.id, at(days))
  const [, recent, far, farther] = [-8, -6, 59, 61].map(at)

  await madeFor()
  expect(times()?.map(([from]) => from)).toEqual([recent, far])
  await rounds()
  expect(puts()).toHaveLength(1)

  clinic.later(2 * DAY)
  await story.round()
  expect(times()?.map(([from]) => from)).toEqual([far, farther])
  await rounds()
  expect(puts()).toHaveLength(2)
})

test('R11.1 what changes a visit changes it: booking, moving, to somebody else, cancelling, and each of them undone', async () => {
  const { clinic } = story
  const { calendar } = clinic.client
  const ana = await clinic.addPatient('Ana Ruiz')
  await madeFor()

  const booked = await book(clinic, ana.id, { tell: false })
  await rounds()
  expect(times()).toEqual([[TEN, HALF_PAST]])
  const key = puts().at(-1)?.busy[0]?.key

  const where = { despite: [], overbookReason: null, id: booked.id }
  const moved = await calendar.move({
    tell: false,
    ...{ ...where, seenVersion: booked.version },
    ...{ startsAt: HALF_PAST, practitionerId: clinic.people.lee.id },
  })
  await rounds()
  expect(puts().at(-1)?.busy).toMatchObject([{ key, startsAt: HALF_PAST }])

  const given = await calendar.move({
    tell: false,
    ...{ ...where, seenVersion: moved.version },
    ...{ startsAt: HALF_PAST, practitionerId: clinic.people.okafor.id },
  })
  await rounds()
  expect(times()).toEqual([])
  await calendar.undo({ id: booked.id, seenVersion: given.version })
  await rounds()
  expect(puts().at(-1)?.busy).toMatchObject([{ key, startsAt: HALF_PAST }])

  const arrived = await setStatus(clinic, booked.id, 'arrived')
  const count = puts().length
  await rounds()
  expect(puts()).toHaveLength(count)
  const cancelled = await calendar.setStatus({
    id: booked.id,
    seenVersion: arrived.version,
    status: 'cancelled',
    tell: false,
    reason: null,
  })
  await rounds()
  expect(times()).toEqual([])
  await calendar.undo({ id: booked.id, seenVersion: cancelled.version })
  await rounds()
  expect(times()).toHaveLength(1)

  const second = await book(clinic, ana.id, { tell: false, startsAt: plusMilliseconds(TEN, 180 * MINUTE) })
  await rounds()
  expect(times()).toHaveLength(2)
  await calendar.undo({ id: second.id, seenVersion: second.version })
  await rounds()
  expect(times()).toHaveLength(1)
})

test('R11.1 several changes in a row are published once, and what changed without a line leaves when it is back', async () => {
  const { clinic } = story
  const ana = await clinic.addPatient('Ana Ruiz')
  await madeFor()
  const before = puts().length

  for (const at of [TEN, HALF_PAST, plusMilliseconds(HALF_PAST, 30 * MINUTE)]) {
    await book(clinic, ana.id, { tell: false, startsAt: at })
    await story.round()
  }
  expect(puts()).toHaveLength(before)
  await rounds()

  expect(puts()).toHaveLength(before + 1)
  expect(times()).toHaveLength(3)
})

test('R11.1 a changed address takes the place of the one before, under other keys; one that is turned off ends', async () => {
  const { clinic } = story
  await book(clinic, (await clinic.addPatient('Ana Ruiz')).id, { tell: false })
  const first = await madeFor()
  const { since } = await lee().calendarAddress()
  clinic.later(MINUTE)

  const changed = await lee().makeCalendarAddress({ seenSince: since })
  await story.round()
  const [before, after] = puts()
  expect(tokenIn(changed.address)).not.toBe(first)
  expect(after?.tokenHash).toBe(hashToken(tokenIn(changed.address)))
  expect(after?.busy.map(({ startsAt }) => startsAt)).toEqual([TEN])
  expect(after?.busy[0]?.key).not.toBe(before?.busy[0]?.key)

  clinic.later(MINUTE)
  const ended = await lee().endCalendarAddress({ seenSince: changed.since })
  expect(ended).toEqual({ address: null, since: clinic.clock.now(), isPublished: false })
  await story.round()
  expect(story.endpoint.takenOf('feed.end')).toEqual([{ kind: 'feed.end', practitionerId: clinic.people.lee.id }])
  clinic.later(2 * DAY)
  await rounds()
  expect(puts()).toHaveLength(2)
})

test('R10.7 a change names the address that was seen; another that was made meanwhile stands', async () => {
  const made = await lee().makeCalendarAddress({ seenSince: null })
  story.clinic.later(MINUTE)

  expect(await outcomeOf(lee().makeCalendarAddress({ seenSince: null }))).toBe('CHANGED_MEANWHILE')
  expect(await outcomeOf(lee().endCalendarAddress({ seenSince: Instant.parse('2026-03-01T00:00:00.000Z') }))).toBe(
    'CHANGED_MEANWHILE',
  )
  expect(await lee().calendarAddress()).toEqual(made)
})

test('R10.3 whoever is deactivated has no address from then on, and none again when the account is given back', async () => {
  const { clinic } = story
  const { id } = clinic.people.lee
  await madeFor()
  await setActive(clinic, clinic.people.okafor.id, false)
  await story.round()
  expect(story.endpoint.takenOf('feed.end')).toEqual([])

  await setActive(clinic, id, false)
  await story.round()

  expect(story.endpoint.takenOf('feed.end')).toEqual([{ kind: 'feed.end', practitionerId: id }])
  await setActive(clinic, id, true)
  clinic.signInAs(clinic.people.lee, room)
  expect(await lee().calendarAddress()).toMatchObject({ address: null })
})

test('R11.1 everything that is published again has the addresses too, and those that ended end again', async () => {
  const { clinic, endpoint } = story
  await madeFor()
  const { okafor } = clinic.people
  clinic.signInAs(okafor, room)
  await lee().makeCalendarAddress({ seenSince: null })
  const { since } = await lee().calendarAddress()
  await lee().endCalendarAddress({ seenSince: since })
  await rounds()
  const [put, end] = [puts().length, endpoint.takenOf('feed.end').length]

  await clinic.context.db.transaction().execute((tx) => publishEverything(tx, clinic.context))
  await rounds()

  expect(
    puts()
      .slice(put)
      .map(({ practitionerId }) => practitionerId),
  ).toEqual([clinic.people.lee.id])
  expect(endpoint.takenOf('feed.end').slice(end)).toEqual([{ kind: 'feed.end', practitionerId: okafor.id }])
})

test('R8.6 that an address was made, changed or turned off stands in the history, and the address does not', async () => {
  const { clinic } = story
  const token = await madeFor()
  const { since } = await lee().calendarAddress()
  clinic.later(MINUTE)
  const changed = await lee().makeCalendarAddress({ seenSince: since })
  await lee().endCalendarAddress({ seenSince: changed.since })

  const rows = await clinic.context.db
    .selectFrom('audit')
    .selectAll()
    .where('action', 'like', 'calendarAddress.%')
    .orderBy('seq')
    .execute()
  expect(rows.map(({ action, staff_id }) => [action, staff_id])).toEqual(
    ['made', 'changed', 'ended'].map((what) => [`calendarAddress.${what}`, clinic.people.lee.id]),
  )
  expect(JSON.stringify(rows)).not.toContain(token)
})

test('R11.1 there is none without an endpoint, nor for whoever sees no patients', async () => {
  await using clinic = await openClinic()
  clinic.signInAs(clinic.people.lee)
  expect(await outcomeOf(clinic.client.account.makeCalendarAddress({ seenSince: null }))).toBe('NOT_PAIRED')

  const nobody = Object.values(story.clinic.people).find((person) => !person.hasCalendar)
  if (!nobody) throw new Error('Everybody sees patients')
  story.clinic.signInAs(nobody, room)
  expect(await outcomeOf(lee().makeCalendarAddress({ seenSince: null }))).toBe('NOT_FOUND')
})
