import { sql, type Insertable, type Selectable } from 'kysely'
import type { OutKindName, OutRefusal } from '../../../shared/domain/refusals.ts'
import type { Instant } from '../../../shared/domain/time.ts'
import type { Db, Tx } from '../context.ts'
import { compileOnce } from './compileOnce.ts'
import type { OutboxTable } from './wireTables.ts'

export type OutboxRow = Pick<Selectable<OutboxTable>, 'seq' | 'id' | 'kind' | 'subject' | 'body_json' | 'created_at'>
export type NewOutboxRow = Pick<
  Insertable<OutboxTable>,
  'id' | 'kind' | 'subject' | 'body_json' | 'due_at' | 'created_at'
> & {
  readonly after_id: string | null
}

const insert = compileOnce((db, row: Insertable<OutboxTable>) => db.insertInto('outbox').values(row))

export async function insertOutboxRow(tx: Tx, row: NewOutboxRow): Promise<void> {
  await insert(tx, { ...row, state: 'waiting', reason: null })
}

const selectBySubject = compileOnce((db, { kind, subject }: { kind: OutKindName; subject: string }) =>
  db
    .selectFrom('outbox')
    .select(['id', 'seq', 'state', 'created_at'])
    .where('kind', '=', kind)
    .where('subject', '=', subject),
)

/** The one row of this kind about this subject, waiting or refused. */
export async function findOutboxRowAbout(db: Db, kind: OutKindName, subject: string) {
  const [row] = await selectBySubject(db, { kind, subject })
  return row ?? null
}

/** Whether nobody has caused a row anew, or answered it, since it was read. */
export async function isOutboxRowAsRead(db: Db, { id, seq }: Pick<OutboxRow, 'id' | 'seq'>): Promise<boolean> {
  const row = await db.selectFrom('outbox').select('seq').where('id', '=', id).where('seq', '=', seq).executeTakeFirst()
  return row !== undefined
}

/** Claims and offers that wait, up to one of them, in the order in which they were caused. */
export function listReadyClaims(db: Db, upToSeq: number, limit: number): Promise<OutboxRow[]> {
  return db
    .selectFrom('outbox')
    .select(['seq', 'id', 'kind', 'subject', 'body_json', 'created_at'])
    .where('kind', 'in', ['claim.put', 'offer.put', 'offer.end'])
    .where('state', '=', 'waiting')
    .where('seq', '<=', upToSeq)
    .orderBy('seq')
    .limit(limit)
    .execute()
}

const deleteById = compileOnce((db, { id }: { id: string }) => db.deleteFrom('outbox').where('id', '=', id))

export async function deleteOutboxRow(tx: Tx, id: string): Promise<void> {
  await deleteById(tx, { id })
}

/** A row that was caused anew while it was on the wire has another seq by now, and stays. */
export async function deleteTakenRow(tx: Tx, { id, seq }: Pick<OutboxRow, 'id' | 'seq'>): Promise<void> {
  await tx.deleteFrom('outbox').where('id', '=', id).where('seq', '=', seq).execute()
}

/** Likewise: one that was caused anew is not refused for what it was before. */
export async function refuseRow(tx: Tx, { id, seq }: Pick<OutboxRow, 'id' | 'seq'>, reason: OutRefusal): Promise<void> {
  await tx.updateTable('outbox').set({ state: 'refused', reason }).where('id', '=', id).where('seq', '=', seq).execute()
}

export async function postponeRow(tx: Db, id: string, dueAt: Instant): Promise<void> {
  await tx.updateTable('outbox').set({ due_at: dueAt }).where('id', '=', id).execute()
}

/** E-mails that were put off are tried in the next round; whoever may still undo one keeps that time (R9.3). */
export async function hastenMails(tx: Tx, now: Instant): Promise<void> {
  await tx
    .updateTable('outbox')
    .set({ due_at: now })
    .where('kind', '=', 'mail.put')
    .where('state', '=', 'waiting')
    .where('due_at', '>', now)
    .where((eb) =>
      eb(sql<string>`body_json ->> '$.id'`, 'in', eb.selectFrom('mail').select('id').where('leaves_at', '<=', now)),
    )
    .execute()
}

/** The newest row there is: what follows it was caused later than anything this cycle knows of. */
export async function newestOutboxSeq(db: Db): Promise<number> {
  const row = await db
    .selectFrom('outbox')
    .select((query) => query.fn.max('seq').as('seq'))
    .executeTakeFirst()
  return row?.seq ?? 0
}

