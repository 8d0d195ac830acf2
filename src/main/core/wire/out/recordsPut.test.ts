import { expect, test } from 'vitest'
import type { PatientId } from '../../../../shared/domain/ids.ts'
import { PartContent, RecordIndex, type IndexItem, type PartRef } from '../../../../shared/domain/recordIndex.ts'
import { sha256Of } from '../../../../shared/envelope/parts.ts'
import { openJson } from '../../../../shared/envelope/seal.ts'
import { findInvitation } from '../../db/invitations.ts'
import { addPlan, book, changePatient, publishPlan, sendForms } from '../../testing/deskActs.ts'
import { openWithEndpoint, type PairedStory } from '../../testing/openWithEndpoint.ts'
import { addIntake, outboxIn, redeem, sendAccessLink, somebody, submit, type Person } from '../../testing/patientActs.ts'

const ANA = 'ana@example.test'

async function openWithAna() {
  const story = await openWithEndpoint()
  const ana = await story.clinic.addPatient('Ana Ruiz', { email: ANA, birthOn: null })
  return { ...story, ana }
}

async function giveFull({ clinic }: PairedStory, patientId: PatientId, email: string) {
  const person = await somebody(clinic, email)
  const { id } = await sendAccessLink(clinic, patientId, email)
  return { person, linkId: await redeem(clinic, id, person) }
}

/** The newest index of an owner, as its holder opens it. */
async function openIndex({ endpoint }: PairedStory, ownerId: string, identity: string) {
  const put = endpoint.takenOf('index.put').findLast(({ owner }) => owner.id === ownerId)
  if (!put) throw new Error('No index was put')
  return { put, index: await openJson(put.sealed, [identity], RecordIndex.strict()) }
}

function partsOf(items: readonly IndexItem[]): PartRef[] {
  return items.flatMap((item) => ('part' in item ? [item.part] : []))
}

async function openPart({ endpoint }: PairedStory, part: PartRef | undefined) {
  const put = endpoint.takenOf('part.put').find(({ id }) => id === part?.id)
  if (!put || !part) throw new Error('No such part')
  expect(part.sha256).toBe(sha256Of(put.sealed))
  return openJson(put.sealed, [part.identity], PartContent)
}

test('R4.6 whoever holds an Access Link finds an index sealed to it, and every part that it names', async () => {
  await using story = await openWithAna()
  const { clinic, endpoint, ana } = story
  await publishPlan(clinic, (await addPlan(clinic, ana.id)).id)
  const { id } = await sendAccessLink(clinic, ana.id, ANA)

  await story.round()

  const row = await findInvitation(clinic.context.db, id)
  const { put, index } = await openIndex(story, id, row?.secret ?? '')
  expect(put).toMatchObject({ owner: { kind: 'invitation', id }, level: 'full', version: 1 })
  expect(index).toMatchObject({ format: 2, level: 'full', patientName: 'Ana Ruiz', madeAt: clinic.clock.now() })
  expect(index.items.map(({ kind, because }) => `${kind} ${because}`)).toEqual(['plan fullAccess', 'profile fullAccess'])
  expect(put.parts).toEqual(partsOf(index.items).map((part) => part.id))
  expect(await openPart(story, partsOf(index.items)[0])).toEqual({ kind: 'plan', text: 'Walk every day.' })
  expect(endpoint.kindsTaken()).toEqual(['invitation.put', 'part.put', 'index.put', 'anchor.put'])
})

test('R4.6 a part is sealed once: a second holder gets an index, and the same part', async () => {
  await using story = await openWithAna()
  const { clinic, endpoint, ana } = story
  await publishPlan(clinic, (await addPlan(clinic, ana.id)).id)
  const first = await giveFull(story, ana.id, ANA)
  await story.round()

  const second = await giveFull(story, ana.id, 'luis@example.test')
  await story.round()

  expect(endpoint.takenOf('part.put')).toHaveLength(1)
  const [one, other] = [
    await openIndex(story, first.linkId, first.person.identity),
    await openIndex(story, second.linkId, second.person.identity),
  ]
  expect(partsOf(other.index.items)).toEqual(partsOf(one.index.items))
  await expect(openIndex(story, first.linkId, second.person.identity)).rejects.toThrow()
})

