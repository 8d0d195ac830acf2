import { beforeEach, describe, expect, test } from 'vitest'
import type { LinkId, PatientId } from '../../../../shared/domain/ids.ts'
import { HOUR, plusMilliseconds } from '../../../../shared/domain/time.ts'
import { namesFor, openPairedClinic, outcomeOf, TEN } from '../../testing/deskActs.ts'
import { bookedOnline, changedOnline, makeBooker, openSale, type Booker } from '../../testing/onlineActs.ts'
import { addFull } from '../../testing/onlineHolders.ts'
import type { TestClinic } from '../../testing/openClinic.ts'
import { outboxIn, receive } from '../../testing/patientActs.ts'
import { waitFor } from '../../testing/waitingActs.ts'
import { viewOfLink } from '../../records/views.ts'

let clinic: TestClinic
let ben: Booker
beforeEach(async () => {
  clinic = await openPairedClinic()
  await openSale(clinic)
  ben = await makeBooker(clinic)
  return () => clinic.close()
})

const bookings = async (includeDone = false) =>
  (await clinic.client.inbox.list({ includeDone })).filter(({ facts }) => facts.kind === 'booking')
const first = async (includeDone = false) => {
  const [item] = await bookings(includeDone)
  if (!item) throw new Error('A booking waits')
  return item
}
const version = async (patientId: PatientId) => (await clinic.client.patients.get({ patientId })).version
const link = (id: LinkId) =>
  clinic.context.db.selectFrom('link').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
/** All that a merge could touch, row by row; versions and times of change apart. */
async function rows() {
  const { db } = clinic.context
  const read = async (
    table: 'appointment' | 'link' | 'submission' | 'assignment' | 'mail' | 'part' | 'patient_search',
  ) => db.selectFrom(table).selectAll().execute()
  const patients = await db
    .selectFrom('patient')
    .select(['id', 'given_name', 'family_name', 'birth_on', 'phone', 'email', 'standing', 'merged_into', 'archived_at'])
    .execute()
  const items = await db.selectFrom('inbox_item').select(['id', 'patient_id', 'facts_json', 'done_at']).execute()
  const tables = ['appointment', 'link', 'submission', 'assignment', 'mail', 'part', 'patient_search'] as const
  return { patients, items, rest: await Promise.all(tables.map(read)) }
}

describe('R6.5 likely charts, with the reasons', () => {
  test('the likeliest first, and nobody who is before a chart too', async () => {
    const same = { birthOn: '1974-05-02' as never, phone: '+1 604 555 0171' }
    await clinic.addPatient('Chidi Okafor', { birthOn: '2012-08-19' as never, phone: '604 555 0171' })
    await clinic.addPatient('Ben Okafor', same)
    await clinic.addPatient('Ana Ruiz')
    await receive(clinic, await bookedOnline(clinic, ben))
    await receive(
      clinic,
      await bookedOnline(clinic, await makeBooker(clinic), { startsAt: '2026-03-04T18:00:00.000Z' as never }),
    )

    const { charts, person } = await clinic.client.onlineBooking.toMatch({ id: (await first()).id })

    expect(charts.map(({ givenName, reasons }) => [givenName, reasons])).toEqual([
      ['Ben', ['nearNameAndBirth', 'familyAndPhone']],
      ['Chidi', ['familyAndPhone']],
    ])
    expect(person).toMatchObject({ standing: 'provisional', online: [{ email: ben.email, level: 'limited' }] })
  })
})

test('R6.5, R11.6 a script that books in somebody’s name, again and again, hides no chart from whoever looks', async () => {
  const same = { birthOn: '1974-05-02' as never, phone: '604 555 0171' }
  const chart = await clinic.addPatient('Ben Okafor', { ...same, email: 'ben@example.test' })
  for (let booked = 0; booked < 13; booked += 1) {
    const startsAt = plusMilliseconds(TEN, booked * HOUR)
    const booker = await makeBooker(clinic, 'ben@example.test')
    await receive(clinic, await bookedOnline(clinic, booker, { startsAt, letter: { reason: '' } }))
  }

  const items = await bookings()
  const { charts } = await clinic.client.onlineBooking.toMatch({ id: (await first()).id })

  expect(items.map(({ likely }) => likely)).toEqual(Array<number>(13).fill(1))
  expect(charts.map(({ id, reasons }) => [id, reasons])).toEqual([
    [chart.id, ['nearNameAndBirth', 'familyAndPhone', 'email']],
  ])
})