/** The next waiting rows that are due and whose predecessor has been taken, in the order in which they were caused. */
export function listReadyRows(
  db: Db,
  page: { readonly now: Instant; readonly afterSeq: number; readonly upToSeq: number; readonly limit: number },
): Promise<OutboxRow[]> {
  return db
    .selectFrom('outbox')
    .select(['seq', 'id', 'kind', 'subject', 'body_json', 'created_at'])
    .where('state', '=', 'waiting')
    .where('due_at', '<=', page.now)
    .where('seq', '>', page.afterSeq)
    .where('seq', '<=', page.upToSeq)
    .where((eb) =>
      eb.or([
        eb('after_id', 'is', null),
        eb.not(
          eb.exists(
            eb.selectFrom('outbox as before').select('before.id').whereRef('before.id', '=', 'outbox.after_id'),
          ),
        ),
      ]),
    )
    .orderBy('seq')
    .limit(page.limit)
    .execute()
}

/** Waiting rows whose predecessor was refused: they would wait for ever. */
export function listRowsAfterRefused(db: Db): Promise<OutboxRow[]> {
  return db
    .selectFrom('outbox')
    .innerJoin('outbox as before', 'before.id', 'outbox.after_id')
    .select(['outbox.seq', 'outbox.id', 'outbox.kind', 'outbox.subject', 'outbox.body_json', 'outbox.created_at'])
    .where('outbox.state', '=', 'waiting')
    .where('before.state', '=', 'refused')
    .orderBy('outbox.seq')
    .execute()
}

/** Rows that were refused, newest first: "needs attention". */
export function listRefusedRows(db: Db, limit: number) {
  return db
    .selectFrom('outbox')
    .select(['id', 'kind', 'reason', 'created_at'])
    .where('state', '=', 'refused')
    .orderBy('seq', 'desc')
    .limit(limit)
    .execute()
}

/** What was refused, by kind and reason; an e-mail says for itself that it was not sent. */
export function countRefusedRows(db: Db) {
  return db
    .selectFrom('outbox')
    .select((query) => [
      'kind',
      'reason',
      query.fn.countAll<number>().as('count'),
      query.fn.max('created_at').as('newest_at'),
    ])
    .where('state', '=', 'refused')
    .where('kind', '!=', 'mail.put')
    .groupBy(['kind', 'reason'])
    .execute()
}

/** They wait again, and so does whatever was refused because it waited for a refused one. */
export async function retryRefusedRows(
  tx: Tx,
  { row, reason }: { readonly row: OutKindName; readonly reason: OutRefusal },
  now: Instant,
): Promise<void> {
  await tx
    .updateTable('outbox')
    .set({ state: 'waiting', reason: null, due_at: now, created_at: now })
    .where('state', '=', 'refused')
    .where('kind', '!=', 'mail.put')
    .where((eb) =>
      eb.or([eb.and([eb('kind', '=', row), eb('reason', '=', reason)]), eb('reason', '=', 'predecessorRefused')]),
    )
    .execute()
}

/** Reminders that wait here for their time count for nothing: nobody expects them to have left (R9.1). */
export async function countOutbox(
  db: Db,
  now: Instant,
): Promise<{ readonly waiting: number; readonly refused: number }> {
  return db
    .selectFrom('outbox')
    .select((query) => [
      query.fn
        .countAll<number>()
        .filterWhere('state', '=', 'waiting')
        .filterWhere((row) => row.or([row('kind', '!=', 'reminder.put'), row('due_at', '<=', now)]))
        .as('waiting'),
      query.fn.countAll<number>().filterWhere('state', '=', 'refused').as('refused'),
    ])
    .executeTakeFirstOrThrow()
}

/** How much that the endpoint is to hold for the portal waits; e-mails have their own time. */
export async function countPublishing(db: Db): Promise<number> {
  const { count } = await db
    .selectFrom('outbox')
    .select((query) => query.fn.countAll<number>().as('count'))
    .where('state', '=', 'waiting')
    .where('kind', 'not in', ['mail.put', 'reminder.put'])
    .executeTakeFirstOrThrow()
  return count
}

/** When the next countdown ends (R9.3); null when none runs. */
export async function nextOutboxDueAt(db: Db, now: Instant): Promise<string | null> {
  const row = await db
    .selectFrom('outbox')
    .select((query) => query.fn.min('due_at').as('due_at'))
    .where('state', '=', 'waiting')
    .where('due_at', '>', now)
    .executeTakeFirst()
  return row?.due_at ?? null
}

/** What waits, or was refused, about this subject is not wanted any more. */
export async function deleteOutboxRowAbout(tx: Tx, kind: OutKindName, subject: string): Promise<void> {
  await tx.deleteFrom('outbox').where('kind', '=', kind).where('subject', '=', subject).execute()
}

/** Takes an e-mail's row out of the outbox, whether it waits or was refused. */
export async function deleteMailFromOutbox(tx: Tx, mailId: string): Promise<void> {
  await tx
    .deleteFrom('outbox')
    .where('kind', '=', 'mail.put')
    .where(sql<string>`body_json ->> '$.id'`, '=', mailId)
    .execute()
}
