import { beforeEach, describe, expect, test } from 'vitest'
import { addFull } from '../../testing/onlineHolders.ts'
import { book, HALF_PAST, openPairedClinic, TEN } from '../../testing/deskActs.ts'
import { bookedOnline, makeBooker, openSale, type Booker } from '../../testing/onlineActs.ts'
import type { TestClinic } from '../../testing/openClinic.ts'
import { outboxIn, receive } from '../../testing/patientActs.ts'
import { viewOfLink } from '../../records/views.ts'

let clinic: TestClinic
let ben: Booker
beforeEach(async () => {
  clinic = await openPairedClinic()
  await openSale(clinic)
  ben = await makeBooker(clinic)
  return () => clinic.close()
})

const inbox = () => clinic.client.inbox.list({ includeDone: true })
const visits = () => clinic.context.db.selectFrom('appointment').selectAll().execute()

test('R6.3 whoever books as somebody new is a provisional patient with a limited link that sees this booking and nothing else', async () => {
  const event = await bookedOnline(clinic, ben)
  await receive(clinic, event)

  const [item] = await inbox()
  const person = await clinic.client.patients.get({ patientId: ben.patientId })
  const view = await viewOfLink(clinic.context.db, ben.linkId, clinic.clock.now())
  const { appointments } = await clinic.client.calendar.day({ on: '2026-03-03' })
  expect(item?.facts).toMatchObject({
    kind: 'booking',
    reason: 'Shoulder, since the fall',
    isNew: true,
    isAwaited: false,
  })
  expect(person).toMatchObject({
    givenName: 'Benjamin',
    birthOn: '1974-05-02',
    standing: 'provisional',
    access: 'limited',
  })
  expect(view?.items.map(({ kind, because }) => [kind, because])).toEqual([['appointment', 'bookedByThisLogin']])
  expect(appointments).toMatchObject([{ patientName: 'Benjamin Okafor', isBookedOnline: true, claim: null }])
  expect((await outboxIn(clinic)).map(({ kind }) => kind)).toContain('records.put')
})

test('R6.3 repeated, a booking changes nothing', async () => {
  const event = await bookedOnline(clinic, ben)
  await receive(clinic, event)
  await receive(clinic, event)

  expect(await inbox()).toHaveLength(1)
  expect(await visits()).toHaveLength(1)
})

test('R9.3 Outbox knows the e-mail that the endpoint wrote, and what becomes of it', async () => {
  const event = await bookedOnline(clinic, ben)
  await receive(clinic, event)
  if (event.mailId === null) throw new Error('The endpoint wrote one')
  await receive(clinic, { kind: 'mail.bounced', mailId: event.mailId, code: 550 })

  const { mails } = await clinic.client.outbox.list()
  expect(mails).toMatchObject([{ kind: 'confirmation', to: 'benjamin@example.test', state: 'bounced' }])
})

describe('R11.5 what does not hold is shown as what it is, and never counts', () => {
  test.each([
    ['another time than the letter', 'mismatch', { startsAt: HALF_PAST }],
    ['another e-mail', 'mismatch', { loginEmail: 'eve@example.test' }],
    [
      'another key',
      'notFromHolder',
      { loginRecipient: 'age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj' },
    ],
    ['a MAC of nobody', 'notFromHolder', { mac: '0'.repeat(64) }],
    ['what is no letter', 'unreadable', { sealed: 'YWdl' }],
  ] as const)('%s: %s', async (_what, because, body) => {
    await receive(clinic, await bookedOnline(clinic, ben, { body }))

    expect((await inbox()).map(({ facts }) => facts)).toMatchObject([
      { kind: 'bookingDoubtful', act: 'booked', because },
    ])
    expect(await visits()).toEqual([])
    expect((await clinic.client.patients.search({ query: '', limit: 5, offset: 0 })).total).toBe(0)
  })
})

test.each(['\u212Aate@example.test', 'nobody', 'kate@example.test, eve@example.test'])(
  'R11.6 a letter whose e-mail is none, %j, puts nobody on file, and every list is read on',
  async (email) => {
    const kate = await makeBooker(clinic, email.toLowerCase())
    await receive(clinic, await bookedOnline(clinic, kate, { letter: { email } }))

    expect((await inbox()).map(({ facts }) => facts)).toMatchObject([{ because: 'unreadable' }])
    expect((await clinic.client.patients.search({ query: '', limit: 5, offset: 0 })).total).toBe(0)
  },
)

test('R3.5 what is booked by an access that staff have taken away puts nothing into the calendar', async () => {
  const { patientId, linkId } = await addFull(clinic, ben)
  await clinic.client.access.revokeLink({ linkId, reason: 'Dispute about custody' })
  const wanted = { letter: { person: null }, body: { isNewLink: false, patientId } }
  await receive(clinic, await bookedOnline(clinic, { ...ben, linkId }, wanted))

  expect((await inbox()).map(({ facts }) => facts)).toMatchObject([{ act: 'booked', because: 'accessEnded' }])
  expect(await visits()).toEqual([])
})

