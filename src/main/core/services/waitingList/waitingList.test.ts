import { beforeEach, describe, expect, test } from 'vitest'
import type { PatientId } from '../../../../shared/domain/ids.ts'
import { CalendarDay, DAY, HOUR, MINUTE, plusMilliseconds } from '../../../../shared/domain/time.ts'
import { book, HALF_PAST, outcomeOf, setStatus, TEN } from '../../testing/deskActs.ts'
import type { MemoryEndpoint } from '../../testing/memoryEndpoint.ts'
import type { TestClinic } from '../../testing/openClinic.ts'
import { openSynchronising } from '../../testing/openWithEndpoint.ts'
import { answerOffer, freeTime, offer, waitFor, wishesOf } from '../../testing/waitingActs.ts'

let clinic: TestClinic
let endpoint: MemoryEndpoint
let ines: PatientId
let reza: PatientId

/** A desk that synchronises by itself with an endpoint in memory. */
beforeEach(async () => {
  ;({ clinic, endpoint } = await openSynchronising())
  ines = (await clinic.addPatient('Ines Castellane', { email: 'ines@example.test' })).id
  reza = (await clinic.addPatient('Reza Ahmadi', { email: 'reza@example.test', phone: '604 555 0100' })).id
  await clinic.core.sync.now()
  return () => clinic.close()
})

const list = () => clinic.client.waitingList.list()
const suited = async () => {
  const { freed, waiting } = await list()
  const nameOf = (entryId: string) => waiting.find(({ id }) => id === entryId)?.patientName
  return freed.map(({ startsAt, suits }) => [startsAt, suits.map(({ entryId }) => nameOf(entryId))])
}
const history = async (patientId: PatientId) =>
  (await clinic.client.patients.history({ patientId })).map(({ facts }) => facts.action)
const mails = async () => (await clinic.client.outbox.list()).mails.filter(({ kind }) => kind === 'offer')
const dayOf = async () => (await clinic.client.calendar.day({ on: CalendarDay.parse('2026-03-03') })).appointments

describe('R6.2 who waits', () => {
  test('R6.2 is on the list since they were entered, once however often, and is changed and taken off', async () => {
    const entry = await waitFor(clinic, ines, { parts: ['evening', 'morning'], weekdays: [4, 2] })

    expect(entry).toMatchObject({
      ...{ patientName: 'Ines Castellane', parts: ['morning', 'evening'], weekdays: [2, 4], version: 1 },
      ...{ since: clinic.clock.now(), hasEmail: true, phone: null, practitionerName: null },
    })
    await clinic.client.waitingList.add({ id: entry.id, patientId: reza, ...wishesOf(clinic) })
    expect((await list()).waiting).toEqual([entry])

    const wishes = wishesOf(clinic, { practitionerId: clinic.people.lee.id, isUrgent: true })
    const changed = await clinic.client.waitingList.change({ id: entry.id, seenVersion: 1, wishes })
    expect(changed).toMatchObject({ ...wishes, version: 2, practitionerName: clinic.people.lee.name })
    expect(await clinic.client.waitingList.change({ id: entry.id, seenVersion: 1, wishes })).toEqual(changed)

    await clinic.client.waitingList.remove({ id: entry.id, seenVersion: 2 })
    await clinic.client.waitingList.remove({ id: entry.id, seenVersion: 2 })
    expect((await list()).waiting).toEqual([])

    const back = await clinic.client.waitingList.undoRemove({ id: entry.id })
    expect(await clinic.client.waitingList.undoRemove({ id: entry.id })).toEqual(back)
    expect(back).toMatchObject({ since: entry.since, isUrgent: true })
    expect((await history(ines)).filter((action) => action.startsWith('waitingList'))).toEqual([
      'waitingList.removalUndone',
      'waitingList.removed',
      'waitingList.changed',
      'waitingList.added',
    ])
  })

  test('R10.7 nobody’s change of an entry is overwritten unseen', async () => {
    const entry = await waitFor(clinic, ines)
    const change = (isUrgent: boolean) =>
      clinic.client.waitingList.change({ id: entry.id, seenVersion: 1, wishes: wishesOf(clinic, { isUrgent }) })
    await change(true)

    const other = clinic.client.waitingList.change({
      ...{ id: entry.id, seenVersion: 1, wishes: wishesOf(clinic, { parts: ['morning'] }) },
    })

    await expect(other).rejects.toMatchObject({
      code: 'CHANGED_MEANWHILE',
      data: { current: { isUrgent: true, parts: [], version: 2 } },
    })
    expect(await outcomeOf(clinic.client.waitingList.remove({ id: entry.id, seenVersion: 1 }))).toBe(
      'CHANGED_MEANWHILE',
    )
    expect((await list()).waiting).toHaveLength(1)
  })

  test('R6.2 a last day before the first is refused, and so is what nobody offers', async () => {
    const day = (text: string) => CalendarDay.parse(text)
    const add = (...wishes: Parameters<typeof wishesOf>[1][]) => outcomeOf(waitFor(clinic, ines, wishes[0]))

    expect(await add({ fromOn: day('2026-03-10'), untilOn: day('2026-03-09') })).toBe('DATES_IMPOSSIBLE')
    expect(await add({ practitionerId: clinic.people.frontDesk.id })).toBe('NOT_FOUND')
    expect(await add({ fromOn: day('2026-03-10'), untilOn: day('2026-03-10') })).toBe('done')
    expect((await list()).waiting).toHaveLength(1)
  })
})