test('R8.1 a new version of a plan seals one new part; the indexes rise and never use a version twice', async () => {
  await using story = await openWithAna()
  const { clinic, endpoint, ana } = story
  await publishPlan(clinic, (await addPlan(clinic, ana.id, 'Swim.', 'Knee')).id)
  const back = await addPlan(clinic, ana.id)
  await publishPlan(clinic, back.id)
  const { linkId, person } = await giveFull(story, ana.id, ANA)
  await giveFull(story, ana.id, 'luis@example.test')
  await story.round()
  const before = partsOf((await openIndex(story, linkId, person.identity)).index.items)

  await clinic.client.plans.saveDraft({ id: back.id, patientId: ana.id, seenVersion: 1, text: 'Run.' })
  await publishPlan(clinic, back.id)
  await story.round()

  const after = partsOf((await openIndex(story, linkId, person.identity)).index.items)
  expect(endpoint.takenOf('part.put')).toHaveLength(3)
  const added = after.filter(({ id }) => !before.some((part) => part.id === id))
  expect(await openPart(story, added[0])).toEqual({ kind: 'plan', text: 'Run.' })
  expect(after.filter(({ id }) => before.some((part) => part.id === id))).toHaveLength(1)
  expect(endpoint.takenOf('index.put').map(({ version }) => version)).toEqual([1, 2, 3, 4])
  const known = await clinic.context.db.selectFrom('part').select('id').execute()
  expect(known.map(({ id }) => id).sort()).toEqual(after.map(({ id }) => id).sort())
})

test('R3.4 where only limited links exist, nothing that the clinic made leaves the desk, not even sealed', async () => {
  await using story = await openWithAna()
  const { clinic, endpoint, ana } = story
  const form = await addIntake(clinic)
  await publishPlan(clinic, (await addPlan(clinic, ana.id)).id)
  await book(clinic, ana.id, { tell: false })
  const person = await somebody(clinic, ANA)
  const linkId = await redeem(clinic, await sendForms(clinic, ana.id, [form]), person)
  const [assignment] = (await clinic.client.forms.ofPatient({ patientId: ana.id })).assignments
  if (!assignment) throw new Error('No form')
  await submit(clinic, linkId, assignment.id)

  await story.round()

  const { put, index } = await openIndex(story, linkId, person.identity)
  expect(put.level).toBe('limited')
  expect(index.patientName).toBe('Ana')
  expect(index.items.map(({ kind }) => kind)).toEqual(['form', 'submission'])
  const kinds = await Promise.all(partsOf(index.items).map(async (part) => (await openPart(story, part)).kind))
  expect(kinds).toEqual(['form', 'submission'])
  expect(endpoint.takenOf('part.put')).toHaveLength(2)
})

test('R3.5 a holder that is lowered gets an index without the plan, while another keeps it', async () => {
  await using story = await openWithAna()
  const { clinic, endpoint, ana } = story
  await publishPlan(clinic, (await addPlan(clinic, ana.id)).id)
  const [mine, other] = [await giveFull(story, ana.id, ANA), await giveFull(story, ana.id, 'luis@example.test')]
  await story.round()

  await clinic.client.access.lowerLink({ linkId: mine.linkId, reason: 'By request' })
  await story.round()

  expect((await openIndex(story, mine.linkId, mine.person.identity)).index).toMatchObject({ level: 'limited', items: [] })
  expect((await openIndex(story, other.linkId, other.person.identity)).put.parts).toHaveLength(1)
  expect(endpoint.takenOf('part.put')).toHaveLength(1)
})

test('a part that nobody’s index names any more is forgotten, and sealed anew when somebody may see it again', async () => {
  await using story = await openWithAna()
  const { clinic, endpoint, ana } = story
  await publishPlan(clinic, (await addPlan(clinic, ana.id)).id)
  const { linkId } = await giveFull(story, ana.id, ANA)
  await story.round()
  await clinic.client.access.lowerLink({ linkId, reason: 'By request' })
  await story.round()
  expect(await clinic.context.db.selectFrom('part').select('id').execute()).toEqual([])

  await giveFull(story, ana.id, ANA)
  await story.round()

  expect(endpoint.takenOf('part.put')).toHaveLength(2)
})

test('R10.9 an endpoint that lacks a part makes all of one patient be sealed anew in the next round, and only those', async () => {
  await using story = await openWithAna()
  const { clinic, endpoint, ana } = story
  const ben = await clinic.addPatient('Ben Okoro', { birthOn: null })
  for (const { id } of [ana, ben]) {
    await publishPlan(clinic, (await addPlan(clinic, id)).id)
    await giveFull(story, id, `${id}@example.test`)
  }
  await story.round()
  endpoint.forget()

  await changePatient(clinic, ana.id, { phone: '1' })
  await story.round()
  expect((await outboxIn(clinic)).filter(({ kind }) => kind === 'records.put')).toMatchObject([{ state: 'waiting' }])
  expect(endpoint.takenOf('index.put')).toEqual([])
  await story.round()

  expect(endpoint.takenOf('part.put')).toHaveLength(1)
  expect(endpoint.takenOf('index.put')).toHaveLength(1)
  expect(await clinic.context.db.selectFrom('part').select('patient_id').orderBy('patient_id').execute()).toEqual(
    [{ patient_id: ana.id }, { patient_id: ben.id }],
  )
})

