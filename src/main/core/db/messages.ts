import type { Insertable, Selectable } from 'kysely'
import { LinkId, MessageId, ThreadId, type PatientId } from '../../../shared/domain/ids.ts'
import type { GivenMessage } from '../../../shared/domain/messages.ts'
import { Instant } from '../../../shared/domain/time.ts'
import type { ChartMessage } from '../../../shared/domain/visibility.ts'
import type { Db, Tx } from '../context.ts'
import type { MessageTable, MessageThreadTable } from './messageTables.ts'

export type ThreadRow = Selectable<MessageThreadTable>

export async function findThread(db: Db, id: ThreadId): Promise<ThreadRow | null> {
  return (await db.selectFrom('message_thread').selectAll().where('id', '=', id).executeTakeFirst()) ?? null
}

export async function insertThread(tx: Tx, row: Insertable<MessageThreadTable>): Promise<void> {
  await tx.insertInto('message_thread').values(row).execute()
}

/** @returns whether it is new: one that came before changes nothing */
export async function insertMessage(tx: Tx, row: Insertable<MessageTable>): Promise<boolean> {
  const inserted = await tx
    .insertInto('message')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .execute()
  return inserted.length > 0
}

export async function hasMessages(db: Db, patientId: PatientId): Promise<boolean> {
  const row = await db.selectFrom('message_thread').select('id').where('patient_id', '=', patientId).executeTakeFirst()
  return row !== undefined
}

/** Oldest first, without what they say. */
export async function listMessagesOf(db: Db, patientId: PatientId): Promise<ChartMessage[]> {
  const rows = await selectMessages(db)
    .select(['message.id', 'message.thread_id', 'message.written_by', 'message.link_id', 'message.at'])
    .where('message_thread.patient_id', '=', patientId)
    .execute()
  return rows.map((row) => ({
    id: MessageId.parse(row.id),
    threadId: ThreadId.parse(row.thread_id),
    subject: row.subject,
    from: row.written_by,
    at: Instant.parse(row.at),
    ofLinkId: row.link_id === null ? null : LinkId.parse(row.link_id),
    begunByLinkId: row.begun_by_link_id === null ? null : LinkId.parse(row.begun_by_link_id),
  }))
}

function selectMessages(db: Db) {
  return db
    .selectFrom('message')
    .innerJoin('message_thread', 'message_thread.id', 'message.thread_id')
    .select(['message_thread.subject', 'message_thread.begun_by_link_id'])
    .orderBy('message.at')
    .orderBy('message.id')
}

/** What is sealed of one of them. */
export async function readSaid(db: Db, id: MessageId): Promise<Pick<GivenMessage, 'text' | 'by'>> {
  const row = await db
    .selectFrom('message')
    .leftJoin('staff', 'staff.id', 'message.staff_id')
    .select(['message.text', 'staff.called_name'])
    .where('message.id', '=', id)
    .executeTakeFirstOrThrow()
  return { text: row.text, by: row.called_name }
}

/** Everything of a patient's, with who wrote it and what of it waits for an answer; oldest first. */
export function listMessagesRead(db: Db, patientId: PatientId) {
  return selectMessages(db)
    .leftJoin('staff', 'staff.id', 'message.staff_id')
    .leftJoin('link', 'link.id', 'message.link_id')
    .leftJoin('login', 'login.id', 'link.login_id')
    .selectAll('message')
    .select(['staff.name as staff_name', 'login.email as email'])
    .where('message_thread.patient_id', '=', patientId)
    .execute()
}

/** Whether an automatic answer went to this login's thread since. */
export async function hasAnsweredByItself(
  db: Db,
  threadId: ThreadId,
  linkId: LinkId,
  since: Instant,
): Promise<boolean> {
  const row = await db
    .selectFrom('message')
    .select('id')
    .where('thread_id', '=', threadId)
    .where('written_by', '=', 'outOfHours')
    .where('link_id', '=', linkId)
    .where('at', '>=', since)
    .executeTakeFirst()
  return row !== undefined
}

export async function findNewestMessage(db: Db, threadId: ThreadId) {
  const row = await db
    .selectFrom('message')
    .leftJoin('staff', 'staff.id', 'message.staff_id')
    .select(['message.id', 'message.at', 'staff.name as staff_name'])
    .where('thread_id', '=', threadId)
    .where('written_by', '!=', 'outOfHours')
    .orderBy('message.at', 'desc')
    .orderBy('message.id', 'desc')
    .executeTakeFirst()
  return row ?? null
}

/** Threads in which something of a patient's waits for a person. */
export async function listWaitingThreads(db: Db, patientId: PatientId): Promise<Set<string>> {
  const rows = await db
    .selectFrom('inbox_item')
    .select('thread_id')
    .where('patient_id', '=', patientId)
    .where('kind', '=', 'message')
    .where('done_at', 'is', null)
    .execute()
  return new Set(rows.flatMap(({ thread_id }) => thread_id ?? []))
}

/** Answered: whatever of the thread waited in the Inbox waits no more. */
export async function settleItemsOfThread(tx: Tx, threadId: ThreadId, at: Instant, by: string): Promise<void> {
  await tx
    .updateTable('inbox_item')
    .set({ done_at: at, done_by: by })
    .where('thread_id', '=', threadId)
    .where('done_at', 'is', null)
    .execute()
}

/** What the endpoint has of each owner that was ever given anything of these. */
export async function listGiven(db: Db, ownerIds: readonly string[]): Promise<Map<string, Set<string>>> {
  const given = new Map<string, Set<string>>(ownerIds.map((id) => [id, new Set()]))
  if (ownerIds.length === 0) return given
  const rows = await db.selectFrom('message_given').selectAll().where('owner_id', 'in', ownerIds).execute()
  for (const { owner_id, message_id } of rows) given.get(owner_id)?.add(message_id)
  return given
}

export async function noteGiven(tx: Tx, ownerId: string, ids: readonly MessageId[]): Promise<void> {
  for (const message_id of ids) {
    await tx
      .insertInto('message_given')
      .values({ owner_id: ownerId, message_id })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }
}

export async function noteTaken(tx: Tx, ownerId: string, ids: readonly MessageId[]): Promise<void> {
  await tx.deleteFrom('message_given').where('owner_id', '=', ownerId).where('message_id', 'in', ids).execute()
}

/** The endpoint has nothing more of this owner; of nobody, where none is named. */
export async function forgetGivenMessages(tx: Tx, ownerId?: string): Promise<void> {
  const all = tx.deleteFrom('message_given')
  await (ownerId === undefined ? all : all.where('owner_id', '=', ownerId)).execute()
}
