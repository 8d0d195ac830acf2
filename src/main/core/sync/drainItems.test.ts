import { expect, test, vi } from 'vitest'
import { LinkId } from '../../../shared/domain/ids.ts'
import { openWithEndpoint } from '../testing/openWithEndpoint.ts'
import { outboxIn, redeem, sendAccessLink, somebody } from '../testing/patientActs.ts'
import { enqueue } from '../wire/enqueue.ts'
import { linkEnd } from '../wire/out/linkEnd.ts'
import { outRooms } from '../wire/outRooms.ts'
import { drain } from './drain.ts'

/** Ana's records wait for two who may see them: a link, and an invitation that is open. */
async function openWithTwoHolders() {
  const story = await openWithEndpoint()
  const { clinic, connection, closing } = story
  const ana = await clinic.addPatient('Ana Ruiz', { email: 'ana@example.test', birthOn: null })
  const first = await sendAccessLink(clinic, ana.id, 'ana@example.test')
  const linkId = await redeem(clinic, first.id, await somebody(clinic, 'ana@example.test'))
  const { id: invitationId } = await sendAccessLink(clinic, ana.id, 'luis@example.test')
  const drainNow = async () => drain(clinic.context, await connection(), closing.signal)
  const records = async () => (await outboxIn(clinic)).filter(({ kind }) => kind === 'records.put')
  return { ...story, linkId, invitationId, drainNow, records }
}

test.each(['link', 'invitation'] as const)(
  'R11.6 records are taken only when all of them are: what the %s is given is not answered',
  async (holder) => {
    await using story = await openWithTwoHolders()
    const { endpoint } = story
    endpoint.script.refuse = ({ body }) => {
      return body.kind === 'index.put' && body.owner.kind === holder ? 'undecided' : null
    }

    await story.drainNow()

    expect(await story.records()).toMatchObject([{ state: 'waiting' }])
    expect(endpoint.takenOf('index.put')).toHaveLength(1)
    endpoint.script.refuse = () => null
    await story.drainNow()
    expect(await story.records()).toEqual([])
    expect(new Set(endpoint.takenOf('index.put').map(({ owner }) => owner.id))).toEqual(
      new Set([story.linkId, story.invitationId]),
    )
  },
)

test.each(['link', 'invitation'] as const)(
  'R11.6 records are refused when any of them is: what the %s is given is no age file',
  async (holder) => {
    await using story = await openWithTwoHolders()
    story.endpoint.script.refuse = ({ body }) => {
      return body.kind === 'index.put' && body.owner.kind === holder ? 'notAnAgeFile' : null
    }

    await story.drainNow()

    expect(await story.records()).toMatchObject([{ state: 'refused', reason: 'notAnAgeFile' }])
  },
)

test('a row that comes to several items hands each over under an id of its own', async () => {
  await using story = await openWithEndpoint()
  const { context, ids } = story.clinic
  const [one, other] = [LinkId.parse(ids()), LinkId.parse(ids())]
  await context.db.transaction().execute((tx) => enqueue(tx, context, linkEnd, { id: one }))
  const bodies = [one, other].map((id) => ({ kind: 'link.end' as const, id }))
  vi.spyOn(outRooms['link.end'], 'prepare').mockResolvedValueOnce({ kind: 'push', bodies })

  await drain(context, await story.connection(), story.closing.signal)

  expect(story.endpoint.takenOf('link.end').map(({ id }) => id)).toEqual([one, other])
})

test('R10.5 an endpoint that does not know the desk refuses the desk, and none of what it hands over', async () => {
  await using story = await openWithEndpoint()
  const { clinic, endpoint } = story
  await clinic.context.db
    .transaction()
    .execute((tx) => enqueue(tx, clinic.context, linkEnd, { id: LinkId.parse(clinic.ids()) }))
  const [connection, { signal }] = [await story.connection(), story.closing]
  endpoint.script.refuseDesk = 'UNAUTHORIZED'

  await expect(drain(clinic.context, connection, signal)).rejects.toMatchObject({ reason: 'unauthorized' })

  expect(await outboxIn(clinic)).toMatchObject([{ kind: 'link.end', state: 'waiting', reason: null }])
  endpoint.script.refuseDesk = null
  await drain(clinic.context, connection, signal)
  expect(await outboxIn(clinic)).toEqual([])
})
