import { expect, test } from 'vitest'
import { MessageId, ThreadId } from '../../../shared/domain/ids.ts'
import { MESSAGE_CHARACTERS } from '../../../shared/domain/messages.ts'
import { MINUTE } from '../../../shared/domain/time.ts'
import { moveRows, putRowsBack } from '../db/merging.ts'
import { book } from '../testing/deskActs.ts'
import { answer, begin, writeMessage } from '../testing/messageActs.ts'
import { ANA, giveFull, openWithAna } from '../testing/openWithAna.ts'
import type { TestClinic } from '../testing/openClinic.ts'
import { openWithTwo } from '../testing/openWithTwo.ts'

const inboxOf = async (clinic: TestClinic) =>
  (await clinic.client.inbox.list({ includeDone: false })).filter(({ facts }) => facts.kind === 'message')
const mailsOf = async (clinic: TestClinic) =>
  (await clinic.client.outbox.list()).mails.filter(({ kind }) => kind === 'messageWaiting')

test('R8.5 a message lands in the Inbox and its thread once, however often it is brought; answering settles it', async () => {
  await using story = await openWithAna()
  const { clinic, ana } = story
  const { linkId } = await giveFull(story, ana.id, ANA)
  const hostile = '<script>alert(1)</script>\n‮שלום، مرحبا'

  const { threadId, messageId } = await writeMessage(clinic, linkId, { text: hostile, times: 2 })

  expect(await inboxOf(clinic)).toMatchObject([
    { facts: { threadId, messageId, subject: 'The blood test', isFromHolder: true }, patientName: 'Ana Ruiz' },
  ])
  const before = await clinic.client.messages.ofPatient({ patientId: ana.id })
  expect(before.threads).toMatchObject([{ id: threadId, isWaiting: true, messages: [{ text: hostile, email: ANA }] }])
  expect(before.holders).toMatchObject([{ email: ANA, isReached: true }])
  expect(await clinic.client.messages.waiting({ patientId: ana.id })).toEqual({ threads: 1 })

  const sent = await answer(clinic, ana.id, threadId)

  expect(sent.readers).toBe(1)
  expect(await inboxOf(clinic)).toEqual([])
  const { threads } = await clinic.client.messages.ofPatient({ patientId: ana.id })
  const { staff } = await clinic.client.session.current()
  expect(threads).toMatchObject([{ isWaiting: false, messages: [{ from: 'patient' }, { staffName: staff?.name }] }])
  const history = (await clinic.client.patients.history({ patientId: ana.id })).map(({ facts }) => facts.action)
  expect(history.filter((action) => action.startsWith('message'))).toEqual([
    'message.sent',
    'messages.read',
    'message.received',
  ])
})

test('R9.2 whoever may read it is told that something waits, once while that has not left, and of what nothing', async () => {
  await using story = await openWithAna()
  const { clinic, ana } = story
  await giveFull(story, ana.id, ANA)

  const { threadId } = await begin(clinic, ana.id, 'Iron is low', 'Take iron every second day.')
  await answer(clinic, ana.id, threadId, 'And vitamin C.')

  const mails = await mailsOf(clinic)
  expect(mails).toMatchObject([{ to: ANA, state: 'waiting' }])
  expect(mails[0]?.subject).not.toMatch(/iron/i)
  const { content_json } = await clinic.context.db
    .selectFrom('mail')
    .select('content_json')
    .where('id', '=', mails[0]?.id ?? '')
    .executeTakeFirstOrThrow()
  expect(content_json).toContain('/messages')
  expect(content_json).not.toMatch(/iron|vitamin/i)
})

test('R8.5 for a limited link the desk is told that an answer is not seen, and nobody is told by e-mail', async () => {
  await using story = await openWithTwo()
  const { clinic, ben } = story
  const { threadId } = await writeMessage(clinic, ben.linkId)

  const sent = await answer(clinic, ben.patient.id, threadId)

  expect(sent).toMatchObject({ readers: 0, leaving: null })
  const { holders } = await clinic.client.messages.ofPatient({ patientId: ben.patient.id })
  expect(holders).toMatchObject([{ level: 'limited', isReached: false }])
  expect(await mailsOf(clinic)).toEqual([])
})

test('R10.7 an answer over another’s is refused once, with the thread as it stands; the same again sends nothing twice', async () => {
  await using story = await openWithAna()
  const { clinic, ana } = story
  const { linkId } = await giveFull(story, ana.id, ANA)
  const { threadId, messageId } = await writeMessage(clinic, linkId)
  const first = await answer(clinic, ana.id, threadId, 'Mine')
  const late = { patientId: ana.id, threadId, subject: null, text: 'Theirs', id: MessageId.parse(clinic.ids()) }

  await expect(clinic.client.messages.send({ ...late, seenMessageId: messageId })).rejects.toMatchObject({
    code: 'CHANGED_MEANWHILE',
    data: { current: { id: threadId, messages: [{ id: messageId }, { id: first.id }] } },
  })
  await clinic.client.messages.send({ ...late, seenMessageId: first.id })
  await clinic.client.messages.send({ ...late, seenMessageId: first.id })

  const [thread] = (await clinic.client.messages.ofPatient({ patientId: ana.id })).threads
  expect(thread?.messages.map(({ text }) => text)).toEqual(['Can it wait?', 'Mine', 'Theirs'])
})

