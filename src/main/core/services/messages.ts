import { MessageThread, type MessageHolder } from '../../../shared/contract/desk/messages.ts'
import type { Leaving } from '../../../shared/contract/desk/outbox.ts'
import { LinkId, type MessageId, type ThreadId, type PatientId } from '../../../shared/domain/ids.ts'
import { emailKey } from '../../../shared/domain/people.ts'
import { Instant } from '../../../shared/domain/time.ts'
import type { Acting, Db, Tx } from '../context.ts'
import { listLiveLinks } from '../db/links.ts'
import { hasWaitingMail } from '../db/mails.ts'
import {
  findNewestMessage,
  findThread,
  insertMessage,
  insertThread,
  listMessagesRead,
  listWaitingThreads,
  settleItemsOfThread,
} from '../db/messages.ts'
import { findPatient } from '../db/patients.ts'
import { markMessagesDue } from '../wire/out/messagesPut.ts'
import { appendAudit, auditStay } from './audit.ts'
import { greetedAs, isPaired, leaveMail, portalOf } from './mail/leaveMail.ts'
import { failure } from './serviceError.ts'

type Read = { readonly threads: MessageThread[]; readonly holders: MessageHolder[] }

/** R8.5: what was written both ways, and who sees what is answered. @throws ServiceError NOT_FOUND */
export function readMessages(acting: Acting, patientId: PatientId): Promise<Read> {
  return acting.db.transaction().execute(async (tx) => {
    if (!(await findPatient(tx, patientId))) throw failure('NOT_FOUND')
    await auditStay(tx, acting, { action: 'messages.read' }, patientId)
    return { threads: await readThreads(tx, patientId), holders: await readHolders(tx, patientId) }
  })
}

/** @throws ServiceError NOT_FOUND */
export async function countWaiting({ db }: Acting, patientId: PatientId): Promise<{ threads: number }> {
  if (!(await findPatient(db, patientId))) throw failure('NOT_FOUND')
  return { threads: (await listWaitingThreads(db, patientId)).size }
}

async function readThreads(db: Db, patientId: PatientId): Promise<MessageThread[]> {
  const waiting = await listWaitingThreads(db, patientId)
  const threads = new Map<string, { id: string; subject: string; isWaiting: boolean; messages: unknown[] }>()
  for (const row of await listMessagesRead(db, patientId)) {
    const thread = threads.get(row.thread_id) ?? {
      ...{ id: row.thread_id, subject: row.subject, isWaiting: waiting.has(row.thread_id), messages: [] },
    }
    threads.set(row.thread_id, thread)
    const { id, written_by: from, email, staff_name: staffName, text, at } = row
    thread.messages.push({ id, from, email, staffName, text, at })
  }
  const newest = ({ messages }: MessageThread) => messages.at(-1)?.at ?? ''
  return [...threads.values()]
    .map((thread) => MessageThread.parse(thread))
    .sort((one, other) => (newest(one) > newest(other) ? -1 : 1))
}

/** R8.5, R3.2: what staff write reaches full links alone, and those to whom something can be sealed. */
async function readHolders(db: Db, patientId: PatientId): Promise<MessageHolder[]> {
  return (await listLiveLinks(db, patientId)).map(({ id, email, level, proven_recipient }) => ({
    ...{ linkId: LinkId.parse(id), email, level },
    isReached: level === 'full' && proven_recipient !== null,
  }))
}

type Sending = {
  readonly id: MessageId
  readonly patientId: PatientId
  readonly threadId: ThreadId
  readonly subject: string | null
  readonly text: string
  readonly seenMessageId: MessageId | null
}

/**
 * R8.5: an answer, or a thread of its own. Over what somebody wrote meanwhile it is refused once, with the thread as it stands (R10.7).
 * @throws ServiceError NOT_FOUND, CHANGED_MEANWHILE
 */
export async function sendMessage(
  acting: Acting,
  sending: Sending,
): Promise<{ readers: number; leaving: Leaving | null }> {
  const sent = await acting.db.transaction().execute(async (tx) => {
    const { id, patientId, threadId, text } = sending
    if (!(await findPatient(tx, patientId))) throw failure('NOT_FOUND')
    const now = acting.clock.now()
    const by = acting.actor.staff.id
    await requireThread(tx, sending, now)
    const readers = (await readHolders(tx, patientId)).filter(({ isReached }) => isReached)
    const row = { id, thread_id: threadId, written_by: 'clinic', link_id: null, staff_id: by, text, at: now } as const
    if (!(await insertMessage(tx, row))) return { readers: readers.length, leaving: null }
    await settleItemsOfThread(tx, threadId, now, by)
    await appendAudit(tx, acting, { action: 'message.sent', readers: readers.length }, patientId)
    const afterId = await markMessagesDue(tx, acting, patientId)
    const leaving = await tellReaders(tx, acting, { patientId, readers, afterId })
    return { readers: readers.length, leaving }
  })
  acting.changes.publish('messages', 'inbox', 'outbox', 'patients')
  acting.wakeSync()
  return sent
}

/** The thread is this patient's, and as the person saw it. */
async function requireThread(
  tx: Tx,
  { id, patientId, threadId, subject, seenMessageId }: Sending,
  now: Instant,
): Promise<void> {
  const thread = await findThread(tx, threadId)
  if (!thread) {
    if (subject === null) throw failure('NOT_FOUND')
    const made = { id: threadId, patient_id: patientId, subject, begun_by_link_id: null, begun_at: now }
    return insertThread(tx, made)
  }
  if (thread.patient_id !== patientId) throw failure('NOT_FOUND')
  const newest = await findNewestMessage(tx, threadId)
  if (!newest || newest.id === seenMessageId || newest.id === id) return
  const current = (await readThreads(tx, patientId)).find((each) => each.id === threadId)
  if (!current) throw failure('NOT_FOUND')
  throw failure('CHANGED_MEANWHILE', { by: newest.staff_name, at: Instant.parse(newest.at), current })
}

type Telling = {
  readonly patientId: PatientId
  readonly readers: readonly MessageHolder[]
  readonly afterId: string
}

/**
 * R9.2: whoever may read it is told that something waits, and of what nothing. One e-mail an address, and none while one about it has
 * not left yet. @returns until when it can be taken back; null where none leaves
 */
async function tellReaders(tx: Tx, acting: Acting, { patientId, readers, afterId }: Telling): Promise<Leaving | null> {
  const patient = await findPatient(tx, patientId)
  if (!patient || !(await isPaired(tx))) return null
  const { origin, clinicId } = await portalOf(tx)
  const url = `${origin}/c/${clinicId}/messages`
  let last: Leaving | null = null
  for (const to of new Map(readers.map(({ email }) => [emailKey(email), email])).values()) {
    if (await hasWaitingMail(tx, { kind: 'messageWaiting', patientId, to })) continue
    const facts = { kind: 'messageWaiting', givenName: greetedAs(patient), url, at: acting.clock.now() } as const
    last = await leaveMail(tx, acting, facts, { to, patientId, afterId })
  }
  return last
}
