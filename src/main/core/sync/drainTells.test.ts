import { expect, test } from 'vitest'
import { LinkId } from '../../../shared/domain/ids.ts'
import { openWithEndpoint } from '../testing/openWithEndpoint.ts'
import { outboxIn, sendAccessLink } from '../testing/patientActs.ts'
import { enqueue } from '../wire/enqueue.ts'
import { linkEnd } from '../wire/out/linkEnd.ts'
import { drain } from './drain.ts'

/** Rows of which each waits for the one before it. */
async function openWithChain(count: number) {
  const story = await openWithEndpoint()
  const { context, ids } = story.clinic
  await context.db.transaction().execute(async (tx) => {
    let afterId: string | null = null
    for (let n = 0; n < count; n += 1) {
      afterId = await enqueue(tx, context, linkEnd, { id: LinkId.parse(ids()) }, { afterId })
    }
  })
  const told: string[] = []
  const changes = { ...context.changes, publish: (...topics: string[]) => void told.push(topics.join(' ')) }
  const drainNow = async () => drain({ ...context, changes }, await story.connection(), story.closing.signal)
  return { ...story, told, drainNow }
}

test('windows are told what left', async () => {
  await using story = await openWithChain(1)

  await story.drainNow()
  await story.drainNow()

  expect(story.told).toEqual(['outbox invitations'])
})

test('a chain is refused to its end in the round that refuses its first row, and windows are told', async () => {
  await using story = await openWithChain(4)
  story.endpoint.script.refuse = () => 'unknownLink'

  await story.drainNow()

  const refused = await outboxIn(story.clinic)
  expect(refused.map(({ reason }) => reason)).toEqual([
    'unknownLink',
    ...Array.from({ length: 3 }, () => 'predecessorRefused'),
  ])
  expect(story.told).toEqual(['outbox invitations', 'outbox', 'outbox', 'outbox'])
})

test('windows are told what follows from an answer too', async () => {
  await using story = await openWithChain(0)
  const { clinic } = story
  const ana = await clinic.addPatient('Ana Ruiz', { email: 'ana@example.test', birthOn: null })
  await sendAccessLink(clinic, ana.id, 'ana@example.test')

  clinic.clock.advance(10_000)
  story.endpoint.script.refuse = ({ body }) => (body.kind === 'mail.put' ? 'notAnAgeFile' : null)

  await story.drainNow()

  expect(story.told.join(' ')).toContain('inbox')
})
