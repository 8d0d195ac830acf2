import { expect, test } from 'vitest'
import type { RefusalReason } from '../../../../shared/contract/outbox.ts'
import { HOUR } from '../../../../shared/domain/time.ts'
import { addPlan, changePatient, publishPlan } from '../../testing/deskActs.ts'
import { ANA, giveFull, openWithAna } from '../../testing/openWithAna.ts'
import type { PairedStory } from '../../testing/openWithEndpoint.ts'
import { outboxIn, sendAccessLink } from '../../testing/patientActs.ts'

const LUIS = 'luis@example.test'
const notedIn = ({ clinic }: PairedStory) => clinic.context.db.selectFrom('unsealed_holder').selectAll().execute()
const recordsIn = async ({ clinic }: PairedStory) =>
  (await outboxIn(clinic)).filter(({ kind }) => kind === 'records.put').map(({ state, reason }) => ({ state, reason }))
const publishedFor = ({ endpoint }: PairedStory) => endpoint.takenOf('index.put').map(({ owner }) => owner.id)

/** Refuses what is published for this owner. */
function refuseFor({ endpoint }: PairedStory, ownerId: string, reason: RefusalReason): void {
  endpoint.script.refuse = ({ body }) => (body.kind === 'index.put' && body.owner.id === ownerId ? reason : null)
}

test('R11.6 a link that the endpoint has forgotten leaves out only its own holder, who is noted until it is known', async () => {
  await using story = await openWithAna()
  const { clinic, endpoint, ana } = story
  const forgotten = await giveFull(story, ana.id, ANA)
  const kept = await giveFull(story, ana.id, LUIS)
  await publishPlan(clinic, (await addPlan(clinic, ana.id)).id)
  refuseFor(story, forgotten.linkId, 'unknownLink')

  await story.round()

  expect(publishedFor(story)).toEqual([kept.linkId])
  expect(await recordsIn(story)).toEqual([])
  const since = clinic.clock.now()
  const note = { link_id: forgotten.linkId, reason: 'unknownLink', since_at: since, put_away_at: null }
  expect(await notedIn(story)).toEqual([note])
  expect(clinic.logLines.filter(({ event }) => event === 'wire.linkForgotten')).toMatchObject([
    { level: 'warn', facts: { ownerId: forgotten.linkId } },
  ])

  clinic.later(1_000)
  await changePatient(clinic, ana.id, { phone: '604 555 0101' })
  await story.round()
  expect(await notedIn(story)).toEqual([note])
  expect(endpoint.takenOf('part.put'), 'what the others have is sealed once').toHaveLength(1)

  endpoint.script.refuse = () => null
  await changePatient(clinic, ana.id, { phone: '604 555 0102' })
  await story.round()
  expect(await notedIn(story)).toEqual([])
  expect(publishedFor(story).slice(-2)).toEqual([forgotten.linkId, kept.linkId])
})

test('R11.6 a link that is refused for a reason of its own is no forgotten one: the row waits for a person', async () => {
  await using story = await openWithAna()
  const { ana } = story
  const [first, second] = [await giveFull(story, ana.id, ANA), await giveFull(story, ana.id, LUIS)]
  refuseFor(story, first.linkId, 'notAnAgeFile')

  await story.round()

  expect(publishedFor(story)).toEqual([second.linkId])
  expect(await recordsIn(story)).toEqual([{ state: 'refused', reason: 'notAnAgeFile' }])
  expect(await notedIn(story)).toEqual([])
})

test('R11.6 trouble of the endpoint’s own beside a forgotten link is waited for', async () => {
  await using story = await openWithAna()
  const { endpoint, ana } = story
  const [first, second] = [await giveFull(story, ana.id, ANA), await giveFull(story, ana.id, LUIS)]
  const reasons = new Map<string, RefusalReason>([
    [first.linkId, 'unknownLink'],
    [second.linkId, 'internal'],
  ])
  endpoint.script.refuse = ({ body }) => (body.kind === 'index.put' ? (reasons.get(body.owner.id) ?? null) : null)

  await story.round()
  expect(await recordsIn(story)).toEqual([{ state: 'waiting', reason: null }])
  reasons.delete(second.linkId)
  await story.round()

  expect(await recordsIn(story)).toEqual([])
  expect(publishedFor(story)).toEqual([second.linkId])
  expect(await notedIn(story)).toMatchObject([{ link_id: first.linkId }])
})

