import { beforeEach, expect, test } from 'vitest'
import { AppointmentId, MailId, type PatientId } from '../../../../shared/domain/ids.ts'
import { MINUTE } from '../../../../shared/domain/time.ts'
import { HALF_PAST, outcomeOf, TEN } from '../../testing/deskActs.ts'
import type { MemoryEndpoint } from '../../testing/memoryEndpoint.ts'
import { listeningTo } from '../../testing/listening.ts'
import type { TestClinic } from '../../testing/openClinic.ts'
import { openSynchronising } from '../../testing/openWithEndpoint.ts'
import { freeTime, offer, waitFor } from '../../testing/waitingActs.ts'
import { offerTime, withdrawOffer } from './offering.ts'

let clinic: TestClinic
let endpoint: MemoryEndpoint
let ines: PatientId

beforeEach(async () => {
  ;({ clinic, endpoint } = await openSynchronising())
  ines = (await clinic.addPatient('Ines Castellane', { email: 'ines@example.test' })).id
  await clinic.core.sync.now()
  return () => clinic.close()
})

const history = async () =>
  (await clinic.client.patients.history({ patientId: ines }))
    .map(({ facts }) => facts.action)
    .filter((action) => action === 'waitingList.offered' || action === 'waitingList.withdrawn')
const mails = async () => (await clinic.client.outbox.list()).mails.filter(({ kind }) => kind === 'offer')

test('R6.2 the same offer again changes nothing: one e-mail, one line of history', async () => {
  const entry = await waitFor(clinic, ines)
  await freeTime(clinic)
  const wanted = {
    ...{ id: AppointmentId.parse(clinic.ids()), entryId: entry.id },
    ...{ practitionerId: clinic.people.lee.id, startsAt: TEN },
  }

  const first = await clinic.client.waitingList.offer(wanted)
  const again = await clinic.client.waitingList.offer(wanted)

  expect(again).toEqual(first)
  expect(await mails()).toHaveLength(1)
  expect(await history()).toEqual(['waitingList.offered'])
})

test('R10.6 every window hears of an offer and of its end, and the endpoint at once', async () => {
  const entry = await waitFor(clinic, ines)
  await freeTime(clinic)
  const id = AppointmentId.parse(clinic.ids())
  const offering = listeningTo(clinic.acting)
  await offerTime(offering.acting, { id, entryId: entry.id, practitionerId: clinic.people.lee.id, startsAt: TEN })
  expect(offering.heard).toEqual(expect.arrayContaining(['waitingList', 'outbox', 'appointments']))
  expect(offering.woken()).toBeGreaterThan(0)

  const ending = listeningTo(clinic.acting)
  await withdrawOffer(ending.acting, { id })
  expect(ending.heard).toEqual(expect.arrayContaining(['waitingList', 'outbox', 'appointments']))
  expect(ending.woken()).toBeGreaterThan(0)
})

test('R6.2 taken back twice is once, and one that nobody made is not there', async () => {
  const entry = await waitFor(clinic, ines)
  await freeTime(clinic)
  const { offer: made } = await offer(clinic, entry.id)

  await clinic.client.waitingList.withdraw({ id: made.id })
  await clinic.client.waitingList.withdraw({ id: made.id })
  await clinic.core.sync.now()

  expect(await history()).toEqual(['waitingList.withdrawn', 'waitingList.offered'])
  expect(endpoint.takenOf('offer.end')).toHaveLength(1)
  const nobodys = AppointmentId.parse(clinic.ids())
  expect(await outcomeOf(clinic.client.waitingList.withdraw({ id: nobodys }))).toBe('NOT_FOUND')
})

test('R9.3 an e-mail that has left stays as it left when its offer is taken back', async () => {
  const entry = await waitFor(clinic, ines)
  await freeTime(clinic)
  const { offer: made, leaving } = await offer(clinic, entry.id)
  clinic.later(MINUTE)
  await clinic.core.sync.now()
  endpoint.tell({ kind: 'mail.sent', mailId: MailId.parse(leaving?.mailId) })
  await clinic.core.sync.now()

  await clinic.client.waitingList.withdraw({ id: made.id })

  expect((await mails()).map(({ state }) => state)).toEqual(['sent'])
})

test('R6.2, R6.4 what was taken online meanwhile says which time, and offers none in its place', async () => {
  const entry = await waitFor(clinic, ines)
  await freeTime(clinic)
  endpoint.script.refuse = ({ body }) => (body.kind === 'offer.put' ? 'timeTaken' : null)

  await expect(offer(clinic, entry.id)).rejects.toMatchObject({
    code: 'TIME_TAKEN',
    data: { startsAt: TEN, endsAt: HALF_PAST, patientName: null, next: [] },
  })
})
