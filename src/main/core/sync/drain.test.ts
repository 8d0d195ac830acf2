import { expect, test, vi } from 'vitest'
import { HOUR, MINUTE } from '../../../shared/domain/time.ts'
import { LinkId } from '../../../shared/domain/ids.ts'
import { openWithEndpoint, type PairedStory } from '../testing/openWithEndpoint.ts'
import { outboxIn, sendAccessLink } from '../testing/patientActs.ts'
import { enqueue } from '../wire/enqueue.ts'
import { clinicPut } from '../wire/out/clinicPut.ts'
import { linkEnd } from '../wire/out/linkEnd.ts'
import { outRooms } from '../wire/outRooms.ts'
import { drain } from './drain.ts'

const ANA = 'ana@example.test'

/** Rows of one item each, which stand for themselves. @returns their ids */
async function leaveEnds({ clinic }: PairedStory, count: number): Promise<string[]> {
  const { context, ids } = clinic
  return context.db.transaction().execute(async (tx) => {
    const rows: string[] = []
    for (let n = 0; n < count; n += 1) rows.push(await enqueue(tx, context, linkEnd, { id: LinkId.parse(ids()) }))
    return rows
  })
}

const drainNow = async ({ clinic, connection, closing }: PairedStory) =>
  drain(clinic.context, await connection(), closing.signal)
const statesIn = async ({ clinic }: PairedStory) =>
  (await outboxIn(clinic)).map(({ kind, state, reason }) => [kind, state, reason].join(' ').trim())

test('rows leave in the order in which they were caused, each under its own id, many requests or one', async () => {
  await using story = await openWithEndpoint()
  const rows = await leaveEnds(story, 120)

  await drainNow(story)

  expect(story.endpoint.taken.map(({ id }) => id)).toEqual(rows)
  expect(story.endpoint.pushes.map((items) => items.length)).toEqual([50, 50, 20])
  expect(await outboxIn(story.clinic)).toEqual([])
})

test('R9.3 an e-mail leaves when its countdown is over, after the records that it opens, in the same round', async () => {
  await using story = await openWithEndpoint()
  const { clinic, endpoint } = story
  const ana = await clinic.addPatient('Ana Ruiz', { email: ANA, birthOn: null })
  await sendAccessLink(clinic, ana.id, ANA)

  clinic.clock.advance(9_999)
  await drainNow(story)
  expect(endpoint.kindsTaken()).toEqual(['invitation.put', 'index.put'])
  expect(await statesIn(story)).toEqual(['mail.put waiting'])
  clinic.clock.advance(1)
  await drainNow(story)
  expect(endpoint.kindsTaken()).toEqual(['invitation.put', 'index.put', 'mail.put'])
})

test('R4.6 a row that waits for another leaves in one round with it, and its own successor too', async () => {
  await using story = await openWithEndpoint()
  const { context } = story.clinic
  const [first = ''] = await leaveEnds(story, 1)
  await context.db.transaction().execute(async (tx) => {
    const second = await enqueue(tx, context, linkEnd, { id: newLink(story) }, { afterId: first })
    await enqueue(tx, context, linkEnd, { id: newLink(story) }, { afterId: second })
  })

  await drainNow(story)

  expect(story.endpoint.pushes.map((items) => items.length)).toEqual([1, 1, 1])
  expect(await outboxIn(story.clinic)).toEqual([])
})

test('a row whose predecessor was refused is refused with it, and so is what waits for that one', async () => {
  await using story = await openWithEndpoint()
  const { context } = story.clinic
  const [first = ''] = await leaveEnds(story, 1)
  await context.db.transaction().execute(async (tx) => {
    const second = await enqueue(tx, context, linkEnd, { id: newLink(story) }, { afterId: first })
    await enqueue(tx, context, linkEnd, { id: newLink(story) }, { afterId: second })
  })
  story.endpoint.script.refuse = ({ id }) => (id === first ? 'unknownLink' : null)

  await drainNow(story)

  expect(await statesIn(story)).toEqual([
    'link.end refused unknownLink',
    'link.end refused predecessorRefused',
    'link.end refused predecessorRefused',
  ])
  expect(story.endpoint.taken).toEqual([])
  expect(story.clinic.logLines.filter(({ event }) => event === 'sync.rowRefused')).toHaveLength(3)
})