describe('R6.5 it is this one', () => {
  test('bookings and link go to the chart, of which nothing is overwritten; the login sees no more than before', async () => {
    const chart = await clinic.addPatient('Ben Okafor', { birthOn: '1974-05-02' as never, email: 'ben@example.test' })
    await receive(clinic, await bookedOnline(clinic, ben))
    const before = await viewOfLink(clinic.context.db, ben.linkId, clinic.clock.now())
    const { id } = await first()

    await clinic.client.onlineBooking.merge({ id, seenVersion: 1, chartId: chart.id })

    const after = await viewOfLink(clinic.context.db, ben.linkId, clinic.clock.now())
    expect(await clinic.client.patients.get({ patientId: chart.id })).toMatchObject({
      ...{ givenName: 'Ben', email: 'ben@example.test', phone: null, version: chart.version, access: 'limited' },
    })
    expect(after?.items).toEqual(before?.items)
    expect(await link(ben.linkId)).toMatchObject({ patient_id: chart.id, level: 'limited', ended_at: null })
    expect((await clinic.client.calendar.ofPatient({ patientId: chart.id })).length).toBe(1)
    expect(await bookings()).toEqual([])
    expect(await namesFor(clinic, '')).toEqual(['Ben Okafor'])
    expect(await namesFor(clinic, 'okafor')).toEqual(['Ben Okafor'])
    expect((await outboxIn(clinic)).flatMap(({ kind, body }) => (kind === 'link.move' ? [body.id] : []))).toEqual([
      ben.linkId,
    ])
  })

  test('undone, everything is where it was', async () => {
    const chart = await clinic.addPatient('Ben Okafor', { birthOn: '1974-05-02' as never })
    await receive(clinic, await bookedOnline(clinic, ben))
    const before = await rows()
    const { id } = await first()
    await clinic.client.onlineBooking.merge({ id, seenVersion: 1, chartId: chart.id })

    await clinic.client.onlineBooking.undoMatch({ id })
    await clinic.client.onlineBooking.undoMatch({ id })

    expect(await rows()).toEqual(before)
    expect(await namesFor(clinic, 'benjamin')).toEqual(['Benjamin Okafor'])
  })

  test('R6.2, R6.5 what they wait for goes along with them, and back when it is undone', async () => {
    const { id: chartId } = await clinic.addPatient('Ben Okafor')
    await receive(clinic, await bookedOnline(clinic, ben))
    const { id, patientId } = await first()
    if (!patientId) throw new Error('Somebody is before a chart')
    const entry = await waitFor(clinic, patientId, { parts: ['morning'] })
    const whose = async () =>
      (await clinic.client.waitingList.list()).waiting.map((each) => [each.id, each.patientId, each.parts, each.since])

    await clinic.client.onlineBooking.merge({ id, seenVersion: 1, chartId })

    expect(await whose()).toEqual([[entry.id, chartId, ['morning'], entry.since]])

    await clinic.client.onlineBooking.undoMatch({ id })

    expect(await whose()).toEqual([[entry.id, patientId, ['morning'], entry.since]])
  })

  test('R3.5 where the login holds the chart already, its older link stays with its level and takes the bookings', async () => {
    const { patientId: chartId, linkId } = await addFull(clinic, ben, 'limited')
    const booked = await bookedOnline(clinic, ben)
    await receive(clinic, booked)
    const before = await rows()
    const { id } = await first()
    await clinic.client.onlineBooking.merge({ id, seenVersion: 1, chartId })

    expect(await link(linkId)).toMatchObject({ level: 'limited', ended_at: null })
    expect(await link(ben.linkId)).toMatchObject({ ended_because: 'merged' })
    const view = await viewOfLink(clinic.context.db, linkId, clinic.clock.now())
    expect(view?.items.map(({ kind }) => kind)).toEqual(['appointment'])

    await clinic.client.onlineBooking.undoMatch({ id })
    expect(await rows()).toEqual(before)
  })

  test('R6.3 whose link gave way moves the visit still', async () => {
    const { patientId: chartId } = await addFull(clinic, ben, 'limited')
    const later = '2026-03-10T18:00:00.000Z' as never
    const booked = await bookedOnline(clinic, ben, { startsAt: later })
    await receive(clinic, booked)
    await clinic.client.onlineBooking.merge({ id: (await first()).id, seenVersion: 1, chartId })

    await receive(clinic, await changedOnline(clinic, ben, booked, '2026-03-11T18:00:00.000Z' as never))

    const [visit] = await clinic.client.calendar.ofPatient({ patientId: chartId })
    expect(visit?.startsAt).toBe('2026-03-11T18:00:00.000Z')
  })

  test('R3.5 it is not undone once the link has been raised or ended since', async () => {
    const chart = await clinic.addPatient('Ben Okafor')
    await receive(clinic, await bookedOnline(clinic, ben))
    const { id } = await first()
    await clinic.client.onlineBooking.merge({ id, seenVersion: 1, chartId: chart.id })
    await clinic.context.db.updateTable('link').set({ level: 'full' }).where('id', '=', ben.linkId).execute()

    expect(await outcomeOf(clinic.client.onlineBooking.undoMatch({ id }))).toBe('TOO_LATE')
  })

  test('R10.7 over details that somebody has changed since, or a second time, it is refused', async () => {
    const chart = await clinic.addPatient('Ben Okafor')
    await receive(clinic, await bookedOnline(clinic, ben))
    const { id } = await first()
    await clinic.client.patients.change({ id: ben.patientId, seenVersion: 1, changes: { phone: '604 555 0172' } })
    const merging = (seenVersion: number) =>
      outcomeOf(clinic.client.onlineBooking.merge({ id, seenVersion, chartId: chart.id }))

    expect(await merging(1)).toBe('CHANGED_MEANWHILE')
    expect(await merging(2)).toBe('done')
    expect(await merging(3)).toBe('TOO_LATE')
  })
})