/** Ana's Access Link is on its way, announced and published; then the endpoint's backup of before that is put back. */
async function openWithForgottenInvitation() {
  const story = await openWithAna()
  const { clinic, endpoint, ana } = story
  const { linkId } = await giveFull(story, ana.id, LUIS)
  const { id } = await sendAccessLink(clinic, ana.id, ANA)
  await story.round()
  endpoint.forget()
  const isAnnounced = () => endpoint.takenOf('invitation.put').some((put) => put.id === id)
  endpoint.script.refuse = ({ body }) =>
    body.kind === 'index.put' && body.owner.id === id && !isAnnounced() ? 'unknownInvitation' : null
  await changePatient(clinic, ana.id, { phone: '604 555 0101' })
  return { ...story, linkId, id }
}

test('R11.6 an open invitation that the endpoint has forgotten is announced again, and opens what it opened before', async () => {
  await using story = await openWithForgottenInvitation()
  const { endpoint, linkId, id } = story

  await story.round()
  expect(publishedFor(story)).toEqual([linkId])
  expect(await recordsIn(story)).toEqual([{ state: 'waiting', reason: null }])
  await story.round()

  expect(endpoint.takenOf('invitation.put')).toMatchObject([{ id }])
  expect(publishedFor(story)).toEqual([linkId, linkId, id])
  expect(await recordsIn(story)).toEqual([])
})

test('R11.6 an invitation that stays unknown is announced for an hour, and then again when a person asks for it', async () => {
  await using story = await openWithForgottenInvitation()
  const { clinic, endpoint, id } = story
  refuseFor(story, id, 'unknownInvitation')
  await story.round()
  clinic.later(HOUR)

  await story.round()
  expect(await recordsIn(story)).toEqual([{ state: 'refused', reason: 'unknownInvitation' }])
  const announced = endpoint.takenOf('invitation.put').length
  await story.round()
  expect(endpoint.takenOf('invitation.put')).toHaveLength(announced)
  await clinic.client.toSettle.tryAgain({ kind: 'rows', row: 'records.put', reason: 'unknownInvitation' })
  endpoint.script.refuse = () => null
  await story.round()

  expect(publishedFor(story)).toContain(id)
  expect(await recordsIn(story)).toEqual([])
})

test('R11.6 a part that is refused for a reason of its own is not sealed again in every round', async () => {
  await using story = await openWithAna()
  const { clinic, endpoint, ana } = story
  await giveFull(story, ana.id, ANA)
  await publishPlan(clinic, (await addPlan(clinic, ana.id)).id)
  endpoint.script.refuse = ({ body }) => (body.kind === 'part.put' ? 'notAnAgeFile' : null)

  await story.round()

  expect(await recordsIn(story)).toEqual([{ state: 'refused', reason: 'notAnAgeFile' }])
  expect(await clinic.context.db.selectFrom('part').selectAll().execute()).toEqual([])
})

test('R11.6 an endpoint that lacks a part whatever it is handed is told of it for an hour, and then staff are', async () => {
  await using story = await openWithAna()
  const { clinic, endpoint, ana } = story
  const { linkId } = await giveFull(story, ana.id, ANA)
  await publishPlan(clinic, (await addPlan(clinic, ana.id)).id)
  await story.round()
  await changePatient(clinic, ana.id, { phone: '604 555 0101' })
  // The desk was off for longer than the endpoint is told again.
  clinic.later(2 * HOUR)
  refuseFor(story, linkId, 'unknownPart')

  await story.round()
  expect(await recordsIn(story), 'all are sealed anew once').toEqual([{ state: 'waiting', reason: null }])
  await story.round()

  expect(await recordsIn(story)).toEqual([{ state: 'refused', reason: 'unknownPart' }])
  const sealed = endpoint.takenOf('part.put').length
  await story.round()
  expect(endpoint.takenOf('part.put')).toHaveLength(sealed)
  expect(await clinic.client.toSettle.list()).toMatchObject([{ kind: 'rows', reason: 'unknownPart' }])
})