test.each(['merged', 'heldAnew'] as const)(
  'R3.5 an access that gave way to another of the same key, %s, is not taken away: what was booked by it counts',
  async (ended_because) => {
    const { patientId, linkId } = await addFull(clinic, ben)
    const ended_at = clinic.clock.now()
    await clinic.context.db.updateTable('link').set({ ended_at, ended_because }).where('id', '=', linkId).execute()
    const wanted = { letter: { person: null }, body: { isNewLink: false, patientId } }
    await receive(clinic, await bookedOnline(clinic, { ...ben, linkId }, wanted))

    expect(await visits()).toHaveLength(1)
  },
)

test('R6.3 where the clinic says yes first, the endpoint does not say it in its place', async () => {
  const { version } = await clinic.client.onlineBooking.get()
  await clinic.client.onlineBooking.save({ seenVersion: version, changes: { isApprovedFirst: true } })
  const { patientId, linkId } = await addFull(clinic, ben)
  const body = { isNewLink: false, patientId, isAwaited: false }
  await receive(clinic, await bookedOnline(clinic, { ...ben, linkId }, { letter: { person: null }, body }))

  expect((await inbox()).map(({ facts }) => facts)).toMatchObject([{ kind: 'booking', isAwaited: true }])
  expect((await visits()).map(({ is_awaited }) => is_awaited)).toEqual([1])
})

test('R11.5 what the endpoint says of how often a new visit was changed is nobody’s word', async () => {
  await receive(clinic, await bookedOnline(clinic, ben, { body: { sequence: Number.MAX_SAFE_INTEGER } }))

  expect((await visits()).map(({ sequence }) => sequence)).toEqual([0])
})

test('R11.5 an e-mail that the endpoint makes up for whoever holds the patient is nobody’s', async () => {
  const { patientId, linkId } = await addFull(clinic, ben)
  const body = { isNewLink: false, patientId, isAwaited: true, loginEmail: 'eve@example.test' }
  await receive(clinic, await bookedOnline(clinic, { ...ben, linkId }, { letter: { person: null }, body }))

  expect((await inbox()).map(({ facts }) => facts)).toMatchObject([{ kind: 'booking', email: ben.email }])
  expect((await clinic.client.outbox.list()).mails.map(({ to }) => to)).toEqual([ben.email])
})

test('R11.5 an id that is another patient’s is replaced, and the endpoint is told so', async () => {
  const ana = await clinic.addPatient('Ana Ruiz')
  const event = await bookedOnline(clinic, ben, { body: { patientId: ana.id } })
  await receive(clinic, event)

  const [item] = await inbox()
  expect(item?.patientId).not.toBe(ana.id)
  expect((await clinic.client.patients.get({ patientId: ana.id })).access).toBeNull()
  expect((await outboxIn(clinic)).filter(({ kind }) => kind === 'link.move').map(({ body }) => body)).toEqual([
    { id: ben.linkId },
  ])
})

test('R5.2 a login that is known by its key books for somebody new, whatever id the endpoint gives it', async () => {
  await receive(clinic, await bookedOnline(clinic, ben))
  const other = await makeBooker(clinic)
  const child = { ...ben, linkId: other.linkId, patientId: other.patientId, loginId: other.loginId }
  await receive(clinic, await bookedOnline(clinic, child, { startsAt: HALF_PAST }))

  const links = await clinic.context.db.selectFrom('link').selectAll().orderBy('id').execute()
  expect(new Set(links.map(({ login_id }) => login_id))).toEqual(new Set([ben.loginId]))
  expect(new Set(links.map(({ patient_id }) => patient_id)).size).toBe(2)
})

test('R5.2 a booking for whom the login holds is that patient’s, and nothing is to match', async () => {
  const { patientId, linkId } = await addFull(clinic, ben)
  await receive(
    clinic,
    await bookedOnline(clinic, { ...ben, linkId }, { letter: { person: null }, body: { isNewLink: false, patientId } }),
  )

  expect((await visits()).map(({ patient_id }) => patient_id)).toEqual([patientId])
  expect(await inbox()).toEqual([])
})

test('R6.4 one that runs into a visit of the desk’s is a task, and nothing is lost', async () => {
  const ana = await clinic.addPatient('Ana Ruiz', { phone: '604 555 0100' })
  await book(clinic, ana.id, { tell: false })
  await receive(clinic, await bookedOnline(clinic, ben))

  const clash = (await inbox()).find(({ facts }) => facts.kind === 'clash')
  const { visits: both } = await clinic.client.onlineBooking.clash({ id: clash?.id as never })
  expect(both.map(({ visit, phone, isBookedOnline }) => [visit.patientName, phone, isBookedOnline])).toEqual([
    ['Benjamin Okafor', '604 555 0171', true],
    ['Ana Ruiz', '604 555 0100', false],
  ])
})

test('R4.8 that the mailbox is the booker’s is shown, and verifies no address', async () => {
  await receive(clinic, await bookedOnline(clinic, ben))
  await receive(clinic, { kind: 'login.confirmed', loginId: ben.loginId, loginEmail: ben.email, outcome: 'confirmed' })

  const [item] = await inbox()
  const shown = await clinic.client.onlineBooking.toMatch({ id: item?.id as never })
  expect(shown).toMatchObject({ confirmation: 'confirmed', visit: { startsAt: TEN } })
})
