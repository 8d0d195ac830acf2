import { beforeEach, describe, expect, test } from 'vitest'
import { AppointmentId, type PatientId } from '../../../../shared/domain/ids.ts'
import { DAY, HOUR, type Instant, MINUTE, plusMilliseconds } from '../../../../shared/domain/time.ts'
import { book, HALF_PAST, outcomeOf, setStatus, TEN } from '../../testing/deskActs.ts'
import type { MemoryEndpoint } from '../../testing/memoryEndpoint.ts'
import type { TestClinic } from '../../testing/openClinic.ts'
import { openSynchronising } from '../../testing/openWithEndpoint.ts'
import { answerOffer, freeTime, offer, waitFor, wishesOf } from '../../testing/waitingActs.ts'

let clinic: TestClinic
let endpoint: MemoryEndpoint
let ines: PatientId
let reza: PatientId
/** Ines’s, a week after the time that becomes free. */
const LATER = plusMilliseconds(TEN, 7 * DAY)
let visitId: AppointmentId

beforeEach(async () => {
  ;({ clinic, endpoint } = await openSynchronising())
  ines = (await clinic.addPatient('Ines Castellane', { email: 'ines@example.test' })).id
  reza = (await clinic.addPatient('Reza Ahmadi', { email: 'reza@example.test' })).id
  visitId = (await book(clinic, ines, { startsAt: LATER })).id
  clinic.later(MINUTE)
  await clinic.core.sync.now()
  return () => clinic.close()
})

const list = () => clinic.client.waitingList.list()
const waits = () => waitFor(clinic, ines, { insteadOfId: visitId })
const mails = async (kind: string) => (await clinic.client.outbox.list()).mails.filter((mail) => mail.kind === kind)
const visits = async () =>
  (await clinic.client.calendar.ofPatient({ patientId: ines })).map(({ id, startsAt, status }) => ({
    ...{ id, startsAt, status },
  }))
const stored = () =>
  clinic.context.db.selectFrom('appointment').selectAll().where('id', '=', visitId).executeTakeFirstOrThrow()
const taken = async () =>
  (await clinic.client.inbox.list({ includeDone: false })).flatMap(({ facts }) =>
    facts.kind === 'offerTaken' ? [facts] : [],
  )
const move = async (startsAt: Instant, practitionerId = clinic.people.lee.id) =>
  clinic.client.calendar.move({
    ...{ id: visitId, seenVersion: (await stored()).version, practitionerId, startsAt, endsAt: null },
    ...{ tell: false, despite: [], overbookReason: null },
  })

/** Somebody gave ten o’clock back, and Ines says yes to it. */
async function saysYes(meanwhile: () => Promise<unknown> = () => Promise.resolve()) {
  const entry = await waits()
  await freeTime(clinic)
  const { offer: made } = await offer(clinic, entry.id)
  await meanwhile()
  await answerOffer(clinic, endpoint, made.id, 'accepted')
  return made
}

describe('R6.2 whoever has a visit and waits for an earlier one', () => {
  test('R6.2 says which it stands in for; a visit that cannot be moved is none', async () => {
    const entry = await waits()

    expect(entry).toMatchObject({ insteadOfId: visitId, insteadOfAt: LATER })
    const of = (insteadOfId: AppointmentId, patientId = ines) => outcomeOf(waitFor(clinic, patientId, { insteadOfId }))
    expect(await of(visitId, reza)).toBe('NOT_FOUND')
    expect(await of(AppointmentId.parse(clinic.ids()))).toBe('NOT_FOUND')
    const wishes = wishesOf(clinic, { insteadOfId: null })
    expect(await clinic.client.waitingList.change({ id: entry.id, seenVersion: 1, wishes })).toMatchObject({
      ...{ insteadOfId: null, insteadOfAt: null, version: 2 },
    })
  })

  test('R6.2 is offered what is sooner than that visit alone, until there is none to move', async () => {
    await waits()
    await freeTime(clinic, plusMilliseconds(LATER, DAY))
    expect((await list()).freed).toEqual([])

    await setStatus(clinic, visitId, 'cancelled')

    expect((await list()).waiting).toMatchObject([{ insteadOfId: visitId, insteadOfAt: null }])
    expect((await list()).freed.map(({ startsAt }) => startsAt)).toContain(plusMilliseconds(LATER, DAY))
  })
})

