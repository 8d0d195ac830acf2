import { expect, test } from 'vitest'
import type { TestClinic } from '../../testing/openClinic.ts'
import { EventId, WaitingEntryId } from '../../../../shared/domain/ids.ts'
import { HOUR, MINUTE, plusMilliseconds } from '../../../../shared/domain/time.ts'
import { sealJson } from '../../../../shared/envelope/seal.ts'
import { readClinic } from '../../db/clinic.ts'
import { book, TEN } from '../../testing/deskActs.ts'
import { openWithBen } from '../../testing/openWithBen.ts'
import { ask, FORGED, receive, writtenBy } from '../../testing/patientActs.ts'
import { waitFor } from '../../testing/waitingActs.ts'

async function letter(clinic: TestClinic, changes: object = {}) {
  const asked = {
    ...{ format: 1, about: 'waiting', serviceId: clinic.services.consultation.id, practitionerId: null },
    ...{ parts: ['evening', 'morning'], message: '' },
    ...changes,
  }
  return sealJson(asked, [(await readClinic(clinic.context.db)).recipient])
}

const facts = async (clinic: TestClinic) =>
  (await clinic.client.inbox.list({ includeDone: false })).flatMap((item) =>
    item.facts.kind === 'waitingAsked' ? [item.facts] : [],
  )
const waiting = async (clinic: TestClinic) => (await clinic.client.waitingList.list()).waiting

test('R6.2 whoever asks online is on the waiting list since the desk heard of it, once however often it is brought', async () => {
  await using story = await openWithBen()
  const { clinic, ben, linkId } = story
  const requestId = EventId.parse(clinic.ids())
  const sealed = await letter(clinic, { practitionerId: clinic.people.lee.id, message: ' <b>After work</b> ' })
  const mac = await writtenBy(clinic, { linkId, kind: 'request.made', id: requestId }, sealed)

  await receive(clinic, { kind: 'request.made', linkId, requestId, sealed, mac })
  await receive(clinic, { kind: 'request.made', linkId, requestId, sealed, mac })

  expect(await waiting(clinic)).toMatchObject([
    {
      ...{ patientId: ben.id, serviceId: clinic.services.consultation.id, practitionerId: clinic.people.lee.id },
      ...{ parts: ['morning', 'evening'], weekdays: [], fromOn: null, untilOn: null, isUrgent: false },
      since: clinic.clock.now(),
    },
  ])
  expect(await facts(clinic)).toMatchObject([
    { outcome: 'added', serviceName: clinic.services.consultation.name, message: '<b>After work</b>' },
  ])
  const history = await clinic.client.patients.history({ patientId: ben.id })
  expect(history.filter((line) => line.facts.action === 'waitingList.askedOnline')).toHaveLength(1)
})

test('R6.2 which of their visits a yes moves goes to the list; one that is none of theirs does not', async () => {
  await using story = await openWithBen()
  const { clinic, ben, linkId } = story
  const { id: insteadOfId } = await book(clinic, ben.id, { tell: false })
  const maya = await clinic.addPatient('Maya Lindqvist')
  const { id: hers } = await book(clinic, maya.id, { startsAt: plusMilliseconds(TEN, HOUR), tell: false })

  await ask(clinic, linkId, await letter(clinic, { insteadOfId }))
  const [entry] = await waiting(clinic)
  expect(entry).toMatchObject({ insteadOfId, insteadOfAt: TEN })
  await clinic.client.waitingList.remove({ id: WaitingEntryId.parse(entry?.id), seenVersion: 1 })
  await ask(clinic, linkId, await letter(clinic, { insteadOfId: hers }))

  expect(await waiting(clinic)).toMatchObject([{ patientId: ben.id, insteadOfId: null, insteadOfAt: null }])
})

