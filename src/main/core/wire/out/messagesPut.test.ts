import { expect, test } from 'vitest'
import { GivenMessage } from '../../../../shared/domain/messages.ts'
import { messageMac, openMessageMac } from '../../../../shared/envelope/pair.ts'
import { openJson } from '../../../../shared/envelope/seal.ts'
import { readClinic } from '../../db/clinic.ts'
import { findInvitation } from '../../db/invitations.ts'
import { pairOf } from '../../pairs.ts'
import { addPlan, publishPlan } from '../../testing/deskActs.ts'
import { answer, begin, writeMessage } from '../../testing/messageActs.ts'
import { ANA, giveFull, openWithAna } from '../../testing/openWithAna.ts'
import type { PairedStory } from '../../testing/openWithEndpoint.ts'
import { openWithTwo } from '../../testing/openWithTwo.ts'
import { sendAccessLink } from '../../testing/patientActs.ts'
import { publishEverything } from '../publishEverything.ts'

const LUIS = 'luis@example.test'

/** What a holder was given, opened with their own key, in order. */
async function givenTo({ endpoint }: Pick<PairedStory, 'endpoint'>, ownerId: string, identity: string) {
  const puts = endpoint.takenOf('message.put').filter(({ owner }) => owner.id === ownerId)
  return Promise.all(
    puts.map(async ({ sealed, level }) => ({ level, ...(await openJson(sealed, [identity], GivenMessage.strict())) })),
  )
}

test('R8.5 what a patient wrote and what was answered reaches their own login, sealed and signed for it', async () => {
  await using story = await openWithAna()
  const { clinic, endpoint, ana } = story
  const { linkId, person } = await giveFull(story, ana.id, ANA)
  const { threadId, messageId } = await writeMessage(clinic, linkId)
  await answer(clinic, ana.id, threadId)

  await story.round()

  expect(await givenTo(story, linkId, person.identity)).toMatchObject([
    { level: 'limited', messageId, threadId, from: 'patient', by: null, text: 'Can it wait?' },
    { level: 'full', threadId, from: 'clinic', subject: 'The blood test', text: 'It can.' },
  ])
  const [put] = endpoint.takenOf('message.put')
  const { id: clinicId, ...keys } = await readClinic(clinic.context.db)
  const claim = { clinicId, owner: { kind: 'link', id: linkId }, messageId } as const
  expect(put?.macs).toEqual([messageMac(pairOf(keys, person.recipient), claim, put?.sealed ?? '')])
})

test('R3.4 of what the clinic wrote nothing leaves the desk for a limited link, until it is given full access', async () => {
  await using story = await openWithTwo()
  const { clinic, endpoint, ben } = story
  const { threadId, messageId } = await writeMessage(clinic, ben.linkId)
  await answer(clinic, ben.patient.id, threadId, 'Come in on Monday.')
  await story.round()
  expect((await givenTo(story, ben.linkId, ben.login.identity)).map((each) => each.messageId)).toEqual([messageId])

  const full = await giveFull(story, ben.patient.id, LUIS)
  await story.round()

  expect(await givenTo(story, full.linkId, full.person.identity)).toMatchObject([
    { from: 'clinic', subject: null, text: 'Come in on Monday.' },
  ])
  expect(endpoint.takenOf('message.put')).toHaveLength(2)
})

test('R4.6 whoever holds an Access Link finds what the clinic wrote, signed by the link itself', async () => {
  await using story = await openWithAna()
  const { clinic, endpoint, ana } = story
  await begin(clinic, ana.id, 'Results', 'All is well.')
  const { id } = await sendAccessLink(clinic, ana.id, ANA)

  await story.round()

  const secret = (await findInvitation(clinic.context.db, id))?.secret ?? ''
  expect(await givenTo(story, id, secret)).toMatchObject([{ subject: 'Results', text: 'All is well.' }])
  const [put] = endpoint.takenOf('message.put')
  const clinicId = (await readClinic(clinic.context.db)).id
  const claim = { clinicId, owner: { kind: 'invitation', id }, messageId: put?.id ?? '' } as const
  expect(put?.macs[0]).toBe(openMessageMac(secret, claim, put?.sealed ?? ''))
})

test('R3.5 a link that is lowered keeps its own messages, and is given them once more; nothing else', async () => {
  await using story = await openWithAna()
  const { clinic, endpoint, ana } = story
  const { linkId, person } = await giveFull(story, ana.id, ANA)
  const { threadId, messageId } = await writeMessage(clinic, linkId)
  await answer(clinic, ana.id, threadId)
  await story.round()

  await clinic.client.access.lowerLink({ linkId, reason: 'Asked for by the patient' })
  await story.round()
  await story.round()

  const given = await givenTo(story, linkId, person.identity)
  expect(given.slice(2).map((each) => each.messageId)).toEqual([messageId])
  expect(endpoint.kindsTaken()).toContain('link.level')
})

test('R8.5 one more message costs the wire less than 2 KB, whatever the chart’s size, and no index', async () => {
  await using story = await openWithAna()
  const { clinic, endpoint, ana } = story
  const { linkId } = await giveFull(story, ana.id, ANA)
  for (let n = 0; n < 30; n += 1) await publishPlan(clinic, (await addPlan(clinic, ana.id, `Walk ${n}.`, `P${n}`)).id)
  const { threadId } = await writeMessage(clinic, linkId)
  for (let n = 0; n < 30; n += 1) await answer(clinic, ana.id, threadId, `Answer ${n}`)
  await story.round()
  const pushes = endpoint.pushes.length
  const LONG = 'Take one in the morning and one at night, with something to eat, and call when it gets worse. '.repeat(
    4,
  )

  await answer(clinic, ana.id, threadId, LONG)
  await story.round()

  const items = endpoint.pushes
    .slice(pushes)
    .flat()
    .filter(({ body }) => body.kind !== 'mail.put' && body.kind !== 'anchor.put')
  expect(items.map(({ body }) => body.kind)).toEqual(['message.put'])
  expect(Buffer.byteLength(JSON.stringify(items))).toBeLessThan(2_048)
})

test('R11.4 an endpoint to which everything is published anew is given every message once more', async () => {
  await using story = await openWithAna()
  const { clinic, endpoint, ana } = story
  await giveFull(story, ana.id, ANA)
  await begin(clinic, ana.id, 'Results', 'All is well.')
  await story.round()
  expect(endpoint.takenOf('message.put')).toHaveLength(1)

  await clinic.context.db.transaction().execute((tx) => publishEverything(tx, clinic.context))
  await story.round()

  expect(endpoint.takenOf('message.put')).toHaveLength(2)
})

test('R11.6 a holder whom the endpoint has forgotten keeps no other from a message', async () => {
  await using story = await openWithAna()
  const { clinic, endpoint, ana } = story
  const first = await giveFull(story, ana.id, ANA)
  const second = await giveFull(story, ana.id, LUIS)
  await story.round()
  endpoint.script.refuse = ({ body }) =>
    body.kind === 'message.put' && body.owner.id === first.linkId ? 'unknownLink' : null

  await begin(clinic, ana.id, 'Results', 'All is well.')
  await story.round()
  expect(await givenTo(story, second.linkId, second.person.identity)).toHaveLength(1)
  endpoint.script.refuse = () => null
  await begin(clinic, ana.id, 'More', 'Come in.')
  await story.round()

  expect(await givenTo(story, first.linkId, first.person.identity)).toHaveLength(2)
  expect(await givenTo(story, second.linkId, second.person.identity)).toHaveLength(2)
})
