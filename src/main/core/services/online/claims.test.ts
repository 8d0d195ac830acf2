import { beforeEach, describe, expect, test } from 'vitest'
import type { OutboxItem, RefusalReason } from '../../../../shared/contract/outbox.ts'
import type { AppointmentId } from '../../../../shared/domain/ids.ts'
import { DAY, MINUTE, plusMilliseconds } from '../../../../shared/domain/time.ts'
import { book, bookingOf, HALF_PAST, outcomeOf, setStatus, TEN } from '../../testing/deskActs.ts'
import { openSale } from '../../testing/onlineActs.ts'
import type { MemoryEndpoint } from '../../testing/memoryEndpoint.ts'
import type { TestClinic } from '../../testing/openClinic.ts'
import { openSynchronising } from '../../testing/openWithEndpoint.ts'
import { until } from '../../../../../tests/support/until.ts'

let clinic: TestClinic
let endpoint: MemoryEndpoint
let anaId: Awaited<ReturnType<TestClinic['addPatient']>>['id']

/** A desk that synchronises by itself with an endpoint in memory. */
beforeEach(async () => {
  ;({ clinic, endpoint } = await openSynchronising())
  anaId = (await clinic.addPatient('Ana Ruiz', { email: 'ana@example.test', phone: '604 555 0100' })).id
  return () => clinic.close()
})

const claims = () =>
  endpoint.taken.flatMap(({ body }) => (body.kind === 'claim.put' || body.kind === 'claim.end' ? [body] : []))
const sales = () => endpoint.taken.flatMap(({ body }) => (body.kind === 'sale.put' ? [body.sale] : []))
const refuse = (reason: RefusalReason | 'undecided') => {
  endpoint.script.refuse = (item: OutboxItem) => (item.body.kind === 'claim.put' ? reason : null)
}
const takeAll = () => {
  endpoint.script.refuse = () => null
}
const visit = async (id: AppointmentId) =>
  (await clinic.client.calendar.day({ on: '2026-03-03' })).appointments.find((each) => each.id === id)
const inbox = () => clinic.client.inbox.list({ includeDone: false })
const publish = async () => {
  await openSale(clinic)
  await clinic.core.sync.now()
}

describe('R6.4 what is on sale', () => {
  test('is the hours without time off of whoever offers something online, from today to the horizon, in the rules that are set', async () => {
    await openSale(clinic, { horizonDays: 2, noticeMinutes: 60 })
    await clinic.core.sync.now()

    const [sale] = sales().slice(-1)
    expect(sale?.rules).toMatchObject({ horizonDays: 2, noticeMinutes: 60 })
    expect(sale?.services.map(({ practitionerIds }) => practitionerIds)).toEqual([[clinic.people.lee.id]])
    const minutes = (at: string) => Date.parse(at) / MINUTE
    expect(sale?.practitioners).toEqual([
      expect.objectContaining({
        id: clinic.people.lee.id,
        name: clinic.people.lee.calledName,
        ranges: ['02', '03', '04'].flatMap((day) => [
          [minutes(`2026-03-${day}T17:00:00Z`), minutes(`2026-03-${day}T20:00:00Z`)],
          [minutes(`2026-03-${day}T21:00:00Z`), minutes(`2026-03-${day}T21:00:00Z`) + 240],
        ]),
      }),
    ])
  })

  test('follows the hours, and the day', async () => {
    await publish()
    const before = sales().length
    await clinic.client.hours.addTimeOff({
      ...{ id: clinic.ids(), practitionerId: clinic.people.lee.id, leaving: [] },
      details: { fromOn: '2026-03-04', toOn: '2026-03-04', from: null, to: null, word: '' },
    })
    await clinic.core.sync.now()
    const rangesOf = () => sales().at(-1)?.practitioners[0]?.ranges ?? []
    const withTimeOff = rangesOf()
    expect(sales().length).toBe(before + 1)

    clinic.later(DAY)
    await clinic.core.sync.now()

    expect(sales().length).toBe(before + 2)
    expect(rangesOf()[0]?.[0]).toBeGreaterThan(withTimeOff[0]?.[0] ?? Infinity)
  })

  test('is nothing once it is closed, and nothing is said by a clinic that never opened', async () => {
    await clinic.core.sync.now()
    expect(sales()).toEqual([])
    await publish()
    const { version } = await clinic.client.onlineBooking.get()
    await clinic.client.onlineBooking.save({ seenVersion: version, changes: { isOpen: false } })
    await clinic.core.sync.now()

    expect(sales().at(-1)).toBeNull()
  })
})