test('R6.2 nobody is on the list twice for one service, and a service that is not offered is waited for by nobody', async () => {
  await using story = await openWithBen()
  const { clinic, ben, linkId } = story
  const { id } = await waitFor(clinic, ben.id)

  await ask(clinic, linkId, await letter(clinic))
  await ask(clinic, linkId, await letter(clinic, { serviceId: clinic.ids() }))
  await ask(clinic, linkId, await letter(clinic, { practitionerId: clinic.ids() }))

  expect((await waiting(clinic)).map((entry) => entry.id)).toEqual([id])
  const outcomes = (await facts(clinic)).map(({ outcome, message }) => [outcome, message])
  expect(outcomes.sort()).toEqual([
    ['notOffered', null],
    ['notOffered', null],
    ['waitsAlready', null],
  ])
})

test('R6.2 on which days and between which they can come goes to the list; days that leave none are no request for it', async () => {
  await using story = await openWithBen()
  const { clinic, linkId } = story
  const days = { weekdays: [4, 2, 4], fromOn: '2026-03-10', untilOn: '2026-03-31' }

  await ask(clinic, linkId, await letter(clinic, { ...days, untilOn: '2026-03-09' }))
  expect(await waiting(clinic)).toEqual([])
  await ask(clinic, linkId, await letter(clinic, days))

  expect(await waiting(clinic)).toMatchObject([{ weekdays: [2, 4], fromOn: '2026-03-10', untilOn: '2026-03-31' }])
})

test('R3.5, R11.5 what the login did not write, does not open, or is longer than anybody may write puts nobody on the list', async () => {
  await using story = await openWithBen()
  const { clinic, linkId } = story
  await ask(clinic, linkId, await letter(clinic), true)
  await ask(clinic, linkId, await letter(clinic, { message: 'x'.repeat(501) }))
  await receive(clinic, {
    ...{ kind: 'request.made', linkId, requestId: EventId.parse(clinic.ids()) },
    ...{ sealed: await letter(clinic), mac: FORGED },
  })

  expect(await waiting(clinic)).toEqual([])
  expect(await facts(clinic)).toEqual([])
  const items = await clinic.client.inbox.list({ includeDone: false })
  expect(items.filter(({ facts: { kind } }) => kind === 'request')).toHaveLength(3)
})

test('R3.5 whose access was taken away puts nobody on the list, and the Inbox says so', async () => {
  await using story = await openWithBen()
  const { clinic, linkId } = story
  await clinic.context.db
    .updateTable('link')
    .set({ ended_at: clinic.clock.now(), ended_because: 'staff' })
    .where('id', '=', linkId)
    .execute()

  await ask(clinic, linkId, await letter(clinic))

  expect(await waiting(clinic)).toEqual([])
  expect(await facts(clinic)).toMatchObject([{ outcome: 'accessEnded' }])
})

test.each([
  ['one login writes', false],
  ['nobody is known to have written', true],
])(
  'R11.6 what %s fills no Inbox: what came before from others stands in it, and the rest follows as it is settled',
  async (_who, isForged) => {
    await using story = await openWithBen()
    const { clinic, linkId } = story
    const since = clinic.clock.now()
    await receive(clinic, { kind: 'codes.guessed', count: 500, since })
    clinic.later(MINUTE)
    const sealed = await letter(clinic, { serviceId: clinic.ids() })
    for (let asked = 0; asked < 510; asked += 1) await ask(clinic, linkId, sealed, isForged)

    const inbox = async () =>
      (await clinic.client.inbox.list({ includeDone: false })).map(({ id, facts }) => ({ id, kind: facts.kind }))
    const before = await inbox()
    expect(before.map(({ kind }) => kind)).toContain('codesGuessed')
    const [newest] = before
    if (!newest) throw new Error('Nothing in the Inbox')
    await clinic.client.inbox.settle({ id: newest.id })
    const after = await inbox()
    expect(after).toHaveLength(before.length)
    expect(after.at(-1)).toEqual(before.at(-1))
  },
)