test('what is caused while the round runs belongs to the next one', async () => {
  await using story = await openWithEndpoint()
  await leaveEnds(story, 1)
  story.endpoint.script.meanwhile = async (call) => {
    if (call === 'push') await leaveEnds(story, 1)
  }

  await drainNow(story)

  expect(story.endpoint.pushes).toHaveLength(1)
  expect(await statesIn(story)).toEqual(['link.end waiting'])
})

test('a row that is caused anew while it is on the wire stays, keeps its id, and is sent again in the next round', async () => {
  await using story = await openWithEndpoint()
  const { endpoint } = story
  const { context } = story.clinic
  const cause = () => context.db.transaction().execute((tx) => enqueue(tx, context, clinicPut, {}))
  const id = await cause()
  let isFirst = true
  endpoint.script.meanwhile = async (call) => {
    if (call !== 'push' || !isFirst) return
    isFirst = false
    expect(await cause()).toBe(id)
  }

  await drainNow(story)
  expect(await statesIn(story)).toEqual(['clinic.put waiting'])
  await drainNow(story)

  expect(endpoint.kindsTaken()).toEqual(['clinic.put', 'clinic.put'])
  expect(await outboxIn(story.clinic)).toEqual([])
})

test('a row that is caused anew while it is on the wire is not refused for what it was before', async () => {
  await using story = await openWithEndpoint()
  const { context } = story.clinic
  const cause = () => context.db.transaction().execute((tx) => enqueue(tx, context, clinicPut, {}))
  await cause()
  story.endpoint.script.meanwhile = async () => void (await cause())
  story.endpoint.script.refuse = () => 'notAnAgeFile'

  await drainNow(story)

  expect(await statesIn(story)).toEqual(['clinic.put waiting'])
})

test('R11.6 one bad row blocks nothing: refused by the endpoint, not to be built, or not allowed by the contract', async () => {
  await using story = await openWithEndpoint()
  const { clinic, endpoint } = story
  const rows = await leaveEnds(story, 4)
  const { db } = clinic.context
  await db
    .updateTable('outbox')
    .set({ body_json: '{"id":7}' })
    .where('id', '=', rows[1] ?? '')
    .execute()
  await db
    .updateTable('outbox')
    .set({ kind: 'clinic.put' })
    .where('id', '=', rows[2] ?? '')
    .execute()
  await db
    .updateTable('clinic')
    .set({ phone: '0'.repeat(41) })
    .execute()
  endpoint.script.refuse = ({ id }) => (id === rows[0] ? 'unknownLink' : null)

  await drainNow(story)

  expect(endpoint.taken.map(({ id }) => id)).toEqual([rows[3]])
  expect(endpoint.calls, 'what is not allowed is not even sent').toEqual(['push'])
  expect(await statesIn(story)).toEqual([
    'link.end refused unknownLink',
    'link.end refused notBuilt',
    'clinic.put refused invalid',
  ])
  const logged = clinic.logLines
    .filter(({ event }) => event.startsWith('sync.'))
    .map(({ level, event, facts }) => [level, event, facts['kind'], facts['reason'] ?? facts['error']])
  expect(logged).toEqual([
    ['error', 'sync.rowNotBuilt', 'link.end', 'ZodError'],
    ['warn', 'sync.rowRefused', 'link.end', 'unknownLink'],
    ['warn', 'sync.rowRefused', 'link.end', 'notBuilt'],
    ['warn', 'sync.rowRefused', 'clinic.put', 'invalid'],
  ])
})

