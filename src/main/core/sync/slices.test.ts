import { expect, test } from 'vitest'
import { EventId, InvitationId, LinkId } from '../../../shared/domain/ids.ts'
import { openWithEndpoint, type PairedStory } from '../testing/openWithEndpoint.ts'
import { giveFull } from '../testing/openWithAna.ts'
import { FORGED } from '../testing/patientActs.ts'
import { applyPage } from './applyPage.ts'
import { readArrivals } from './arrivals.ts'
import { preparePage } from './preparePage.ts'
import { pullEvents } from './pull.ts'

const ANA = 'ana@example.test'
const cursorIn = async ({ clinic }: PairedStory) =>
  (await clinic.context.db.selectFrom('sync_state').select('cursor').executeTakeFirstOrThrow()).cursor

/** Slices of one event each; `between` runs after each but the last two. */
async function applyOneByOne(story: PairedStory, between: () => Promise<void>): Promise<string[]> {
  const { clinic, endpoint } = story
  const told: string[] = []
  const changes = { ...clinic.context.changes, publish: (...topics: string[]) => void told.push(topics.join(' ')) }
  const courtesy = {
    note: () => undefined,
    begin: () => undefined,
    isSomebodyThere: () => false,
    sliceMilliseconds: () => 0,
    giveWay: between,
  }
  const page = await preparePage(clinic.context, readArrivals(endpoint.eventsTold(), 0))
  await applyPage({ ...clinic.context, changes, courtesy }, page)
  return told
}

test('R11.6 a page is applied in slices, each with its cursor, and a call at the desk waits for one at most', async () => {
  await using story = await openWithEndpoint()
  const { clinic, endpoint } = story
  const ana = await clinic.addPatient('Ana Ruiz', { email: ANA, birthOn: null })
  const linkId = LinkId.parse(clinic.ids())
  endpoint.tell({ kind: 'invitation.fetched', invitationId: InvitationId.parse(clinic.ids()) })
  endpoint.tell({
    kind: 'request.made',
    linkId,
    requestId: EventId.parse(clinic.ids()),
    mac: FORGED,
    sealed: 'c2VhbGVk',
  })
  endpoint.tell({ kind: 'invitation.fetched', invitationId: InvitationId.parse(clinic.ids()) })
  endpoint.tell({ kind: 'invitation.fetched', invitationId: InvitationId.parse(clinic.ids()) })
  const seen: unknown[] = []

  const told = await applyOneByOne(story, async () => {
    const found = await clinic.client.patients.search({ query: 'ruiz', limit: 5, offset: 0 })
    seen.push([await cursorIn(story), found.patients.map(({ id }) => id)])
  })

  expect(seen).toEqual([
    [1, [ana.id]],
    [2, [ana.id]],
  ])
  expect(await cursorIn(story)).toBe(4)
  expect(told, 'windows are told once a page').toEqual(['sync'])
})

test('R11.6 what ends between two slices keeps those that were applied, and tells of them', async () => {
  await using story = await openWithEndpoint()
  const { clinic, endpoint } = story
  endpoint.tell({
    kind: 'request.made',
    linkId: LinkId.parse(clinic.ids()),
    requestId: EventId.parse(clinic.ids()),
    mac: FORGED,
    sealed: 'c2VhbGVk',
  })
  endpoint.tell({ kind: 'invitation.fetched', invitationId: InvitationId.parse(clinic.ids()) })
  endpoint.tell({ kind: 'invitation.fetched', invitationId: InvitationId.parse(clinic.ids()) })
  const told: string[] = []
  const changes = { ...clinic.context.changes, publish: (...topics: string[]) => void told.push(topics.join(' ')) }
  const courtesy = {
    note: () => undefined,
    begin: () => undefined,
    isSomebodyThere: () => false,
    sliceMilliseconds: () => 0,
    giveWay: () => Promise.reject(new Error('End')),
  }
  const page = await preparePage(clinic.context, readArrivals(endpoint.eventsTold(), 0))

  await expect(applyPage({ ...clinic.context, changes, courtesy }, page)).rejects.toThrow('End')

  expect(await cursorIn(story)).toBe(1)
  expect(told).toEqual(['sync'])
})

test.each(['crash', 'throw'])(
  'R11.6 an envelope at which a thread would %s is set aside alone, and opened when it is tried again',
  async (bad) => {
    await using story = await openWithEndpoint({
      openingWorker: new URL('../testing/fragileWorker.ts', import.meta.url),
    })
    const { clinic, endpoint, connection, closing } = story
    const ana = await clinic.addPatient('Ana Ruiz', { email: ANA, birthOn: null })
    const { linkId } = await giveFull(story, ana.id, ANA)
    const request = (message: string) =>
      Buffer.from(JSON.stringify({ format: 1, about: 'fullAccess', message })).toString('base64')
    const letter = () => ({
      kind: 'request.made' as const,
      linkId,
      requestId: EventId.parse(clinic.ids()),
      mac: FORGED,
    })
    endpoint.tell({ ...letter(), sealed: request('one') }, 11)
    endpoint.tell({ ...letter(), sealed: bad }, 12)
    endpoint.tell({ ...letter(), sealed: request('three') }, 13)

    await pullEvents(clinic.context, await connection(), closing.signal)

    const inbox = await clinic.client.inbox.list({ includeDone: false })
    const messages = inbox.flatMap(({ facts }) => (facts.kind === 'request' ? [facts.message] : []))
    expect(messages.toSorted()).toEqual(['one', 'three'])
    const aside = await clinic.context.db.selectFrom('event_set_aside').select(['seq', 'reason']).execute()
    expect(aside).toEqual([{ seq: 12, reason: 'notOpened' }])
    expect(endpoint.acknowledged).toEqual([13])
    const what = { kind: 'events', reason: 'notOpened', event: 'request.made' } as const
    expect(await clinic.client.toSettle.tryAgain(what)).toEqual({ left: 1 })
  },
)

test('R11.6 a page of a few events rests nowhere, whoever is at the desk', async () => {
  await using story = await openWithEndpoint()
  const { clinic, endpoint } = story
  for (let count = 0; count < 2; count += 1) {
    endpoint.tell({ kind: 'invitation.fetched', invitationId: InvitationId.parse(clinic.ids()) })
  }

  await applyOneByOne(story, () => Promise.reject(new Error('It rested')))

  expect(await cursorIn(story)).toBe(2)
})