test('R6.5 a new chart: the person is a patient like any other, and undone a person before a chart', async () => {
  await receive(clinic, await bookedOnline(clinic, ben))
  const { id } = await first()
  await clinic.client.onlineBooking.makeChart({ id, seenVersion: 1 })
  expect(await clinic.client.patients.get({ patientId: ben.patientId })).toMatchObject({ standing: 'chart' })
  expect(await bookings()).toEqual([])

  await clinic.client.onlineBooking.undoMatch({ id })

  expect(await clinic.client.patients.get({ patientId: ben.patientId })).toMatchObject({ standing: 'provisional' })
  expect(await bookings()).toHaveLength(1)
  expect(await version(ben.patientId)).toBe(3)
})

describe('R6.3 approve first', () => {
  const awaited = async () => {
    await receive(clinic, await bookedOnline(clinic, ben, { body: { isAwaited: true } }))
    return first()
  }
  const visit = async () => {
    const { appointments } = await clinic.client.calendar.day({ on: '2026-03-03' })
    return appointments[0]
  }

  const cancellations = async () =>
    (await clinic.client.outbox.list()).mails.filter(({ kind }) => kind === 'cancellation').map(({ state }) => state)

  test('yes: the patient’s records say so', async () => {
    const { id } = await awaited()
    expect(await visit()).toMatchObject({ isAwaited: true, status: 'booked' })

    const answered = await clinic.client.onlineBooking.answer({ id, seenVersion: 1, isApproved: true })
    expect(answered).toMatchObject({ isAwaited: false, status: 'booked' })
    expect((await outboxIn(clinic)).some(({ kind, body }) => kind === 'claim.put' && body.id === answered.id)).toBe(
      true,
    )

    await clinic.client.onlineBooking.undoAnswer({ id, seenVersion: answered.version })
    expect(await visit()).toMatchObject({ isAwaited: true, status: 'booked' })
  })

  test('R6.6 no: its time is free and an e-mail says so; undone it is claimed again, and the e-mail does not leave', async () => {
    const { id } = await awaited()
    const answered = await clinic.client.onlineBooking.answer({ id, seenVersion: 1, isApproved: false })
    expect(answered).toMatchObject({ isAwaited: false, status: 'cancelled' })
    expect((await outboxIn(clinic)).some(({ kind }) => kind === 'claim.put')).toBe(true)
    expect(answered.blockers).not.toContain('notTold')
    expect(await cancellations()).toEqual(['waiting'])

    await clinic.client.onlineBooking.undoAnswer({ id, seenVersion: answered.version })
    expect(await cancellations()).toEqual(['undone'])
    expect(await visit()).toMatchObject({ isAwaited: true, status: 'booked' })
  })
})