test('R11.6 an e-mail that cannot be made says that it was not sent', async () => {
  await using story = await openWithEndpoint()
  const { clinic } = story
  const ana = await clinic.addPatient('Ana Ruiz', { email: ANA, birthOn: null })
  await sendAccessLink(clinic, ana.id, ANA)
  clinic.later(MINUTE)
  const connection = { ...(await story.connection()), mailRecipient: `age1${'q'.repeat(58)}` }

  await drain(clinic.context, connection, story.closing.signal)

  const { mails } = await clinic.client.outbox.list()
  expect(mails.map(({ state, failure }) => [state, failure])).toEqual([
    ['failed', { kind: 'givenUp', reason: 'refused' }],
  ])
})

test('trouble with the file while a row is made ready fails the round, and refuses nothing', async () => {
  await using story = await openWithEndpoint()
  const { context } = story.clinic
  await context.db.transaction().execute((tx) => enqueue(tx, context, clinicPut, {}))
  const full = Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' })
  vi.spyOn(outRooms['clinic.put'], 'prepare').mockRejectedValueOnce(full)

  await expect(drainNow(story)).rejects.toBe(full)

  expect(await statesIn(story)).toEqual(['clinic.put waiting'])
})

test.each([
  [400, 'invalid'],
  [422, 'invalid'],
  [413, 'tooLarge'],
] as const)(
  'R11.6 of a request that is refused whole with %i, only the item that is to blame is refused',
  async (status, reason) => {
    await using story = await openWithEndpoint()
    const { endpoint } = story
    const rows = await leaveEnds(story, 3)
    endpoint.script.refuseRequest = (items) => (items.some(({ id }) => id === rows[1]) ? status : null)

    await drainNow(story)

    expect(endpoint.taken.map(({ id }) => id)).toEqual([rows[0], rows[2]])
    expect(endpoint.pushes.map((items) => items.length)).toEqual([3, 1, 1, 1])
    expect(await statesIn(story)).toEqual([`link.end refused ${reason}`])
  },
)

test('R11.6 the endpoint’s own trouble may pass for an hour, then the row needs attention', async () => {
  await using story = await openWithEndpoint()
  const { clinic, endpoint } = story
  await leaveEnds(story, 2)
  endpoint.script.refuse = () => 'internal'

  await drainNow(story)
  clinic.clock.advance(HOUR - 1)
  await drainNow(story)
  expect(await statesIn(story)).toEqual(['link.end waiting', 'link.end waiting'])
  expect(endpoint.pushes).toHaveLength(2)
  clinic.clock.advance(1)
  await drainNow(story)

  expect(await statesIn(story)).toEqual(['link.end refused internal', 'link.end refused internal'])
})

test('an item that was not answered stays; a reply that was lost is made good by the repeat', async () => {
  await using story = await openWithEndpoint()
  const { endpoint } = story
  const rows = await leaveEnds(story, 2)
  endpoint.script.refuse = ({ id }) => (id === rows[0] ? 'undecided' : null)
  endpoint.script.lose.push = 1

  await expect(drainNow(story)).rejects.toMatchObject({ reason: 'unreachable' })
  expect(await statesIn(story)).toEqual(['link.end waiting', 'link.end waiting'])
  await drainNow(story)
  expect((await outboxIn(story.clinic)).map(({ id }) => id)).toEqual([rows[0]])
  endpoint.script.refuse = () => null
  await drainNow(story)

  expect(endpoint.taken.map(({ id }) => id)).toEqual([rows[1], rows[0]])
  expect(await outboxIn(story.clinic)).toEqual([])
})

test('what is not due is left alone, and a desk that closes hands over nothing more', async () => {
  await using story = await openWithEndpoint()
  const { context, clock } = story.clinic
  await context.db
    .transaction()
    .execute((tx) => enqueue(tx, context, linkEnd, { id: newLink(story) }, { delayMilliseconds: MINUTE }))
  await drainNow(story)
  clock.advance(MINUTE)
  story.closing.abort()

  await drainNow(story)

  expect(story.endpoint.calls).toEqual([])
  expect(await statesIn(story)).toEqual(['link.end waiting'])
})

function newLink({ clinic }: PairedStory): LinkId {
  return LinkId.parse(clinic.ids())
}
