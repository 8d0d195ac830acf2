import { expect, test } from 'vitest'
import { EventId, InvitationId, LinkId } from '../../../shared/domain/ids.ts'
import { openWithEndpoint, type PairedStory } from '../testing/openWithEndpoint.ts'
import { FORGED, sendAccessLink } from '../testing/patientActs.ts'
import { pullEvents } from './pull.ts'

const ANA = 'ana@example.test'

const pullNow = async ({ clinic, connection, closing }: PairedStory) =>
  pullEvents(clinic.context, await connection(), closing.signal)
const stateIn = ({ clinic }: PairedStory) =>
  clinic.context.db.selectFrom('sync_state').select(['cursor']).executeTakeFirstOrThrow()
const setAsideIn = ({ clinic }: PairedStory) =>
  clinic.context.db.selectFrom('event_set_aside').selectAll().orderBy('seq').execute()

async function openWithInvitation() {
  const story = await openWithEndpoint()
  const ana = await story.clinic.addPatient('Ana Ruiz', { email: ANA, birthOn: null })
  const { id } = await sendAccessLink(story.clinic, ana.id, ANA)
  return { ...story, ana, invitationId: id }
}

/** Says something about an invitation that nobody knows: it is passed over, and logged with its seq. */
function tellNothing({ clinic, endpoint }: PairedStory): void {
  endpoint.tell({ kind: 'invitation.fetched', invitationId: InvitationId.parse(clinic.ids()) })
}
const seqsSeen = ({ clinic }: PairedStory) =>
  clinic.logLines.filter(({ event }) => event === 'wire.eventPassedOver').map(({ facts }) => facts['seq'])

/** What stands on a page of the endpoint's, whatever it is. */
const strangerAt = (seq: unknown, rest: object = {}) => ({ seq, id: 'not an id', body: { kind: 'moon.rose' }, ...rest })

test('R11.6 what is no event is set aside alone, as it came; those beside it are applied, and nothing comes twice', async () => {
  await using story = await openWithInvitation()
  const { clinic, endpoint, invitationId } = story
  endpoint.tell({ kind: 'invitation.fetched', invitationId })
  const strangers = [strangerAt(2), strangerAt(3, { body: 7 }), { seq: 4 }]
  endpoint.script.among = strangers
  endpoint.tell({ kind: 'invitation.opened', invitationId, expiresAt: clinic.clock.now() }, 5)

  await pullNow(story)
  await pullNow(story)

  const { current } = await clinic.client.access.get({ patientId: story.ana.id })
  expect(current).toMatchObject({ state: 'opened', fetchedAt: clinic.clock.now() })
  expect(await stateIn(story)).toEqual({ cursor: 5 })
  const rows = await setAsideIn(story)
  expect(rows.map(({ seq, kind, reason }) => [seq, kind, reason])).toEqual([
    [2, null, 'unreadable'],
    [3, null, 'unreadable'],
    [4, null, 'unreadable'],
  ])
  expect(rows.map(({ event_json }): unknown => JSON.parse(event_json))).toEqual(strangers)
})

test.each([
  ['nothing', {}],
  ['no object', 'seq 3'],
  ['a word', strangerAt('3')],
  ['a part', strangerAt(2.5)],
])('R11.6 what has no number at all moves no cursor and is kept once: %s', async (_, stranger) => {
  await using story = await openWithInvitation()
  story.endpoint.script.among = [stranger]
  tellNothing(story)

  await pullNow(story)
  await pullNow(story)
  tellNothing(story)
  await pullNow(story)

  expect(seqsSeen(story)).toEqual([1, 2])
  expect(await stateIn(story)).toEqual({ cursor: 2 })
  const rows = await setAsideIn(story)
  expect(rows).toHaveLength(1)
  expect(rows[0]?.seq, 'none of those that the desk gives itself').toBeLessThanOrEqual(-(2 ** 48))
})

test.each([2 ** 53 - 1, 2 ** 53, 1e300, 2 ** 32 + 2])(
  'R11.6 an event numbered %d does not move the cursor to where nothing is ever seen again',
  async (seq) => {
    await using story = await openWithInvitation()
    const { clinic, endpoint, invitationId } = story
    endpoint.script.among = [
      { seq, id: clinic.ids(), at: clinic.clock.now(), body: { kind: 'invitation.fetched', invitationId } },
    ]
    tellNothing(story)
    await pullNow(story)
    tellNothing(story)

    await pullNow(story)

    expect(seqsSeen(story)).toEqual([1, 2])
    expect(endpoint.acknowledged).toEqual([1, 2])
    const rows = await clinic.context.db.selectFrom('event_set_aside').select(['seq', 'reason', 'kind']).execute()
    expect(rows).toEqual([
      { seq: expect.any(Number) as number, reason: 'impossibleNumber', kind: 'invitation.fetched' },
    ])
    expect(rows[0]?.seq).toBeLessThan(0)
  },
)

test('R11.6 an envelope larger than any that can be sent is set aside, and a page of them fills no file', async () => {
  await using story = await openWithInvitation()
  const { clinic, endpoint } = story
  const linkId = LinkId.parse(clinic.ids())
  endpoint.tell({
    kind: 'request.made',
    linkId,
    requestId: EventId.parse(clinic.ids()),
    mac: FORGED,
    sealed: 'a'.repeat(3 * 1024 * 1024 + 4),
  })
  endpoint.script.among = [{ seq: 3, note: 'x'.repeat(5_000_000) }]
  tellNothing(story)

  await pullNow(story)

  const rows = await setAsideIn(story)
  expect(rows.map(({ seq, reason, kind }) => [seq, reason, kind])).toEqual([
    [1, 'tooLarge', 'request.made'],
    [3, 'tooLarge', null],
  ])
  expect(rows[1]?.event_json).toBe('{"characters":5000019}')
  expect(await stateIn(story)).toEqual({ cursor: 3 })
})

test('R11.6 a redemption by an e-mail or a key that is longer than any is set aside, and stands in no chart', async () => {
  await using story = await openWithInvitation()
  const { clinic, endpoint, invitationId } = story
  const redeemed = {
    ...{ kind: 'invitation.redeemed', invitationId, linkId: clinic.ids(), loginId: clinic.ids(), loginEmail: ANA },
    ...{ loginRecipient: 'age1', mac: FORGED, holderMac: FORGED, by: 'link', outcome: 'added', level: 'full' },
  }
  const at = (seq: number, rest: object) => ({
    ...{ seq, id: clinic.ids(), at: clinic.clock.now(), body: { ...redeemed, ...rest } },
  })
  endpoint.script.among = [at(1, { loginEmail: 'a'.repeat(255) }), at(2, { loginRecipient: 'a'.repeat(201) })]

  await pullNow(story)

  const rows = await setAsideIn(story)
  expect(rows.map(({ seq, kind, reason }) => [seq, kind, reason])).toEqual([
    [1, 'invitation.redeemed', 'unreadable'],
    [2, 'invitation.redeemed', 'unreadable'],
  ])
  expect(await clinic.client.inbox.list({ includeDone: true })).toEqual([])
})