test('R6.4 visits that stand are claimed before anything is sold', async () => {
  const { id } = await book(clinic, anaId, { tell: false })
  await publish()

  const kinds = endpoint.taken.map(({ body }) => body.kind)
  expect(kinds.indexOf('claim.put')).toBeGreaterThan(-1)
  expect(kinds.indexOf('claim.put')).toBeLessThan(kinds.indexOf('sale.put'))
  expect(claims()).toMatchObject([{ id, startsAt: TEN, isOnPurpose: false }])
})

test('R6.4 of whoever is not on sale nothing is told', async () => {
  await publish()
  const { okafor } = clinic.people
  await book(clinic, anaId, { tell: false, practitionerId: okafor.id, despite: ['notOffered'] })
  await clinic.core.sync.now()

  expect(claims()).toEqual([])
})

test('R6.4 a time on sale is asked for at once, and had', async () => {
  await publish()

  const booked = await book(clinic, anaId, { tell: false })

  expect(claims()).toMatchObject([{ kind: 'claim.put', id: booked.id }])
  expect(booked.claim).toBeNull()
})

test('R6.4 somebody was faster: nothing is booked, and the next times are named', async () => {
  await publish()
  refuse('timeTaken')
  const booking = bookingOf(clinic, anaId)

  const refused = await clinic.client.calendar.book(booking).catch((error: unknown) => error)

  expect(refused).toMatchObject({
    code: 'TIME_TAKEN',
    data: { patientName: null, next: [HALF_PAST, expect.any(String), expect.any(String), expect.any(String)] },
  })
  expect(await visit(booking.id)).toBeUndefined()
  expect((await clinic.client.outbox.list()).mails).toEqual([])
  expect(await inbox()).toEqual([])

  takeAll()
  const again = await clinic.client.calendar.book({ ...booking, startsAt: HALF_PAST })
  expect(again).toMatchObject({ id: booking.id, startsAt: HALF_PAST, claim: null })
})

test('R6.4 what was faster has buffers too: the next times leave room for them', async () => {
  await publish()
  refuse('timeTaken')
  const booking = bookingOf(clinic, anaId)
  await clinic.core.context.db
    .updateTable('service')
    .set({ buffer_before_minutes: 5, buffer_after_minutes: 10 })
    .where('id', '=', booking.serviceId)
    .execute()

  const refused = await clinic.client.calendar.book(booking).catch((error: unknown) => error)

  expect(refused).toHaveProperty('data.next.0', plusMilliseconds(HALF_PAST, 15 * MINUTE))
})

test('R6.4 a visit that is moved to a time that is had by somebody stays where it was, and its claim with it', async () => {
  await publish()
  const { id, version } = await book(clinic, anaId, { tell: false })
  refuse('timeTaken')
  const { lee } = clinic.people

  const moved = await outcomeOf(
    clinic.client.calendar.move({
      ...{
        id,
        seenVersion: version,
        practitionerId: lee.id,
        startsAt: HALF_PAST,
        tell: false,
        despite: [],
        overbookReason: null,
      },
    }),
  )

  expect(moved).toBe('TIME_TAKEN')
  expect(await visit(id)).toMatchObject({ startsAt: TEN, claim: null })
})

test('R6.4 without an answer the visit stands unconfirmed, its e-mail waits, and the next round confirms it', async () => {
  await publish()
  refuse('undecided')
  const { id } = await book(clinic, anaId)
  expect(await visit(id)).toMatchObject({ claim: 'unconfirmed' })
  clinic.later(MINUTE)
  await clinic.core.sync.now()
  expect(endpoint.taken.some(({ body }) => body.kind === 'mail.put')).toBe(false)

  takeAll()
  await clinic.core.sync.now()

  expect(await visit(id)).toMatchObject({ claim: null })
  await until(() => Promise.resolve(endpoint.taken.some(({ body }) => body.kind === 'mail.put')), 'the e-mail')
})