test('R11.6 an invitation that the endpoint refuses holds up nobody: the others are published without it', async () => {
  await using story = await openWithAna()
  const { clinic, endpoint, ana } = story
  const { linkId } = await giveFull(story, ana.id, ANA)
  await story.round()
  await publishPlan(clinic, (await addPlan(clinic, ana.id)).id)
  const { id } = await sendAccessLink(clinic, ana.id, 'luis@example.test')
  endpoint.script.refuse = ({ body }) => {
    if (body.kind === 'invitation.put') return 'notAnAgeFile'
    return body.kind === 'index.put' && body.owner.id === id ? 'unknownInvitation' : null
  }

  await story.round()
  await story.round()

  const put = endpoint.takenOf('index.put').at(-1)
  expect(put).toMatchObject({ owner: { kind: 'link', id: linkId } })
  expect(put?.parts).toHaveLength(1)
  expect((await outboxIn(clinic)).filter(({ kind }) => kind === 'records.put')).toEqual([])
  const known = await clinic.context.db.selectFrom('part').select('id').execute()
  expect(known.map((part) => part.id)).toEqual(put?.parts)
})

test('R11.6 an invitation that the endpoint has yet to hear of is waited for', async () => {
  await using story = await openWithAna()
  const { clinic, endpoint, ana } = story
  await sendAccessLink(clinic, ana.id, ANA)
  const isAnnounced = () => endpoint.takenOf('invitation.put').length > 0
  let isInTrouble = true
  endpoint.script.refuse = ({ body }) => {
    if (body.kind === 'invitation.put' && isInTrouble) return 'internal'
    return body.kind === 'index.put' && !isAnnounced() ? 'unknownInvitation' : null
  }

  await story.round()
  expect((await outboxIn(clinic)).map(({ kind, state }) => `${kind} ${state}`)).toEqual([
    'invitation.put waiting',
    'records.put waiting',
    'mail.put waiting',
  ])
  isInTrouble = false
  await story.round()

  expect((await outboxIn(clinic)).map(({ kind }) => kind)).toEqual(['mail.put'])
})

test('an invitation that nobody announced, or a link that is unknown, is a refusal like any other', async () => {
  await using story = await openWithAna()
  const { clinic, endpoint, ana } = story
  await giveFull(story, ana.id, ANA)
  endpoint.script.refuse = ({ body }) => (body.kind === 'index.put' ? 'unknownInvitation' : null)

  await story.round()

  expect((await clinic.client.outbox.list()).refused).toContainEqual(
    expect.objectContaining({ kind: 'records.put', reason: 'unknownInvitation' }),
  )
})

test('a chart that nobody may see leaves nothing, and is not waited for', async () => {
  await using story = await openWithAna()
  await changePatient(story.clinic, story.ana.id, { phone: '1' })

  await story.round()

  expect(story.endpoint.kindsTaken()).toEqual(['anchor.put'])
  expect(await outboxIn(story.clinic)).toEqual([])
})

test('of one patient one row waits, however often the chart changes; it counts as caused last', async () => {
  await using story = await openWithAna()
  const { clinic, ana } = story
  await changePatient(clinic, ana.id, { phone: '1' })
  const [before] = await outboxIn(clinic)
  const ben = await clinic.addPatient('Ben Okoro', { birthOn: null })
  await changePatient(clinic, ben.id, { phone: '1' })
  clinic.clock.advance(1_000)

  await changePatient(clinic, ana.id, { phone: '2' })

  const rows = await outboxIn(clinic)
  expect(rows.map(({ subject }) => subject)).toEqual([ben.id, ana.id])
  expect(rows[1]).toMatchObject({ id: before?.id, created_at: before?.created_at, due_at: clinic.clock.now() })
})

test('what was refused and is caused anew waits again, as a row of its own', async () => {
  await using story = await openWithAna()
  const { clinic, ana } = story
  await changePatient(clinic, ana.id, { phone: '1' })
  await clinic.context.db.updateTable('outbox').set({ state: 'refused', reason: 'internal' }).execute()
  const [before] = await outboxIn(clinic)
  clinic.clock.advance(1_000)

  await changePatient(clinic, ana.id, { phone: '2' })

  const rows = await outboxIn(clinic)
  expect(rows).toMatchObject([{ state: 'waiting', reason: null, created_at: clinic.clock.now() }])
  expect(rows[0]?.id).not.toBe(before?.id)
})

test('R4.8 a link that is unproven or ended is published nothing', async () => {
  await using story = await openWithAna()
  const { clinic, endpoint, ana } = story
  const another: Person = await somebody(clinic, 'x@example.test')
  const { id } = await sendAccessLink(clinic, ana.id, ANA)
  await redeem(clinic, id, await somebody(clinic, 'eve@example.test'), { macOver: another.recipient })
  const { linkId } = await giveFull(story, ana.id, ANA)
  await clinic.client.access.revokeLink({ linkId, reason: 'By request' })

  await story.round()

  expect(endpoint.takenOf('index.put')).toEqual([])
  expect(endpoint.takenOf('link.end')).toEqual([{ kind: 'link.end', id: linkId }])
})