describe('R6.2 a freed time', () => {
  test('R6.2 leads the list with whom it suits, in order, and until when it would be kept', async () => {
    await waitFor(clinic, reza)
    clinic.later(MINUTE)
    const urgent = await waitFor(clinic, ines, { isUrgent: true, parts: ['morning'] })
    await waitFor(clinic, (await clinic.addPatient('Giulia D’Angelo')).id, { parts: ['evening'] })
    expect((await list()).freed).toEqual([])

    await freeTime(clinic)

    expect(await suited()).toEqual([[TEN, ['Ines Castellane', 'Reza Ahmadi']]])
    const { freed, waiting } = await list()
    expect(freed).toMatchObject([
      {
        practitionerId: clinic.people.lee.id,
        endsAt: HALF_PAST,
        freedAt: clinic.clock.now(),
        until: plusMilliseconds(clinic.clock.now(), 2 * HOUR),
      },
    ])
    expect(freed[0]?.suits[0]).toEqual({ entryId: urgent.id, because: ['urgent', 'part'] })
    expect(waiting.map(({ patientName }) => patientName)).toEqual(['Ines Castellane', 'Reza Ahmadi', 'Giulia D’Angelo'])
  })

  test('R6.2 is none once somebody is booked there, it comes back, or it is past', async () => {
    await waitFor(clinic, reza)
    const id = await freeTime(clinic)

    await setStatus(clinic, id, 'booked')
    expect(await suited()).toEqual([])
    await setStatus(clinic, id, 'cancelled')
    const { id: other } = await book(clinic, ines, { tell: false })
    expect(await suited()).toEqual([])
    await setStatus(clinic, other, 'cancelled')
    expect(await suited()).toHaveLength(1)

    clinic.later(Date.parse(TEN) - Date.parse(clinic.clock.now()) - 1)
    expect((await list()).freed).toMatchObject([{ until: null }])
    clinic.later(1)
    expect(await suited()).toEqual([])
  })

  test('R6.2 is also what a visit was moved away from', async () => {
    await waitFor(clinic, reza)
    const { id, version } = await book(clinic, ines, { tell: false })
    await clinic.client.calendar.move({
      ...{ id, seenVersion: version, practitionerId: clinic.people.lee.id, tell: false, despite: [] },
      ...{ startsAt: plusMilliseconds(TEN, HOUR), endsAt: null, overbookReason: null },
    })

    expect(await suited()).toEqual([[TEN, ['Reza Ahmadi']]])
  })
})

