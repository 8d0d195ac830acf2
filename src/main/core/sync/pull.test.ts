import { expect, test, vi } from 'vitest'
import { EventId, InvitationId, LinkId } from '../../../shared/domain/ids.ts'
import { applyPage } from './applyPage.ts'
import { readArrivals } from './arrivals.ts'
import { preparePage, type Prepared } from './preparePage.ts'
import { retrySetAside } from './retrySetAside.ts'
import { openWithEndpoint, type PairedStory } from '../testing/openWithEndpoint.ts'
import { FORGED, redeem, sendAccessLink, somebody } from '../testing/patientActs.ts'
import { pullEvents } from './pull.ts'

const ANA = 'ana@example.test'

const pullNow = async ({ clinic, connection, closing }: PairedStory) =>
  pullEvents(clinic.context, await connection(), closing.signal)
const stateIn = ({ clinic }: PairedStory) =>
  clinic.context.db.selectFrom('sync_state').select(['cursor']).executeTakeFirstOrThrow()
const setAsideIn = async ({ clinic }: PairedStory) =>
  (await clinic.context.db.selectFrom('event_set_aside').select('seq').orderBy('seq').execute()).map(({ seq }) => seq)

const prepared = ({ clinic }: PairedStory, events: readonly unknown[]) =>
  preparePage(clinic.context, readArrivals(events, 0))

async function openWithInvitation() {
  const story = await openWithEndpoint()
  const ana = await story.clinic.addPatient('Ana Ruiz', { email: ANA, birthOn: null })
  const { id } = await sendAccessLink(story.clinic, ana.id, ANA)
  return { ...story, ana, invitationId: id }
}

/** Says something about an invitation that nobody knows: it is passed over, and logged with its seq. */
function tellNothing({ clinic, endpoint }: PairedStory, count: number): void {
  for (let n = 0; n < count; n += 1) {
    endpoint.tell({ kind: 'invitation.fetched', invitationId: InvitationId.parse(clinic.ids()) })
  }
}
const seqsSeen = ({ clinic }: PairedStory) =>
  clinic.logLines.filter(({ event }) => event === 'wire.eventPassedOver').map(({ facts }) => facts['seq'])

test('events come page by page, in order, each page acknowledged when it is committed', async () => {
  await using story = await openWithInvitation()
  story.endpoint.script.pageEvents = 2
  tellNothing(story, 5)

  expect(await pullNow(story)).toBe(5)

  expect(seqsSeen(story)).toEqual([1, 2, 3, 4, 5])
  expect(story.endpoint.acknowledged).toEqual([2, 4, 5])
  expect(story.endpoint.calls.filter((call) => call === 'pull')).toHaveLength(3)
  expect(await stateIn(story)).toEqual({ cursor: 5 })
})

test('nothing new is nothing to acknowledge, and only what lies after the cursor is asked for', async () => {
  await using story = await openWithInvitation()
  tellNothing(story, 1)
  await pullNow(story)

  expect(await pullNow(story)).toBe(0)

  expect(story.endpoint.acknowledged).toEqual([1])
  expect(seqsSeen(story)).toEqual([1])
})

test('a reply from before brings nothing new, and nothing of it is acknowledged', async () => {
  await using story = await openWithInvitation()
  tellNothing(story, 2)
  await pullNow(story)
  story.endpoint.script.pullsAfter = 0

  expect(await pullNow(story)).toBe(0)

  expect(story.endpoint.acknowledged).toEqual([2])
  expect(await stateIn(story)).toEqual({ cursor: 2 })
})

test('an acknowledgement that was lost is said again by the next greeting, and nothing is applied twice', async () => {
  await using story = await openWithInvitation()
  tellNothing(story, 2)
  story.endpoint.script.lose.acknowledge = 1

  await expect(pullNow(story)).rejects.toMatchObject({ reason: 'unreachable' })
  await story.greet()

  expect(story.endpoint.acknowledged).toEqual([2, 2])
  expect(await pullNow(story)).toBe(0)
})

test('a page that comes in another order, or a second time, is applied in order and once', async () => {
  await using story = await openWithInvitation()
  const { context } = story.clinic
  const [second, first] = [2, 1].map((seq) =>
    story.endpoint.tell({ kind: 'invitation.fetched', invitationId: InvitationId.parse(story.clinic.ids()) }, seq),
  )
  expect([second?.seq, first?.seq]).toEqual([2, 1])

  await pullNow(story)
  await applyPage(context, await prepared(story, story.endpoint.eventsTold()))

  expect(seqsSeen(story)).toEqual([1, 2])
  expect(await stateIn(story)).toEqual({ cursor: 2 })
})

