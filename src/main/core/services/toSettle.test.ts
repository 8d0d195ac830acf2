import { expect, test } from 'vitest'
import { EventId, LinkId } from '../../../shared/domain/ids.ts'
import { MINUTE } from '../../../shared/domain/time.ts'
import { ANA, giveFull, openWithAna } from '../testing/openWithAna.ts'
import type { PairedStory } from '../testing/openWithEndpoint.ts'
import { changePatient } from '../testing/deskActs.ts'
import { FORGED, redeem, sendAccessLink, somebody } from '../testing/patientActs.ts'
import { retrySetAside } from '../sync/retrySetAside.ts'

const requests = { kind: 'events', reason: 'notApplied', event: 'request.made' } as const
const listIn = ({ clinic }: PairedStory) => clinic.client.toSettle.list()

/** Two requests over an access that the desk does not know yet. */
async function openWithTwoSetAside() {
  const story = await openWithAna()
  const { id: invitationId } = await sendAccessLink(story.clinic, story.ana.id, ANA)
  const linkId = LinkId.parse(story.clinic.ids())
  for (const seq of [11, 12]) {
    const requestId = EventId.parse(story.clinic.ids())
    story.endpoint.tell({ kind: 'request.made', linkId, requestId, sealed: 'c2VhbGVk', mac: FORGED }, seq)
  }
  await story.round()
  return { ...story, invitationId, linkId }
}

test('R11.6 what is alike stands together, and another try takes it in once what it names is there', async () => {
  await using story = await openWithTwoSetAside()
  const { clinic } = story
  const line = { ...requests, count: 2, newestAt: clinic.clock.now(), canTryAgain: true }
  expect(await listIn(story)).toEqual([line])
  expect(await clinic.client.toSettle.tryAgain(requests)).toEqual({ left: 2 })
  await redeem(clinic, story.invitationId, await somebody(clinic, ANA), { linkId: story.linkId })

  expect(await clinic.client.toSettle.tryAgain({ ...requests, event: 'form.submitted' })).toEqual({ left: 0 })
  expect(await listIn(story), 'of another kind').toEqual([line])
  expect(await clinic.client.toSettle.tryAgain(requests)).toEqual({ left: 0 })

  expect(await listIn(story)).toEqual([])
  const inbox = await clinic.client.inbox.list({ includeDone: false })
  expect(inbox.filter(({ facts }) => facts.kind === 'request')).toHaveLength(2)
})