test('R8.5 nothing is sent in another patient’s thread, in none, or at more than its length', async () => {
  await using story = await openWithAna()
  const { clinic, ana } = story
  const { linkId } = await giveFull(story, ana.id, ANA)
  const { threadId, messageId } = await writeMessage(clinic, linkId)
  const maya = await clinic.addPatient('Maya Lindqvist')
  const sending = { id: MessageId.parse(clinic.ids()), threadId, subject: null, text: 'x', seenMessageId: messageId }

  await expect(clinic.client.messages.send({ ...sending, patientId: maya.id })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  })
  const nowhere = { ...sending, patientId: ana.id, threadId: ThreadId.parse(clinic.ids()) }
  await expect(clinic.client.messages.send(nowhere)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  const long = { ...sending, patientId: ana.id, text: 'x'.repeat(MESSAGE_CHARACTERS + 1) }
  await expect(clinic.client.messages.send(long)).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  await clinic.client.messages.send({ ...long, text: 'x'.repeat(MESSAGE_CHARACTERS) })
})

test('R11.5 what the login did not write, or wrote about another patient, is filed in no thread', async () => {
  await using story = await openWithAna()
  const { clinic, ana } = story
  const { linkId } = await giveFull(story, ana.id, ANA)
  const maya = await clinic.addPatient('Maya Lindqvist')

  await writeMessage(clinic, linkId, { isForged: true })
  await writeMessage(clinic, linkId, { patientId: maya.id })

  expect((await clinic.client.messages.ofPatient({ patientId: ana.id })).threads).toEqual([])
  expect((await inboxOf(clinic)).map(({ facts }) => facts)).toMatchObject([
    { threadId: null, subject: null, isFromHolder: false },
    { threadId: null, subject: null, isFromHolder: false },
  ])
})

test('R8.5 a message that names another patient’s thread is in one of its own', async () => {
  await using story = await openWithTwo()
  const { clinic, ben, ana } = story
  const bens = await writeMessage(clinic, ben.linkId)

  await writeMessage(clinic, ana.linkId, { threadId: bens.threadId, subject: 'Mine' })

  const threadsOf = async (of: typeof ben) =>
    (await clinic.client.messages.ofPatient({ patientId: of.patient.id })).threads
  expect(await threadsOf(ana)).toMatchObject([{ subject: 'Mine', messages: [{ text: 'Can it wait?' }] }])
  expect(await threadsOf(ben)).toMatchObject([{ id: bens.threadId, messages: [{ email: 'ben@example.test' }] }])
})

test('R8.5 out of hours the clinic answers by itself, once while it is closed, in each thread', async () => {
  await using story = await openWithAna()
  const { clinic, ana } = story
  const { linkId } = await giveFull(story, ana.id, ANA)
  const { version } = await clinic.client.settings.get()
  // Closed since Sunday, but for a minute on Wednesday.
  const changes = { openHours: ';;09:00-09:01;;;;', outOfHoursText: 'Read again on Wednesday.' }
  await clinic.client.settings.save({ seenVersion: version, changes })

  const { threadId } = await writeMessage(clinic, linkId)
  clinic.clock.advance(5 * MINUTE)
  await writeMessage(clinic, linkId, { threadId, text: 'And another thing' })
  clinic.clock.advance(MINUTE)
  await writeMessage(clinic, linkId, { subject: 'Something else' })

  const { threads } = await clinic.client.messages.ofPatient({ patientId: ana.id })
  expect(threads.map(({ messages }) => messages.map(({ from }) => from).sort())).toEqual([
    ['outOfHours', 'patient'],
    ['outOfHours', 'patient', 'patient'],
  ])
  expect(threads[0]?.messages.find(({ from }) => from === 'outOfHours')?.text).toBe('Read again on Wednesday.')
  expect(await inboxOf(clinic)).toHaveLength(3)
  expect(await mailsOf(clinic)).toEqual([])
})

test('R6.5 a chart that takes a person in takes their threads too, and gives them back', async () => {
  await using story = await openWithTwo()
  const { clinic, ben, ana } = story
  await book(clinic, ana.patient.id, { tell: false })
  const { threadId } = await writeMessage(clinic, ben.linkId)

  const moved = await clinic.context.db.transaction().execute((tx) => moveRows(tx, ben.patient.id, ana.patient.id))
  expect((await clinic.client.messages.ofPatient({ patientId: ana.patient.id })).threads).toMatchObject([
    { id: threadId },
  ])
  const back = { from: ana.patient.id, to: ben.patient.id }
  await clinic.context.db.transaction().execute((tx) => putRowsBack(tx, moved, back))

  expect((await clinic.client.messages.ofPatient({ patientId: ben.patient.id })).threads).toMatchObject([
    { id: threadId },
  ])
  expect((await clinic.client.messages.ofPatient({ patientId: ana.patient.id })).threads).toEqual([])
})