describe('R6.2 a yes that moves', () => {
  test('R6.2 moves the visit: one e-mail, the calendar entry counted on, its claim in one act, and they wait no more', async () => {
    const made = await saysYes()

    expect(await visits()).toEqual([{ id: visitId, startsAt: TEN, status: 'booked' }])
    expect(await stored()).toMatchObject({ ends_at: HALF_PAST, sequence: 1, claim_state: null })
    expect(await mails('change')).toMatchObject([{ to: 'ines@example.test', state: 'waiting' }])
    expect(await mails('confirmation')).toHaveLength(1)
    expect(await list()).toMatchObject({ waiting: [], offers: [{ state: 'accepted' }] })
    expect(await taken()).toEqual([
      { kind: 'offerTaken', appointmentId: visitId, insteadOf: { startsAt: LATER, because: null } },
    ])
    const history = (await clinic.client.patients.history({ patientId: ines })).map(({ facts }) => facts)
    expect(history).toContainEqual({ action: 'waitingList.accepted', startsAt: TEN, insteadOf: LATER })
    expect(history).toContainEqual({ action: 'appointment.moved', from: LATER, to: TEN })
    await clinic.core.sync.now()
    expect(endpoint.takenOf('claim.put').at(-1)).toMatchObject({
      ...{ id: visitId, startsAt: TEN, endsAt: HALF_PAST, sequence: 1, inPlaceOf: made.id },
    })
  })

  test('R6.2 the time that it had leads the list', async () => {
    await saysYes()
    await waitFor(clinic, reza)

    const { freed } = await list()

    expect(freed.map(({ startsAt }) => startsAt)).toEqual([LATER])
  })

  test('R6.2 moves it once, however often it is told', async () => {
    const made = await saysYes()
    await answerOffer(clinic, endpoint, made.id, 'accepted')

    expect(await visits()).toHaveLength(1)
    expect(await stored()).toMatchObject({ sequence: 1 })
    expect(await taken()).toHaveLength(1)
  })

  test('R6.2 takes the tick of the call list away with its day, and keeps what is noted', async () => {
    const changes = { note: 'Brings her X-rays' }
    await clinic.client.calendar.annotate({ id: visitId, seenVersion: (await stored()).version, changes })
    await clinic.client.calendar.setCalled({ id: visitId, seenVersion: (await stored()).version, isCalled: true })

    await saysYes()

    expect(await stored()).toMatchObject({ called_at: null, note: 'Brings her X-rays', starts_at: TEN })
  })

  test('R6.4 cancelled before the endpoint heard of it, both times are given back', async () => {
    const made = await saysYes()
    await setStatus(clinic, visitId, 'cancelled')
    await clinic.core.sync.now()

    expect(endpoint.takenOf('claim.end').map(({ id }) => id)).toEqual(expect.arrayContaining([visitId, made.id]))
  })

  test('R6.2 no, and nothing is moved', async () => {
    const entry = await waits()
    await freeTime(clinic)
    const { offer: made } = await offer(clinic, entry.id)

    await answerOffer(clinic, endpoint, made.id, 'declined')

    expect(await visits()).toEqual([{ id: visitId, startsAt: LATER, status: 'booked' }])
  })

  test('R10.4 is undone as a move is', async () => {
    await saysYes()

    await clinic.client.calendar.undo({ id: visitId, seenVersion: (await stored()).version })

    expect(await visits()).toEqual([{ id: visitId, startsAt: LATER, status: 'booked' }])
  })
})

describe('R6.2 a yes makes a visit besides, and the Inbox says why', () => {
  test.each([
    ['off', () => setStatus(clinic, visitId, 'cancelled')],
    ['otherPractitioner', () => move(LATER, clinic.people.okafor.id)],
  ] as const)('%s', async (because, meanwhile) => {
    const entry = await waitFor(clinic, ines, { insteadOfId: visitId, practitionerId: clinic.people.lee.id })
    await freeTime(clinic)
    const { offer: made } = await offer(clinic, entry.id)
    await meanwhile()

    await answerOffer(clinic, endpoint, made.id, 'accepted')

    expect(await visits()).toContainEqual({ id: made.id, startsAt: TEN, status: 'booked' })
    expect(await taken()).toEqual([
      { kind: 'offerTaken', appointmentId: made.id, insteadOf: { startsAt: LATER, because } },
    ])
    expect(await mails('confirmation')).toHaveLength(2)
    await clinic.core.sync.now()
    expect(endpoint.takenOf('claim.put').filter(({ inPlaceOf }) => inPlaceOf !== undefined)).toEqual([])
  })

  test('over', async () => {
    await saysYes(async () => {
      await clinic.context.db
        .updateTable('appointment')
        .set({ starts_at: plusMilliseconds(clinic.clock.now(), -HOUR), ends_at: clinic.clock.now() })
        .where('id', '=', visitId)
        .execute()
    })

    expect(await taken()).toMatchObject([{ insteadOf: { because: 'over' } }])
  })

  test('here', async () => {
    await saysYes(async () => {
      await clinic.context.db.updateTable('appointment').set({ status: 'arrived' }).where('id', '=', visitId).execute()
    })

    expect(await taken()).toMatchObject([{ insteadOf: { because: 'here' } }])
    expect(await visits()).toHaveLength(2)
  })
})