test('R11.6 an event that cannot be applied is set aside alone; those beside it are applied, and it is tried again', async () => {
  await using story = await openWithInvitation()
  const { clinic, endpoint, invitationId } = story
  const [linkId, requestId] = [LinkId.parse(clinic.ids()), EventId.parse(clinic.ids())]
  endpoint.tell({ kind: 'invitation.fetched', invitationId })
  endpoint.tell({ kind: 'request.made', linkId, requestId, sealed: 'c2VhbGVk', mac: FORGED })
  endpoint.tell({ kind: 'invitation.opened', invitationId, expiresAt: clinic.clock.now() })

  await pullNow(story)

  const { current } = await clinic.client.access.get({ patientId: story.ana.id })
  expect(current).toMatchObject({ state: 'opened', fetchedAt: clinic.clock.now() })
  expect(await setAsideIn(story)).toEqual([2])
  expect(endpoint.acknowledged).toEqual([3])
  const setAside = clinic.logLines.filter(({ event }) => event === 'sync.eventSetAside')
  expect(setAside).toMatchObject([
    { level: 'error', facts: { seq: 2, reason: 'notApplied', error: 'EventNotApplicable' } },
  ])
  const told: string[] = []
  const changes = { ...clinic.context.changes, publish: (...topics: string[]) => void told.push(topics.join(' ')) }
  await retrySetAside({ ...clinic.context, changes })
  expect(await setAsideIn(story)).toEqual([2])
  expect(told).toEqual([])
  await redeem(clinic, invitationId, await somebody(clinic, ANA), { linkId })
  await retrySetAside({ ...clinic.context, changes })
  expect(told).toEqual(['inbox'])
  expect(await setAsideIn(story)).toEqual([])
  expect(await clinic.client.inbox.list({ includeDone: false })).toContainEqual(
    expect.objectContaining({
      facts: { kind: 'request', email: ANA, isReadable: false, isFromHolder: false, message: null },
    }),
  )
})

test('R11.6 an event set aside that this program cannot read stays, and those beside it are tried again', async () => {
  await using story = await openWithInvitation()
  const { clinic, invitationId } = story
  const { context } = clinic
  const at = clinic.clock.now()
  const readable = { seq: 2, id: clinic.ids(), at, body: { kind: 'invitation.fetched', invitationId } }
  const rows = [
    { seq: 1, event_json: '{"seq":1,"body":{"kind":"moon.rose"}}', set_aside_at: at },
    { seq: 2, event_json: JSON.stringify(readable), set_aside_at: at },
  ]
  await context.db.insertInto('event_set_aside').values(rows).execute()

  await retrySetAside(context)

  expect(await setAsideIn(story)).toEqual([1])
  expect(clinic.logLines).toContainEqual({ level: 'warn', event: 'sync.eventNotReadable', facts: { seq: 1 } })
})

test('what an event undid by failing leaves no trace', async () => {
  await using story = await openWithInvitation()
  const { clinic, invitationId } = story
  const { context } = clinic
  const events = await prepared(story, [
    story.endpoint.tell({ kind: 'invitation.fetched', invitationId }),
    story.endpoint.tell({ kind: 'invitation.opened', invitationId, expiresAt: clinic.clock.now() }),
  ])
  const [first, second] = events
  if (!first || !second) throw new Error('Nothing was prepared')
  const { apply } = first
  if (typeof apply === 'string') throw new Error('It cannot be applied')
  const failing: Prepared = {
    ...first,
    apply: async (...given) => {
      await apply(...given)
      throw new Error('A bug')
    },
  }

  const told: string[] = []
  const changes = { ...context.changes, publish: (...topics: string[]) => void told.push(topics.join(' ')) }
  const courtesy = { ...context.courtesy, giveWay: () => Promise.resolve() }
  await applyPage({ ...context, changes, courtesy }, [failing, second])

  expect(told).toEqual(['sync invitations forms'])
  const { current } = await clinic.client.access.get({ patientId: story.ana.id })
  expect(current).toMatchObject({ fetchedAt: null, state: 'opened' })
  expect(await setAsideIn(story)).toEqual([1])
  expect(await stateIn(story)).toEqual({ cursor: 2 })
})

test('trouble with the file fails the whole page, which comes again', async () => {
  await using story = await openWithInvitation()
  const { context } = story.clinic
  const events = await prepared(story, [
    story.endpoint.tell({ kind: 'invitation.fetched', invitationId: story.invitationId }),
  ])
  const full = Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' })
  const failing = events.map((event) => ({ ...event, apply: () => Promise.reject(full) }))

  const tries = vi.fn(() => Promise.reject(full))
  await expect(applyPage(context, failing)).rejects.toBe(full)
  await expect(
    applyPage(
      context,
      failing.map((event) => ({ ...event, apply: tries })),
    ),
  ).rejects.toBe(full)

  expect(tries, 'not tried again with care').toHaveBeenCalledTimes(1)
  const fullLater = vi.fn(() => Promise.reject(full)).mockRejectedValueOnce(new Error('A bug'))
  await expect(
    applyPage(
      context,
      failing.map((event) => ({ ...event, apply: fullLater })),
    ),
    'not even while a bug is worked around',
  ).rejects.toBe(full)

  expect(await setAsideIn(story)).toEqual([])
  expect(await stateIn(story)).toEqual({ cursor: 0 })
})

test('windows are told what a page changed', async () => {
  await using story = await openWithInvitation()
  const { clinic, endpoint, invitationId } = story
  const stream = clinic.context.changes.subscribe(undefined)
  await stream.next()
  endpoint.tell({ kind: 'invitation.opened', invitationId, expiresAt: clinic.clock.now() })

  await pullNow(story)

  expect((await stream.next()).value).toEqual({ topics: ['invitations', 'forms'] })
  await stream.return(undefined)
})

test('a page that changes nothing tells nobody', async () => {
  await using story = await openWithInvitation()
  const { clinic, endpoint, invitationId } = story
  endpoint.tell({ kind: 'invitation.fetched', invitationId })
  endpoint.tell({ kind: 'invitation.fetched', invitationId })
  const [first, second] = await prepared(story, endpoint.eventsTold())
  const told: string[] = []
  const context = { ...clinic.context, changes: { ...clinic.context.changes, publish: () => void told.push('told') } }

  for (const event of [first, second]) if (event) await applyPage(context, [event])

  expect(told).toEqual(['told'])
})
