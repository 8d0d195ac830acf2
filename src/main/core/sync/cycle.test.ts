import { expect, test } from 'vitest'
import { HOUR, MINUTE } from '../../../shared/domain/time.ts'
import { makeIdentity, sealJson } from '../../../shared/envelope/seal.ts'
import { until } from '../../../../tests/support/until.ts'
import { makeAnchor } from '../auditChain.ts'
import { readClinic } from '../db/clinic.ts'
import { addPlan, outcomeOf, publishPlan } from '../testing/deskActs.ts'
import { openWithEndpoint, pairWith, type PairedStory } from '../testing/openWithEndpoint.ts'
import { outboxIn, redeem, sendAccessLink, somebody } from '../testing/patientActs.ts'
import { createMemoryEndpoint } from '../testing/memoryEndpoint.ts'
import { openClinic } from '../testing/openClinic.ts'
import { raiseEpoch } from './raiseEpoch.ts'

const ANA = 'ana@example.test'
const stateIn = ({ clinic }: PairedStory) =>
  clinic.context.db.selectFrom('sync_state').selectAll().executeTakeFirstOrThrow()

test('a round takes what patients did, then hands over what waits, and says when it was', async () => {
  await using story = await openWithEndpoint()
  const { clinic, endpoint } = story
  const ana = await clinic.addPatient('Ana Ruiz', { email: ANA, birthOn: null })
  const { id } = await sendAccessLink(clinic, ana.id, ANA)
  endpoint.tell({ kind: 'invitation.fetched', invitationId: id })
  clinic.clock.advance(MINUTE)

  await story.round()

  expect(endpoint.calls).toEqual(['pull', 'acknowledge', 'hello', 'push', 'push'])
  expect(await stateIn(story)).toMatchObject({ cursor: 1, last_synchronised_at: clinic.clock.now() })
})

test('a round that fails was none', async () => {
  await using story = await openWithEndpoint()
  story.endpoint.script.isAway = true

  await expect(story.round()).rejects.toMatchObject({ reason: 'unreachable', isPassing: true })

  expect(await stateIn(story)).toMatchObject({ last_synchronised_at: null })
})

test('a greeting brings how far the clocks are apart', async () => {
  await using story = await openWithEndpoint()
  const { clinic, endpoint } = story
  endpoint.script.meanwhile = () => clinic.clock.advance(-2 * HOUR)
  const before = clinic.clock.now()

  const skew = await story.greet()

  expect(skew).toBe(HOUR / 1000)
  expect(clinic.clock.now() < before).toBe(true)
  // Nothing was ever committed: there is nothing to say again.
  expect(endpoint.acknowledged).toEqual([])
  expect(clinic.logLines.map(({ event }) => event)).toEqual([])
})

test('R10.9 an index version that this desk never gave out tells that its file was put back from a backup', async () => {
  await using story = await openWithEndpoint()
  const { endpoint } = story
  endpoint.script.highestVersion = 1
  endpoint.script.epoch = 1

  await expect(story.greet()).rejects.toMatchObject({ reason: 'epochPassed', endpointEpoch: 1 })
  await story.clinic.context.db.updateTable('sync_state').set({ index_version: 1 }).execute()
  expect(await outcomeOf(story.greet().then(() => undefined))).toBe('done')
})

test('an epoch that has passed is said with the endpoint’s own', async () => {
  await using story = await openWithEndpoint()
  story.endpoint.script.epoch = 4

  await expect(story.round()).rejects.toMatchObject({ reason: 'epochPassed', endpointEpoch: 4 })
})

test('R10.9 a desk goes beyond the endpoint’s epoch, withdraws again what it had withdrawn, and publishes everything', async () => {
  await using story = await openWithEndpoint()
  const { clinic, endpoint } = story
  const { context, client } = clinic
  const [ana, ben, cleo] = [
    await clinic.addPatient('Ana Ruiz', { email: ANA, birthOn: null }),
    await clinic.addPatient('Ben Okoro', { email: 'ben@example.test', birthOn: null }),
    await clinic.addPatient('Cleo Marsh', { email: 'cleo@example.test', birthOn: null }),
  ]
  const open = await sendAccessLink(clinic, ana.id, ANA)
  const revoked = await sendAccessLink(clinic, ben.id, 'ben@example.test')
  await client.access.revokeInvitation({ invitationId: revoked.id, reason: '' })
  const link = async (email: string) =>
    redeem(clinic, (await sendAccessLink(clinic, cleo.id, email)).id, await somebody(clinic, email))
  const [live, lowered, ended] = [await link('c@x.test'), await link('low@x.test'), await link('end@x.test')]
  await client.access.lowerLink({ linkId: lowered, reason: 'By request' })
  await client.access.revokeLink({ linkId: ended, reason: 'By request' })
  await publishPlan(clinic, (await addPlan(clinic, cleo.id)).id)
  await story.round()
  endpoint.forget()

  await raiseEpoch(context, 6)
  await story.round()

  expect(await stateIn(story)).toMatchObject({ epoch: 7 })
  expect(endpoint.script.epoch).toBe(7)
  expect(endpoint.takenOf('invitation.end')).toContainEqual({
    kind: 'invitation.end',
    id: revoked.id,
    state: 'revoked',
  })
  expect(endpoint.takenOf('link.end')).toEqual([{ kind: 'link.end', id: ended }])
  expect(endpoint.takenOf('link.level')).toEqual([{ kind: 'link.level', id: lowered, level: 'limited' }])
  expect(endpoint.takenOf('clinic.put')).toHaveLength(1)
  expect(endpoint.takenOf('invitation.put').map(({ id }) => id)).toEqual([open.id])
  expect(endpoint.takenOf('index.put').map(({ owner }) => owner.id)).toEqual([open.id, lowered])
  // The parts went with what the endpoint forgot: the first round finds out, the second seals them anew.
  expect((await outboxIn(clinic)).filter(({ kind }) => kind === 'records.put')).toMatchObject([{ subject: cleo.id }])
  await story.round()
  expect(endpoint.takenOf('part.put')).toHaveLength(1)
  expect(endpoint.takenOf('index.put').map(({ owner }) => owner.id)).toEqual([open.id, lowered, live, lowered])
  expect(clinic.logLines).toContainEqual({ level: 'warn', event: 'sync.epochRaised', facts: { endpointEpoch: 6 } })
})