test('R11.6 what is put away is kept, shown no more and not tried again; the audit log says who did it', async () => {
  await using story = await openWithTwoSetAside()
  const { clinic } = story

  await clinic.client.toSettle.putAway(requests)

  expect(await listIn(story)).toEqual([])
  await redeem(clinic, story.invitationId, await somebody(clinic, ANA), { linkId: story.linkId })
  await retrySetAside(clinic.context)
  const kept = await clinic.context.db.selectFrom('event_set_aside').select('put_away_at').execute()
  expect(kept).toEqual(Array(2).fill({ put_away_at: clinic.clock.now() }))
  const audit = await clinic.context.db.selectFrom('audit').selectAll().where('action', '=', 'events.putAway').execute()
  expect(audit).toMatchObject([{ staff_id: clinic.people.admin.id, detail: '{"reason":"notApplied","count":2}' }])
  await expect(clinic.client.toSettle.putAway(requests)).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

test('R11.6 what cannot get better is not offered another try, and stays put away when it comes again', async () => {
  await using story = await openWithAna()
  const { clinic, endpoint } = story
  endpoint.script.among = [{ seq: 2 ** 53, id: EventId.parse(clinic.ids()), body: {} }]
  await story.round()
  const what = { kind: 'events', reason: 'impossibleNumber', event: null } as const
  expect(await listIn(story)).toMatchObject([{ ...what, count: 1, canTryAgain: false }])

  await clinic.client.toSettle.putAway(what)
  await story.round()

  expect(await listIn(story)).toEqual([])
})

test('R11.6 what the endpoint refused leaves again, and with it what waited for it', async () => {
  await using story = await openWithAna()
  const { clinic, endpoint, ana } = story
  await giveFull(story, ana.id, ANA)
  endpoint.script.refuse = ({ body }) => (body.kind === 'index.put' ? 'notAnAgeFile' : null)
  await story.round()
  const what = { kind: 'rows', row: 'records.put', reason: 'notAnAgeFile' } as const
  expect(await listIn(story)).toEqual([{ ...what, count: 1, newestAt: clinic.clock.now(), canTryAgain: true }])
  endpoint.script.refuse = () => null

  expect(await clinic.client.toSettle.tryAgain(what)).toEqual({ left: 0 })
  await story.round()

  expect(await listIn(story)).toEqual([])
  expect(endpoint.kindsTaken()).toContain('index.put')
})

test('R11.6 what only waits for something that was refused is not offered another try of its own', async () => {
  await using story = await openWithAna()
  const { clinic, ana } = story
  await giveFull(story, ana.id, ANA)
  await clinic.context.db.deleteFrom('outbox').execute()
  await changePatient(clinic, ana.id, { phone: '604 555 0101' })
  await clinic.context.db.updateTable('outbox').set({ state: 'refused', reason: 'predecessorRefused' }).execute()

  expect(await listIn(story)).toMatchObject([{ row: 'records.put', reason: 'predecessorRefused', canTryAgain: false }])
})

test('R11.6 the newest of it stands first', async () => {
  await using story = await openWithTwoSetAside()
  const { clinic, ana } = story
  await giveFull(story, ana.id, ANA)
  await clinic.context.db
    .updateTable('link')
    .set({ proven_recipient: `age1${'q'.repeat(58)}` })
    .execute()
  clinic.later(MINUTE)

  await story.round()

  expect((await listIn(story)).map(({ kind }) => kind)).toEqual(['holder', 'events'])
})

test('R11.6 a holder to whose key nothing can be sealed is shown until put away, or until its access ends', async () => {
  await using story = await openWithAna()
  const { clinic, ana } = story
  const links = [await giveFull(story, ana.id, ANA), await giveFull(story, ana.id, 'luis@example.test')]
  await clinic.context.db
    .updateTable('link')
    .set({ proven_recipient: `age1${'q'.repeat(58)}` })
    .execute()
  await story.round()
  const [first, second] = links.map(({ linkId }) => linkId)
  if (!first || !second) throw new Error('Two links')
  const facts = { kind: 'holder', reason: 'unusableKey', patientId: ana.id, patientName: 'Ana Ruiz' }
  expect(await listIn(story)).toEqual([
    { ...facts, linkId: first, email: ANA, newestAt: clinic.clock.now() },
    { ...facts, linkId: second, email: 'luis@example.test', newestAt: clinic.clock.now() },
  ])
  const { holders } = await clinic.client.access.get({ patientId: ana.id })
  expect(
    holders.map(({ trouble }) => trouble),
    'and so it is beside the holder',
  ).toEqual(['unusableKey', 'unusableKey'])

  await clinic.client.toSettle.putAway({ kind: 'holder', linkId: first })
  await clinic.client.access.revokeLink({ linkId: second, reason: 'By request' })
  await changePatient(clinic, ana.id, { phone: '604 555 0101' })
  await story.round()

  expect(await listIn(story)).toEqual([])
  const lines = await clinic.client.patients.history({ patientId: ana.id })
  expect(lines).toContainEqual(expect.objectContaining({ facts: { action: 'holder.putAway', email: ANA } }))
  await expect(clinic.client.toSettle.putAway({ kind: 'holder', linkId: first })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  })
})

test('R11.6 a holder whose link the endpoint has forgotten is shown, and again when put away for another reason', async () => {
  await using story = await openWithAna()
  const { clinic, endpoint, ana } = story
  const { linkId } = await giveFull(story, ana.id, ANA)
  await clinic.context.db
    .updateTable('link')
    .set({ proven_recipient: `age1${'q'.repeat(58)}` })
    .execute()
  await story.round()
  await clinic.client.toSettle.putAway({ kind: 'holder', linkId })
  const { recipient } = await somebody(clinic, ANA)
  await clinic.context.db.updateTable('link').set({ proven_recipient: recipient }).execute()
  endpoint.script.refuse = ({ body }) => (body.kind === 'index.put' ? 'unknownLink' : null)
  clinic.later(1_000)

  await changePatient(clinic, ana.id, { phone: '604 555 0101' })
  await story.round()

  const newestAt = clinic.clock.now()
  expect(await listIn(story)).toMatchObject([{ kind: 'holder', linkId, reason: 'unknownLink', newestAt }])
  await clinic.client.toSettle.putAway({ kind: 'holder', linkId })
  await changePatient(clinic, ana.id, { phone: '604 555 0102' })
  await story.round()
  expect(await listIn(story), 'it stays put away').toEqual([])
})