test('R6.4 nobody waits while the line is down; refused later, it is a task, its e-mail does not leave, and both stay on purpose', async () => {
  await publish()
  endpoint.script.isAway = true
  await clinic.core.sync.now()
  const calls = endpoint.calls.length
  const { id } = await book(clinic, anaId)
  expect(endpoint.calls.slice(calls)).not.toContain('push')
  expect(await visit(id)).toMatchObject({ claim: 'unconfirmed' })

  endpoint.script.isAway = false
  refuse('timeTaken')
  clinic.later(MINUTE)
  await clinic.core.sync.now()

  const [item] = await inbox()
  const clash = await visit(id)
  expect(item).toMatchObject({ facts: { kind: 'clash', appointmentId: id }, patientName: 'Ana Ruiz' })
  expect(clash).toMatchObject({ claim: 'clash' })
  expect((await clinic.client.outbox.list()).mails.map(({ state }) => state)).toEqual(['undone'])
  if (!item || !clash) throw new Error('There is one')

  takeAll()
  const kept = await clinic.client.onlineBooking.keepBoth({ id: item.id, seenVersion: clash.version, reason: 'Twins' })
  await clinic.core.sync.now()
  expect(claims().at(-1)).toMatchObject({ id, isOnPurpose: true })
  expect(await inbox()).toEqual([])

  await clinic.client.onlineBooking.undoKeepBoth({ id: item.id, seenVersion: kept.version })
  expect(await inbox()).toHaveLength(1)
})

test('R6.4 moved to another time, a clash is settled by itself', async () => {
  await publish()
  refuse('undecided')
  const { id } = await book(clinic, anaId, { tell: false })
  refuse('timeTaken')
  await clinic.core.sync.now()
  expect(await inbox()).toHaveLength(1)
  takeAll()

  const clash = await visit(id)
  await clinic.client.calendar.move({
    ...{ id, seenVersion: clash?.version ?? 0, practitionerId: clinic.people.lee.id, startsAt: HALF_PAST },
    ...{ tell: false, despite: [], overbookReason: null },
  })

  expect(await visit(id)).toMatchObject({ startsAt: HALF_PAST, claim: null })
  expect(await inbox()).toEqual([])
})

test('R6.4 cancelled, a clash is settled by itself', async () => {
  await publish()
  refuse('undecided')
  const { id } = await book(clinic, anaId, { tell: false })
  refuse('timeTaken')
  await clinic.core.sync.now()
  expect(await inbox()).toHaveLength(1)

  await setStatus(clinic, id, 'cancelled')
  await clinic.core.sync.now()

  expect(await inbox()).toEqual([])
})

test('R6.4 cancelled, a visit frees its time, and its time goes before whoever wants it next', async () => {
  await publish()
  const { id } = await book(clinic, anaId, { tell: false })
  endpoint.script.isAway = true
  await setStatus(clinic, id, 'cancelled')
  endpoint.script.isAway = false

  const other = await book(clinic, anaId, { tell: false })
  await clinic.core.sync.now()

  expect(claims().map(({ kind, id: of }) => [kind, of])).toEqual([
    ['claim.put', id],
    ['claim.end', id],
    ['claim.put', other.id],
  ])
})

test('R6.4 brought back, a visit needs its time again', async () => {
  await publish()
  const { id } = await book(clinic, anaId, { tell: false })
  await setStatus(clinic, id, 'cancelled')
  await clinic.core.sync.now()
  refuse('timeTaken')

  expect(await outcomeOf(setStatus(clinic, id, 'booked'))).toBe('TIME_TAKEN')
  expect(await visit(id)).toMatchObject({ status: 'cancelled', claim: null })
})

test('R6.4 an endpoint that is paired anew is told of every claim before it sells anything', async () => {
  await publish()
  const { id } = await book(clinic, anaId, { tell: false })
  endpoint.taken.length = 0
  endpoint.script.epoch = 5
  await clinic.core.sync.now()

  const kinds = endpoint.taken.map(({ body }) => body.kind)
  expect(claims()).toMatchObject([{ id }])
  expect(kinds.indexOf('claim.put')).toBeLessThan(kinds.indexOf('sale.put'))
})
