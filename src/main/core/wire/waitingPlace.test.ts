import { expect, test } from 'vitest'
import { DAY } from '../../../shared/domain/time.ts'
import { changePatient } from '../testing/deskActs.ts'
import { ANA, giveFull, openWithAna } from '../testing/openWithAna.ts'
import { outboxIn, redeem, sendAccessLink, somebody } from '../testing/patientActs.ts'

/** Ana holds her chart in full by one Access Link, and everything that waited has left. */
async function openHeld() {
  const story = await openWithAna()
  const { clinic, endpoint, ana } = story
  const person = await somebody(clinic, ANA)
  const { id: access } = await sendAccessLink(clinic, ana.id, ANA)
  const linkId = await redeem(clinic, access, person)
  await story.round()
  const { db } = clinic.context
  const counts = async () => {
    const count = async (table: 'link' | 'login' | 'inbox_item' | 'waiting_redemption') =>
      (await db.selectFrom(table).selectAll().execute()).length
    // Who looked at a chart stands in the log as well.
    const audit = await db.selectFrom('audit').selectAll().where('action', 'like', 'invitation.%').execute()
    return {
      ...{ link: await count('link'), login: await count('login'), audit: audit.length },
      ...{ inbox_item: await count('inbox_item'), waiting_redemption: await count('waiting_redemption') },
    }
  }
  const forget = (...ids: readonly string[]) => {
    endpoint.script.refuse = ({ body }) =>
      body.kind === 'index.put' && ids.includes(body.owner.id) ? 'unknownLink' : null
  }
  return {
    ...{ ...story, person, access, linkId, counts, forget },
    holders: async () => (await clinic.client.access.get({ patientId: ana.id })).holders,
    ended: () => endpoint.takenOf('link.end').map(({ id }) => id),
  }
}

test('R11.6 a redemption told again under other ids leaves one row, and the link that stands stays', async () => {
  await using story = await openHeld()
  const { clinic, access, person, linkId } = story
  const before = await story.counts()

  await redeem(clinic, access, person)
  await redeem(clinic, access, person)
  const last = await redeem(clinic, access, person)

  expect(await story.counts()).toEqual({ ...before, waiting_redemption: 1 })
  expect((await outboxIn(clinic)).filter(({ kind }) => kind === 'link.end')).toHaveLength(1)
  await story.round()
  await story.round()
  expect(await story.holders()).toMatchObject([{ linkId, level: 'full', trouble: null }])
  expect(await story.counts(), 'the endpoint has the link').toEqual(before)
  expect(story.ended().at(-1)).toBe(last)
  expect(story.ended()).not.toContain(linkId)
})

test('R11.6 once the endpoint says that it does not know the link, the one that waits takes its place', async () => {
  await using story = await openHeld()
  const { clinic, access, person, linkId } = story
  story.forget(linkId)
  await redeem(clinic, access, person)
  const anew = await redeem(clinic, access, person)
  expect(await story.holders()).toMatchObject([{ linkId }])

  await story.round()
  await story.round()

  expect(await story.holders()).toMatchObject([{ linkId: anew, level: 'full', isProven: true, trouble: null }])
  expect(story.ended()).toContain(linkId)
  const lines = await clinic.client.inbox.list({ includeDone: true })
  expect(lines, 'one line, whose act reaches the link that stands').toMatchObject([{ facts: { linkId: anew } }])
  expect(await story.counts()).toMatchObject({ waiting_redemption: 0 })
})

test('R11.6 a new Access Link under an id that the endpoint does not mean gives what it gives to the link that stands', async () => {
  await using story = await openHeld()
  const { clinic, ana, person, linkId } = story
  const { id } = await sendAccessLink(clinic, ana.id, ANA)
  await story.round()

  const made = await redeem(clinic, id, person)
  await story.round()
  await story.round()

  expect(await story.holders()).toMatchObject([{ linkId, level: 'full' }])
  expect((await clinic.client.access.get({ patientId: ana.id })).earlier).toMatchObject([
    { state: 'redeemed' },
    { state: 'redeemed' },
  ])
  expect(story.ended()).toEqual([made])
})

test('R11.6 a new Access Link moves a holder whom the desk did not know to be forgotten', async () => {
  await using story = await openHeld()
  const { clinic, ana, person, linkId } = story
  const { id } = await sendAccessLink(clinic, ana.id, ANA)
  await story.round()
  story.forget(linkId)

  const anew = await redeem(clinic, id, person)
  await story.round()
  await story.round()

  expect(await story.holders()).toMatchObject([{ linkId: anew, level: 'full', trouble: null }])
  expect(await clinic.client.toSettle.list()).toEqual([])
  const told = (await clinic.client.inbox.list({ includeDone: true })).filter(({ facts }) => facts.kind === 'redeemed')
  expect(told, 'one line a redemption').toHaveLength(2)
})

