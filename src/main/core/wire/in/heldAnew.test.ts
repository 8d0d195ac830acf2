import { expect, test } from 'vitest'
import { DAY } from '../../../../shared/domain/time.ts'
import { LinkId } from '../../../../shared/domain/ids.ts'
import { insertUnsealedHolder } from '../../db/unsealedHolders.ts'
import { viewsOf } from '../../records/views.ts'
import { changePatient, openPairedClinic, sendForms } from '../../testing/deskActs.ts'
import { ANA, giveFull, openWithAna } from '../../testing/openWithAna.ts'
import { addIntake, mailsIn, outboxIn, redeem, sendAccessLink, somebody, submit } from '../../testing/patientActs.ts'

const MIA = 'mia@example.test'

/** Ana came by a form, sent it, and has held her chart in full since; then everything that waited has left. */
async function openWithFull() {
  const clinic = await openPairedClinic()
  const intake = await addIntake(clinic)
  const ana = await clinic.addPatient('Ana Ruiz', { email: ANA, birthOn: null })
  const login = await somebody(clinic, ANA)
  const form = await sendForms(clinic, ana.id, [intake])
  const linkId = await redeem(clinic, form, login)
  const [assignment] = await clinic.client.forms.assignments()
  if (!assignment) throw new Error('No form was sent')
  await submit(clinic, linkId, assignment.id)
  const { id: access } = await sendAccessLink(clinic, ana.id, ANA)
  await redeem(clinic, access, login, { linkId, outcome: 'upgraded' })
  await clinic.context.db.deleteFrom('outbox').execute()
  const linkRow = (id: LinkId) =>
    clinic.context.db.selectFrom('link').select(['ended_because', 'end_reason', 'level']).where('id', '=', id)
  const invitation = (id: string) =>
    clinic.context.db.selectFrom('invitation').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  return {
    ...{ clinic, ana, login, form, linkId, access, intake, invitation },
    holders: async () => (await clinic.client.access.get({ patientId: ana.id })).holders,
    link: (id: LinkId) => linkRow(id).executeTakeFirst(),
    /** What waits about links, as `kind id level`. */
    waiting: async () =>
      (await outboxIn(clinic))
        .filter(({ kind }) => kind.startsWith('link.'))
        .map(({ kind, body: { id, ...body } }) => ({ kind, id, ...('level' in body ? { level: body.level } : {}) })),
    /** As the endpoint answers of what is published to it. */
    forgotten: (id: LinkId) =>
      clinic.context.db
        .transaction()
        .execute((tx) => insertUnsealedHolder(tx, id, 'unknownLink', clinic.context.clock.now())),
    passedOver: () =>
      clinic.logLines.filter(({ event }) => event === 'wire.eventPassedOver').map(({ facts }) => facts['because']),
    anotherId: () => LinkId.parse(clinic.ids()),
    [Symbol.asyncDispose]: () => clinic.close(),
  }
}

test('R11.6 a new Access Link brings back a holder whose link the endpoint has forgotten, and nothing is left to settle', async () => {
  await using story = await openWithAna()
  const { clinic, endpoint, ana } = story
  const { person, linkId } = await giveFull(story, ana.id, ANA)
  endpoint.script.refuse = ({ body }) => (body.kind === 'index.put' && body.owner.id === linkId ? 'unknownLink' : null)
  await story.round()
  expect(await clinic.client.toSettle.list()).toMatchObject([{ kind: 'holder', linkId, reason: 'unknownLink' }])
  const { holders } = await clinic.client.access.get({ patientId: ana.id })
  expect(holders).toMatchObject([{ linkId, trouble: 'unknownLink' }])

  const { id } = await sendAccessLink(clinic, ana.id, ANA)
  clinic.later(10_000)
  await story.round()
  expect(endpoint.kindsTaken(), 'its e-mail leaves').toContain('mail.put')
  const anew = await redeem(clinic, id, person)
  await story.round()

  expect(await clinic.client.toSettle.list()).toEqual([])
  expect((await clinic.client.access.get({ patientId: ana.id })).holders).toMatchObject([{ linkId: anew, email: ANA }])
  expect(endpoint.takenOf('index.put').at(-1)).toMatchObject({ owner: { kind: 'link', id: anew }, level: 'full' })
  expect(endpoint.takenOf('link.end')).toMatchObject([{ id: linkId }])
})

test('R11.6 what came by the forgotten link, and was sent through it, is the new one’s; to others it is no news', async () => {
  await using story = await openWithFull()
  const { clinic, ana, login, linkId } = story
  const mia = await sendAccessLink(clinic, ana.id, MIA)
  await redeem(clinic, mia.id, await somebody(clinic, MIA))
  const news = async () => (await mailsIn(clinic)).filter(({ kind }) => kind === 'linkAdded').length
  const before = { news: await news(), seen: await itemsOf(linkId) }
  async function itemsOf(id: LinkId) {
    const view = (await viewsOf(clinic.context, ana.id)).find(({ owner }) => owner.id === id)
    return view?.items.map(({ kind, because }) => `${kind} ${because}`)
  }
  const again = await sendAccessLink(clinic, ana.id, ANA)
  await story.forgotten(linkId)

  const anew = await redeem(clinic, again.id, login)

  expect(before.seen).toContain('submission sentByThisLogin')
  expect(await itemsOf(anew)).toEqual(before.seen)
  expect(await news()).toBe(before.news)
  expect(await story.link(linkId)).toEqual({ ended_because: 'heldAnew', end_reason: null, level: 'full' })
})

