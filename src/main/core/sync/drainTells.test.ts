import { expect, test } from 'vitest'
import { InvitationId, LinkId } from '../../../shared/domain/ids.ts'
import type { OpenClinicOptions } from '../testing/openClinic.ts'
import { openWithEndpoint } from '../testing/openWithEndpoint.ts'
import { mailsIn, outboxIn, sendAccessLink } from '../testing/patientActs.ts'
import { enqueue } from '../wire/enqueue.ts'
import { anchorPut } from '../wire/out/anchorPut.ts'
import { linkEnd } from '../wire/out/linkEnd.ts'
import { drain } from './drain.ts'

/** Rows of which each waits for the one before it. */
async function openWithChain(count: number, options: OpenClinicOptions = {}) {
  const story = await openWithEndpoint(options)
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

test('windows are told once of rows that stay, and of nothing that did not happen', async () => {
  await using story = await openWithChain(1)
  story.endpoint.script.refuse = () => 'undecided'

  await story.drainNow()

  expect(story.told).toEqual(['outbox invitations'])
})

test('windows are told of a postponed e-mail that it is still there, and no more', async () => {
  const mailer = { send: () => Promise.reject(new Error('Nobody answers')) }
  await using story = await openWithChain(0, { mailer })
  const { clinic } = story
  const ana = await clinic.addPatient('Ana Ruiz', { email: 'ana@example.test', birthOn: null })
  await sendAccessLink(clinic, ana.id, 'ana@example.test')
  await story.drainNow()
  clinic.clock.advance(10_000)
  story.told.length = 0

  await story.drainNow()

  const [mail] = await mailsIn(clinic)
  expect(clinic.logLines.at(-1)).toEqual({
    ...{ level: 'warn', event: 'mail.notSent' },
    facts: { mailId: mail?.id, error: 'Error' },
  })
  expect(story.told).toEqual(['outbox invitations'])
})

test('R9.3 windows are told of an e-mail that the clinic’s own mail server took', async () => {
  await using story = await openWithChain(0, { mailer: { send: () => Promise.resolve() } })
  const { clinic } = story
  const ana = await clinic.addPatient('Ana Ruiz', { email: 'ana@example.test', birthOn: null })
  await sendAccessLink(clinic, ana.id, 'ana@example.test')
  await story.drainNow()
  clinic.clock.advance(10_000)

  await story.drainNow()

  expect(story.told).toEqual(['outbox invitations', 'outbox invitations appointments forms inbox'])
})

test.each([0, 1])('R8.6 with %i rows in the audit log its anchor is news for no window', async (rows) => {
  await using story = await openWithChain(0)
  const { clinic } = story
  for (let n = 0; n < rows; n += 1) await clinic.addPatient('Ana Ruiz')
  await clinic.context.db.transaction().execute((tx) => enqueue(tx, clinic.context, anchorPut, {}))

  await story.drainNow()

  expect(story.endpoint.takenOf('anchor.put')).toHaveLength(rows)
  expect(story.told).toEqual(['outbox invitations'])
})

const LEFT = {
  taken: [],
  unknownPart: ['records.put'],
  unknownInvitation: ['invitation.put', 'records.put'],
  notAnAgeFile: ['records.put'],
}

test.each([null, 'unknownPart', 'unknownInvitation', 'notAnAgeFile'] as const)(
  'what becomes of records is news for Outbox and the invitations alone, refused or not: %s',
  async (reason) => {
    await using story = await openWithChain(0)
    const { clinic, endpoint } = story
    const ana = await clinic.addPatient('Ana Ruiz', { birthOn: null })
    const id = InvitationId.parse(clinic.ids())
    await clinic.client.access.requestCode({ id, patientId: ana.id, email: null })
    endpoint.script.refuse = ({ body }) => (body.kind === 'index.put' ? reason : null)

    await story.drainNow()

    expect((await outboxIn(clinic)).map(({ kind }) => kind)).toEqual(LEFT[reason ?? 'taken'])
    expect(story.told).toEqual(['outbox invitations'])
  },
)

test('R9.3 an e-mail whose records were refused is refused after them, and windows are told where to look', async () => {
  await using story = await openWithChain(0)
  const { clinic, endpoint } = story
  const ana = await clinic.addPatient('Ana Ruiz', { email: 'ana@example.test', birthOn: null })
  await sendAccessLink(clinic, ana.id, 'ana@example.test')
  endpoint.script.refuse = ({ body }) => (body.kind === 'index.put' ? 'notAnAgeFile' : null)

  await story.drainNow()

  expect((await outboxIn(clinic)).map(({ kind, reason }) => [kind, reason])).toEqual([
    ['records.put', 'notAnAgeFile'],
    ['mail.put', 'predecessorRefused'],
  ])
  expect(story.told.at(-1)).toContain('inbox')
})