test('R3.5 whose link staff end while another waits for its place has none', async () => {
  await using story = await openHeld()
  const { clinic, access, person, linkId } = story
  story.forget(linkId)
  const made = await redeem(clinic, access, person)

  await clinic.client.access.revokeLink({ linkId, reason: 'By request' })
  await story.round()

  expect(await story.holders()).toEqual([])
  expect(story.ended()).toEqual(expect.arrayContaining([linkId, made]))
  expect(await story.counts()).toMatchObject({ waiting_redemption: 0 })
})

test('R11.5 an ended link of the same key is not brought back in the place of the one that stands', async () => {
  await using story = await openHeld()
  const { clinic, ana, person, linkId } = story
  await clinic.client.access.revokeLink({ linkId, reason: 'By request' })
  const given = await redeem(clinic, (await sendAccessLink(clinic, ana.id, ANA)).id, person)
  await story.round()

  await redeem(clinic, (await sendAccessLink(clinic, ana.id, ANA)).id, person, { linkId })
  await story.round()
  await story.round()

  expect(await story.holders()).toMatchObject([{ linkId: given }])
  expect(story.ended()).not.toContain(given)
})

test('R11.6 an endpoint that forgets every link is believed three times a day', async () => {
  await using story = await openHeld()
  const { clinic, access, person, endpoint } = story
  endpoint.script.refuse = ({ body }) =>
    body.kind === 'index.put' && body.owner.kind === 'link' ? 'unknownLink' : null
  const before = await story.counts()
  for (let told = 0; told < 6; told += 1) {
    await redeem(clinic, access, person)
    await story.round()
  }
  expect(await story.counts()).toMatchObject({ link: 4, inbox_item: before.inbox_item })

  const { id } = await sendAccessLink(clinic, story.ana.id, ANA)
  const given = await redeem(clinic, id, person)
  expect(await story.holders(), 'a new Access Link does not wait for that').toMatchObject([{ linkId: given }])
  await redeem(clinic, id, person)
  await story.round()
  expect(await story.counts()).toMatchObject({ link: 5 })

  clinic.later(DAY + 1)
  await changePatient(clinic, story.ana.id, { phone: '604 555 0101' })
  await story.round()

  expect(await story.counts()).toMatchObject({ link: 6 })
})

test('R11.6 what nobody proves leaves one link, one line and one row of the log an invitation, and then nothing', async () => {
  await using story = await openWithAna()
  const { clinic, ana } = story
  const { id } = await sendAccessLink(clinic, ana.id, ANA)
  const other = await somebody(clinic, 'x@example.test')
  const junk = async () => redeem(clinic, id, await somebody(clinic, 'eve@example.test'), { macOver: other })
  await junk()
  const once = await clinic.context.db.selectFrom('link').selectAll().execute()
  const [lines, rows] = [await clinic.client.inbox.list({ includeDone: true }), await outboxIn(clinic)]

  await junk()
  await junk()

  expect(await clinic.context.db.selectFrom('link').selectAll().execute()).toEqual(once)
  expect(await clinic.client.inbox.list({ includeDone: true })).toEqual(lines)
  expect(lines).toHaveLength(1)
  expect(await outboxIn(clinic)).toEqual(rows)
  const linkId = await redeem(clinic, id, await somebody(clinic, ANA))
  const { holders } = await clinic.client.access.get({ patientId: ana.id })
  expect(holders.filter(({ isProven }) => isProven)).toMatchObject([{ linkId }])
})

test('R3.1, R11.6 that the endpoint has forgotten that a link was raised is noted beside its holder, until it knows again', async () => {
  await using story = await openWithAna()
  const { clinic, endpoint, ana } = story
  const { linkId } = await giveFull(story, ana.id, ANA)
  const other = await giveFull(story, ana.id, 'luis@example.test')
  endpoint.script.refuse = ({ body }) =>
    body.kind === 'index.put' && body.owner.id === linkId && body.level === 'full' ? 'lowerLevel' : null

  await story.round()

  expect(await clinic.client.toSettle.list()).toMatchObject([{ kind: 'holder', linkId, reason: 'lowerLevel' }])
  expect(endpoint.takenOf('index.put').map(({ owner }) => owner.id)).toEqual([other.linkId])
  await clinic.client.access.lowerLink({ linkId, reason: 'By request' })
  await story.round()
  expect(await clinic.client.toSettle.list()).toEqual([])
})

test('R3.5 what is refused because its holder was lowered meanwhile is no trouble', async () => {
  await using story = await openWithAna()
  const { clinic, endpoint, ana } = story
  const { linkId } = await giveFull(story, ana.id, ANA)
  endpoint.script.refuse = ({ body }) => (body.kind === 'index.put' && body.level === 'full' ? 'lowerLevel' : null)
  let isFirst = true
  endpoint.script.meanwhile = async (call) => {
    if (call !== 'push' || !isFirst) return
    isFirst = false
    await clinic.client.access.lowerLink({ linkId, reason: 'By request' })
  }

  await story.round()

  expect(isFirst).toBe(false)
  expect(await clinic.client.toSettle.list()).toEqual([])
})