describe('R6.2 an offer', () => {
  test('R6.2 stands for as long as the clinic sets, from a quarter of an hour to a day', async () => {
    const { version } = await clinic.client.onlineBooking.get()
    const save = (offerMinutes: number) =>
      clinic.client.onlineBooking.save({ seenVersion: version, changes: { offerMinutes } })
    await expect(save(14)).rejects.toThrow()
    await expect(save(1_441)).rejects.toThrow()
    await save(30)
    const entry = await waitFor(clinic, ines)
    await freeTime(clinic)

    const until = plusMilliseconds(clinic.clock.now(), 30 * MINUTE)
    expect((await list()).freed).toMatchObject([{ until }])
    const { offer: made } = await offer(clinic, entry.id)
    expect(made.until).toBe(until)
    expect(endpoint.takenOf('offer.put')).toMatchObject([{ until }])
  })

  test('R6.2 is made once the endpoint keeps the time, of which it hears nothing else; the e-mail bears a link of its own', async () => {
    const entry = await waitFor(clinic, ines)
    await freeTime(clinic)

    const { offer: made, leaving } = await offer(clinic, entry.id)

    expect(made).toMatchObject({
      ...{ entryId: entry.id, patientName: 'Ines Castellane', state: 'offered', startsAt: TEN },
      until: plusMilliseconds(clinic.clock.now(), 2 * HOUR),
    })
    const [put] = endpoint.takenOf('offer.put')
    expect(put?.tokenHash).toMatch(/^[0-9a-f]{64}$/)
    expect(put).toEqual({
      ...{ kind: 'offer.put', id: made.id, practitionerId: clinic.people.lee.id, startsAt: TEN, endsAt: HALF_PAST },
      ...{ serviceId: clinic.services.consultation.id, until: made.until },
      ...{ bufferBeforeMinutes: 0, bufferAfterMinutes: clinic.services.consultation.bufferAfterMinutes },
      tokenHash: put?.tokenHash,
    })
    expect(leaving?.leavesAt).toBe(plusMilliseconds(clinic.clock.now(), 10_000))
    const [mail] = await mails()
    expect(mail).toMatchObject({ to: 'ines@example.test', state: 'waiting' })
    expect(mail?.subject).not.toContain(clinic.services.consultation.name)
    const { freed, offers, waiting } = await list()
    expect({ freed, waiting, offers }).toEqual({ freed: [], waiting: [], offers: [made] })
  })

  test('R6.2 keeps the time from everybody else at the desk while it stands, and no longer', async () => {
    const entry = await waitFor(clinic, ines)
    await freeTime(clinic)
    await offer(clinic, entry.id)

    await expect(book(clinic, reza, { tell: false })).rejects.toMatchObject({
      code: 'TIME_TAKEN',
      data: { patientName: 'Ines Castellane' },
    })
    const firstFree = async () =>
      (
        await clinic.client.calendar.firstFree({
          ...{ serviceId: clinic.services.consultation.id, practitionerId: clinic.people.lee.id, after: TEN, most: 1 },
        })
      )[0]?.startsAt
    expect(await firstFree()).not.toBe(TEN)

    clinic.later(2 * HOUR)

    expect(await firstFree()).toBe(TEN)
    expect((await list()).offers).toMatchObject([{ state: 'lapsed' }])
    expect(await outcomeOf(book(clinic, reza, { tell: false }))).toBe('done')
  })

  test('R6.2 that was declined or lapsed goes to the next in line, and not to the same person again', async () => {
    const first = await waitFor(clinic, ines)
    clinic.later(MINUTE)
    const second = await waitFor(clinic, reza)
    await freeTime(clinic)
    const { offer: made } = await offer(clinic, first.id)
    expect(await suited()).toEqual([])

    await answerOffer(clinic, endpoint, made.id, 'declined')

    expect(await suited()).toEqual([[TEN, ['Reza Ahmadi']]])
    expect((await list()).offers).toMatchObject([{ state: 'declined' }])
    await offer(clinic, second.id)
    clinic.later(2 * HOUR)
    expect(await suited()).toEqual([])
    expect(await dayOf()).toMatchObject([{ status: 'cancelled' }])
    expect(await history(ines)).toEqual(expect.arrayContaining(['waitingList.offered', 'waitingList.declined']))
  })

  test('R6.2 that was accepted is a visit, confirmed by e-mail; the person waits no more and the Inbox says so', async () => {
    const entry = await waitFor(clinic, ines)
    await freeTime(clinic)
    const { offer: made } = await offer(clinic, entry.id)

    await answerOffer(clinic, endpoint, made.id, 'accepted')
    await answerOffer(clinic, endpoint, made.id, 'declined')

    expect((await dayOf()).find(({ id }) => id === made.id)).toMatchObject({
      ...{ patientName: 'Ines Castellane', startsAt: TEN, endsAt: HALF_PAST, status: 'booked', claim: null },
      ...{ isKnown: true, isBookedOnline: false },
    })
    expect(await list()).toMatchObject({ freed: [], waiting: [], offers: [{ state: 'accepted' }] })
    const { mails: all } = await clinic.client.outbox.list()
    expect(all.filter(({ kind }) => kind === 'confirmation')).toMatchObject([{ to: 'ines@example.test' }])
    expect((await clinic.client.inbox.list({ includeDone: false })).map(({ facts }) => facts)).toEqual([
      { kind: 'offerTaken', appointmentId: made.id, insteadOf: null },
    ])
    expect(await history(ines)).toContain('waitingList.accepted')
  })

  test('R6.2 the first yes counts, also where the clinic took the offer back meanwhile or it lapsed here', async () => {
    const entry = await waitFor(clinic, ines)
    await freeTime(clinic)
    const { offer: made } = await offer(clinic, entry.id)
    await clinic.client.waitingList.withdraw({ id: made.id })

    await answerOffer(clinic, endpoint, made.id, 'accepted')

    expect((await dayOf()).find(({ id }) => id === made.id)).toMatchObject({ status: 'booked' })
    expect((await list()).offers).toMatchObject([{ state: 'accepted' }])
  })

  test('R11.5, R11.6 a yes without whose it is books nobody, is shown as that, and settled frees the time at the endpoint', async () => {
    const entry = await waitFor(clinic, ines)
    await freeTime(clinic)
    const { offer: made } = await offer(clinic, entry.id)

    endpoint.tell({ kind: 'offer.answered', offerId: made.id, answer: 'accepted', mac: '0'.repeat(64) })
    await clinic.core.sync.now()

    expect((await list()).offers).toMatchObject([{ state: 'offered' }])
    expect((await dayOf()).map(({ status }) => status)).toEqual(['cancelled'])
    const [item] = await clinic.client.inbox.list({ includeDone: false })
    expect(item).toMatchObject({
      facts: { kind: 'bookingDoubtful', act: 'booked', because: 'notFromHolder', appointmentId: made.id, email: null },
      patientId: ines,
    })
    if (!item) throw new Error('Nothing in the Inbox')
    const ends = endpoint.takenOf('claim.end').length
    await clinic.client.inbox.settle({ id: item.id })
    await clinic.core.sync.now()
    expect(endpoint.takenOf('claim.end').slice(ends)).toEqual([{ kind: 'claim.end', id: made.id }])

    // Whoever has the link is believed all the same.
    await answerOffer(clinic, endpoint, made.id, 'accepted')
    expect((await list()).offers).toMatchObject([{ state: 'accepted' }])
  })

  test('R11.5 a yes that the endpoint brings long after the offer ran out books nobody over whoever has the time by now', async () => {
    const entry = await waitFor(clinic, ines)
    await freeTime(clinic)
    const { offer: made } = await offer(clinic, entry.id)
    clinic.later(4 * HOUR)
    await clinic.core.sync.now()
    const { id } = await book(clinic, reza, { tell: false })

    await answerOffer(clinic, endpoint, made.id, 'accepted')

    expect((await dayOf()).filter(({ status }) => status === 'booked').map((visit) => visit.id)).toEqual([id])
    expect((await clinic.client.outbox.list()).mails.filter(({ kind }) => kind === 'confirmation')).toEqual([])
    expect((await list()).waiting).toMatchObject([{ id: entry.id }])
    expect((await clinic.client.inbox.list({ includeDone: false })).map(({ facts }) => facts)).toContainEqual(
      expect.objectContaining({ kind: 'bookingDoubtful', because: 'heldBack', appointmentId: made.id }),
    )
  })

  test('R6.2 a yes at night counts in the morning, however long the desk was off', async () => {
    const entry = await waitFor(clinic, ines)
    await freeTime(clinic)
    const { offer: made } = await offer(clinic, entry.id)
    await clinic.core.sync.now()
    endpoint.script.isAway = true
    clinic.later(3 * DAY)
    await clinic.core.sync.now()
    endpoint.script.isAway = false

    await answerOffer(clinic, endpoint, made.id, 'accepted')

    expect((await list()).offers).toMatchObject([{ state: 'accepted' }])
  })

  test('R11.5 a no without whose it is ends no offer, and is kept aside', async () => {
    const entry = await waitFor(clinic, ines)
    await freeTime(clinic)
    const { offer: made } = await offer(clinic, entry.id)

    endpoint.tell({ kind: 'offer.answered', offerId: made.id, answer: 'declined', mac: '0'.repeat(64) })
    await clinic.core.sync.now()

    expect((await list()).offers).toMatchObject([{ state: 'offered' }])
    expect(await clinic.client.toSettle.list()).toMatchObject([{ kind: 'events' }])
  })

  test('R6.2 without an answer of the endpoint nothing is offered, nothing leaves, and it is told so later', async () => {
    const entry = await waitFor(clinic, ines)
    await freeTime(clinic)
    await clinic.core.sync.now()
    endpoint.script.lose.push = 1

    expect(await outcomeOf(offer(clinic, entry.id))).toBe('TIME_NOT_KEPT')

    expect((await mails()).map(({ state }) => state)).toEqual(['undone'])
    expect(await suited()).toEqual([[TEN, ['Ines Castellane']]])
    await clinic.core.sync.now()
    expect(endpoint.takenOf('offer.end').map(({ id }) => id)).toEqual(endpoint.takenOf('offer.put').map(({ id }) => id))
    expect(await outcomeOf(offer(clinic, entry.id))).toBe('done')
  })

  test('R6.2 a desk without a line offers nothing', async () => {
    const entry = await waitFor(clinic, ines)
    await freeTime(clinic)
    endpoint.script.isAway = true
    await clinic.core.sync.now()

    expect(await outcomeOf(offer(clinic, entry.id))).toBe('TIME_NOT_KEPT')

    endpoint.script.isAway = false
    await clinic.core.sync.now()
    expect(endpoint.takenOf('offer.put')).toEqual([])
  })

  test('R6.2 a time that somebody took online meanwhile is not offered, and no e-mail says so', async () => {
    const entry = await waitFor(clinic, ines)
    await freeTime(clinic)
    endpoint.script.refuse = ({ body }) => (body.kind === 'offer.put' ? 'timeTaken' : null)

    expect(await outcomeOf(offer(clinic, entry.id))).toBe('TIME_TAKEN')

    expect(await mails()).toEqual([])
    expect((await clinic.client.outbox.list()).refused).toEqual([])
    expect((await list()).waiting).toMatchObject([{ id: entry.id }])
  })

  test('R6.2 is taken back by withdrawing it, by undoing its e-mail, and by taking the person off the list', async () => {
    const entry = await waitFor(clinic, ines)
    await freeTime(clinic)
    const states = async () => (await list()).offers.map(({ state }) => state)

    const { offer: first } = await offer(clinic, entry.id)
    expect(await clinic.client.waitingList.withdraw({ id: first.id })).toMatchObject({ state: 'withdrawn' })
    const { leaving } = await offer(clinic, entry.id)
    await clinic.client.outbox.undo({ mailId: leaving?.mailId ?? '' })
    await offer(clinic, entry.id)
    await clinic.client.waitingList.remove({ id: entry.id, seenVersion: entry.version })

    expect(await states()).toEqual(['withdrawn', 'withdrawn', 'withdrawn'])
    expect((await mails()).map(({ state }) => state)).toEqual(['undone', 'undone', 'undone'])
    await clinic.core.sync.now()
    expect(endpoint.takenOf('offer.end')).toHaveLength(3)
    expect(await outcomeOf(book(clinic, reza, { tell: false }))).toBe('done')
  })

  test('R6.2 nobody is offered two times at once, nobody without an e-mail address is, and nothing that begins too soon', async () => {
    const entry = await waitFor(clinic, ines)
    const silent = await waitFor(clinic, (await clinic.addPatient('Nia Osei')).id)
    await freeTime(clinic)
    await freeTime(clinic, HALF_PAST)
    await offer(clinic, entry.id)

    expect(await outcomeOf(offer(clinic, entry.id, HALF_PAST))).toBe('OFFERED_ALREADY')
    expect(await outcomeOf(offer(clinic, silent.id, HALF_PAST))).toBe('EMAIL_MISSING')
    clinic.later(Date.parse(HALF_PAST) - Date.parse(clinic.clock.now()) - 2 * HOUR - 10 * MINUTE + 1)
    expect(await outcomeOf(offer(clinic, entry.id, HALF_PAST))).toBe('BEGINS_TOO_SOON')
  })

  test('R6.2 an e-mail that could not leave before its offer ran out does not leave any more', async () => {
    const entry = await waitFor(clinic, ines)
    await freeTime(clinic)
    await offer(clinic, entry.id)
    clinic.later(2 * HOUR)

    await clinic.core.sync.now()

    expect(endpoint.takenOf('mail.put')).toEqual([])
    expect((await mails()).map(({ state }) => state)).toEqual(['failed'])
  })

  test('R6.2 an endpoint that was put back is told of the offers that stand', async () => {
    const entry = await waitFor(clinic, ines)
    await freeTime(clinic)
    const { offer: made } = await offer(clinic, entry.id)
    await clinic.core.sync.now()
    endpoint.forget()
    endpoint.script.epoch += 1

    await clinic.core.sync.now()

    expect(endpoint.takenOf('offer.put')).toMatchObject([{ id: made.id }])
  })
})
