import { expect, test } from 'vitest'
import { PartContent, RecordIndex, type IndexItem, type PartRef } from '../../../../shared/domain/recordIndex.ts'
import { sha256Of } from '../../../../shared/envelope/parts.ts'
import { openJson } from '../../../../shared/envelope/seal.ts'
import { findInvitation } from '../../db/invitations.ts'
import { addPlan, book, changePatient, publishPlan, sendForms } from '../../testing/deskActs.ts'
import { ANA, giveFull, openWithAna } from '../../testing/openWithAna.ts'
import type { PairedStory } from '../../testing/openWithEndpoint.ts'
import {
  addIntake,
  outboxIn,
  redeem,
  sendAccessLink,
  somebody,
  submit,
  type Person,
} from '../../testing/patientActs.ts'

/** The newest index of an owner, as its holder opens it. */
async function openIndex({ endpoint }: PairedStory, ownerId: string, identity: string) {
  const put = endpoint.takenOf('index.put').findLast(({ owner }) => owner.id === ownerId)
  if (!put) throw new Error('No index was put')
  return { put, index: await openJson(put.sealed, [identity], RecordIndex.strict()) }
}

function partsOf(items: readonly IndexItem[]): PartRef[] {
  return items.flatMap((item) => ('part' in item && item.part ? [item.part] : []))
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
  expect(index).toMatchObject({ format: 3, level: 'full', patientName: 'Ana Ruiz', madeAt: clinic.clock.now() })
  expect(index.items.map(({ kind, because }) => `${kind} ${because}`)).toEqual([
    'plan fullAccess',
    'profile fullAccess',
  ])
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

test('R11.6 an index names the forms that its holder may fill, until they are sent', async () => {
  await using story = await openWithAna()
  const { clinic, ana } = story
  const form = await addIntake(clinic)
  const person = await somebody(clinic, ANA)
  const linkId = await redeem(clinic, await sendForms(clinic, ana.id, [form]), person)
  const [assignment] = (await clinic.client.forms.ofPatient({ patientId: ana.id })).assignments
  if (!assignment) throw new Error('No form')
  const formsNamed = async () => (await openIndex(story, linkId, person.identity)).put.forms

  await story.round()
  expect(await formsNamed()).toEqual([assignment.id])
  await submit(clinic, linkId, assignment.id)
  await story.round()

  expect(await formsNamed()).toEqual([])
})

test('R3.5 a holder that is lowered gets an index without the plan, while another keeps it', async () => {
  await using story = await openWithAna()
  const { clinic, endpoint, ana } = story
  await publishPlan(clinic, (await addPlan(clinic, ana.id)).id)
  const [mine, other] = [await giveFull(story, ana.id, ANA), await giveFull(story, ana.id, 'luis@example.test')]
  await story.round()

  await clinic.client.access.lowerLink({ linkId: mine.linkId, reason: 'By request' })
  await story.round()

  expect((await openIndex(story, mine.linkId, mine.person.identity)).index).toMatchObject({
    level: 'limited',
    items: [],
  })
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

test('a chart that nobody may see leaves nothing, and is not waited for', async () => {
  await using story = await openWithAna()
  await changePatient(story.clinic, story.ana.id, { phone: '604 555 0101' })

  await story.round()

  expect(story.endpoint.kindsTaken()).toEqual(['anchor.put'])
  expect(await outboxIn(story.clinic)).toEqual([])
})

test('R4.8 a link that is unproven or ended is published nothing', async () => {
  await using story = await openWithAna()
  const { clinic, endpoint, ana } = story
  const another: Person = await somebody(clinic, 'x@example.test')
  const { id } = await sendAccessLink(clinic, ana.id, ANA)
  await redeem(clinic, id, await somebody(clinic, 'eve@example.test'), { macOver: { recipient: another.recipient } })
  const { linkId } = await giveFull(story, ana.id, ANA)
  await clinic.client.access.revokeLink({ linkId, reason: 'By request' })

  await story.round()

  expect(endpoint.takenOf('index.put')).toEqual([])
  expect(endpoint.takenOf('link.end')).toEqual([{ kind: 'link.end', id: linkId }])
})

test('a visit and the profile stand in the index itself, and are no parts', async () => {
  await using story = await openWithAna()
  const { clinic, ana } = story
  const { person, linkId } = await giveFull(story, ana.id, ANA)
  await book(clinic, ana.id, { tell: false })

  await story.round()

  const { put, index } = await openIndex(story, linkId, person.identity)
  expect(index.items.map(({ kind }) => kind).sort()).toEqual(['appointment', 'profile'])
  expect(put.parts).toEqual([])
})