test('R4.4, R11.6 the same key redeems once more what is open again at the endpoint, and holds what it held', async () => {
  await using story = await openWithFull()
  const { login, linkId, access } = story
  const before = await story.invitation(access)
  await story.forgotten(linkId)

  const anew = await redeem(story.clinic, access, { ...login, email: 'old@example.test' })

  expect(await story.holders()).toMatchObject([{ linkId: anew, level: 'full', email: ANA, isProven: true }])
  expect(await story.waiting()).toEqual([{ kind: 'link.end', id: linkId }])
  expect(await story.invitation(access)).toEqual(before)
  await redeem(story.clinic, access, login, { linkId: anew })
  await redeem(story.clinic, access, login, { linkId })
  expect(story.passedOver(), 'told again, of either link').toEqual(['redeemedBefore', 'redeemedBefore'])
  expect(await story.holders()).toMatchObject([{ linkId: anew }])
})

test('R3.5 what staff ended is not brought back by the invitation that it came by, under whatever id', async () => {
  await using story = await openWithFull()
  const { clinic, login, linkId, access } = story
  await clinic.client.access.revokeLink({ linkId, reason: 'By request' })

  const anew = await redeem(clinic, access, login)

  expect(await story.holders()).toEqual([])
  expect(await story.link(anew)).toBeUndefined()
  expect(await story.link(linkId)).toMatchObject({ ended_because: 'staff', end_reason: 'By request' })
  expect(await story.waiting()).toEqual([
    { kind: 'link.end', id: linkId },
    { kind: 'link.end', id: anew },
  ])
})

test('R3.5 nor does it touch what staff have given anew since', async () => {
  await using story = await openWithFull()
  const { clinic, ana, login, linkId, access } = story
  await clinic.client.access.revokeLink({ linkId, reason: 'By request' })
  const given = await redeem(clinic, (await sendAccessLink(clinic, ana.id, ANA)).id, login)

  await redeem(clinic, access, login)

  expect(await story.holders()).toMatchObject([{ linkId: given }])
})

test('R3.5 nor is what staff ended after it was held anew', async () => {
  await using story = await openWithFull()
  const { clinic, login, linkId, access } = story
  await story.forgotten(linkId)
  const anew = await redeem(clinic, access, login)
  await clinic.client.access.revokeLink({ linkId: anew, reason: 'By request' })

  await redeem(clinic, access, login)

  expect(await story.holders()).toEqual([])
})

test('R3.5 what staff lowered stays lowered, at the endpoint too', async () => {
  await using story = await openWithFull()
  const { clinic, login, linkId, access } = story
  await clinic.client.access.lowerLink({ linkId, reason: 'By request' })
  await story.forgotten(linkId)

  const anew = await redeem(clinic, access, login)

  expect(await story.holders()).toMatchObject([{ linkId: anew, level: 'limited' }])
  expect(await story.waiting()).toEqual([
    { kind: 'link.level', id: linkId, level: 'limited' },
    { kind: 'link.end', id: linkId },
    { kind: 'link.level', id: anew, level: 'limited' },
  ])
})

test('R11.6 an invitation that gives less than its link has by now lowers nobody', async () => {
  await using story = await openWithFull()
  const { clinic, login, linkId, form, ana, intake } = story

  const anew = await redeem(clinic, form, login)

  expect(await story.holders()).toMatchObject([{ linkId, level: 'full' }])
  expect(await story.waiting()).toEqual([{ kind: 'link.end', id: anew }])
  await redeem(clinic, await sendForms(clinic, ana.id, [intake]), login)
  expect(
    (await story.holders()).map(({ level }) => level),
    'nor does a new one',
  ).toEqual(['full', 'limited'])
})

test('R4.4 by another key, or unproven, nothing comes of it: a link by another key ends, and the holder’s records are tried', async () => {
  await using story = await openWithFull()
  const { clinic, login, linkId, access, ana } = story
  const eve = await somebody(clinic, 'eve@example.test')

  await redeem(clinic, access, login, { macOver: { recipient: eve.recipient } })
  expect(await outboxIn(clinic), 'what nobody proves leaves nothing').toEqual([])
  await redeem(clinic, access, eve)
  const last = await redeem(clinic, access, eve)

  expect(await story.holders()).toMatchObject([{ linkId, level: 'full' }])
  expect(await story.waiting(), 'of one invitation the newest').toEqual([{ kind: 'link.end', id: last }])
  const due = (await outboxIn(clinic)).filter(({ kind }) => kind === 'records.put')
  expect(due.map(({ body }) => body.patientId)).toEqual([ana.id])
})

test('R4.2 once it has expired it brings nothing back', async () => {
  await using story = await openWithFull()
  const { clinic, login, linkId, access } = story
  await story.forgotten(linkId)
  clinic.later(6 * DAY)

  await redeem(clinic, access, login)

  expect(await story.holders()).toMatchObject([{ linkId }])
})

test('R11.5 of another patient’s link nothing is taken over, be it the same key', async () => {
  await using story = await openWithFull()
  const { clinic, login, linkId } = story
  const sam = await clinic.addPatient('Sam Ruiz', { email: ANA, birthOn: null })
  const { id } = await sendAccessLink(clinic, sam.id, ANA)

  const sams = await redeem(clinic, id, login)
  await changePatient(clinic, sam.id, { phone: '604 555 0101' })

  expect(await story.holders()).toMatchObject([{ linkId }])
  expect((await clinic.client.access.get({ patientId: sam.id })).holders).toMatchObject([{ linkId: sams }])
})