test('R8.6 the newest row of the audit log is told to the endpoint once a round, and only when the log has grown', async () => {
  await using story = await openWithEndpoint()
  const { clinic, endpoint } = story
  await story.round()
  expect(endpoint.takenOf('anchor.put')).toEqual([])
  await clinic.addPatient('Ana Ruiz')
  await clinic.addPatient('Ben Okoro')

  await story.round()
  await story.round()
  expect(endpoint.takenOf('anchor.put')).toHaveLength(1)
  expect(await stateIn(story)).toMatchObject({ anchored_seq: 2 })
  await clinic.addPatient('Cleo Marsh')
  await story.round()

  expect(endpoint.takenOf('anchor.put')).toHaveLength(2)
})

test.each(['internal', 'notAnAgeFile'] as const)('R8.6 an anchor refused as %s is left again', async (reason) => {
  await using story = await openWithEndpoint()
  await story.clinic.addPatient('Ana Ruiz')
  story.endpoint.script.refuse = () => reason

  await story.round()

  expect(await stateIn(story)).toMatchObject({ anchored_seq: 0 })
  story.endpoint.script.refuse = () => null
  await story.round()
  expect(story.endpoint.kindsTaken()).toEqual(['anchor.put'])
  expect(await stateIn(story)).toMatchObject({ anchored_seq: 1 })
})

test('R8.6 a log that was cut is told by what the endpoint kept, on every screen', async () => {
  await using story = await openWithEndpoint()
  const { clinic } = story
  const { db, auditChain, changes } = clinic.context
  await clinic.addPatient('Ana Ruiz')
  await clinic.addPatient('Ben Okoro')
  await story.round()
  await clinic.client.settings.checkAudit()
  await db.deleteFrom('audit').where('seq', '=', 2).execute()
  const stream = changes.subscribe(undefined)
  await stream.next()

  await story.greet()

  expect(auditChain.last()?.verdict).toEqual({ state: 'cut', anchoredSeq: 2 })
  expect((await stream.next()).value).toEqual({ topics: ['settings'] })
  await stream.return(undefined)
  expect((await clinic.client.today.summary()).isAuditWhole).toBe(false)
  expect(clinic.logLines).toContainEqual({ level: 'error', event: 'audit.notWhole', facts: { state: 'cut' } })
})

test('R8.6 an anchor of somebody else, or one that does not open, is no anchor, and is logged', async () => {
  await using story = await openWithEndpoint()
  const { clinic, endpoint } = story
  await clinic.addPatient('Ana Ruiz')
  await clinic.client.settings.checkAudit()
  const { recipient } = await readClinic(clinic.context.db)
  const forged = makeAnchor((await makeIdentity()).identity, { seq: 9, hash: 'f'.repeat(64), at: clinic.clock.now() })

  endpoint.script.anchor = await sealJson(forged, [recipient])
  await story.greet()
  endpoint.script.anchor = await sealJson(forged, [(await makeIdentity()).recipient])
  await story.greet()

  expect(clinic.context.auditChain.last()?.verdict).toEqual({ state: 'whole', rows: 1 })
  expect(clinic.logLines.filter(({ event }) => event.startsWith('audit.'))).toMatchObject([
    { level: 'warn', event: 'audit.anchorNotOurs' },
    { level: 'warn', event: 'audit.anchorUnreadable' },
  ])
})

test('R8.6 trouble with the file while an anchor is held against the log fails the greeting, and is no verdict', async () => {
  await using story = await openWithEndpoint()
  const { clinic } = story
  await clinic.addPatient('Ana Ruiz')
  await story.round()
  await clinic.client.settings.checkAudit()
  await clinic.context.db.schema.alterTable('audit').renameTo('elsewhere').execute()

  await expect(story.greet()).rejects.toThrow('no such table')

  expect(clinic.logLines.filter(({ event }) => event.startsWith('audit.'))).toEqual([])
})

test('a desk that was restored publishes everything by itself and stands synchronised', async () => {
  await using clinic = await openClinic()
  const endpoint = await createMemoryEndpoint(clinic)
  endpoint.script.epoch = 3
  await pairWith(clinic, endpoint)

  await clinic.restart({ fetch: endpoint.fetch })
  await clinic.core.sync.now()

  await until(() => clinic.core.sync.status().state === 'synchronised', 'the desk to stand synchronised')
  expect(endpoint.script.epoch).toBe(4)
  expect(endpoint.kindsTaken()).toContain('clinic.put')
})
