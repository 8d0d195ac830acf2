import type { Insertable } from 'kysely'
import type { LoginId } from '../../../shared/domain/ids.ts'
import type { Instant } from '../../../shared/domain/time.ts'
import type { Db, Tx } from '../context.ts'
import type { EventNotKeptTable } from './wireTables.ts'

/** Bytes that wait for a person and that this login wrote; null: that nobody is known to have written. */
export async function bytesKept(db: Db, loginId: LoginId | null): Promise<number> {
  const items = await db
    .selectFrom('inbox_item')
    .select((query) => query.fn.sum<number | null>('kept_bytes').as('bytes'))
    .where('kept_for', loginId === null ? 'is' : '=', loginId)
    .where('done_at', 'is', null)
    .where('kept_bytes', 'is not', null)
    .executeTakeFirstOrThrow()
  if (loginId !== null) return items.bytes ?? 0
  const events = await db
    .selectFrom('event_set_aside')
    .select((query) => query.fn.sum<number | null>('bytes').as('bytes'))
    .where('put_away_at', 'is', null)
    .executeTakeFirstOrThrow()
  return (items.bytes ?? 0) + (events.bytes ?? 0)
}

function openNotes(db: Db, loginId: LoginId | null) {
  return db
    .selectFrom('event_not_kept')
    .where('login_id', loginId === null ? 'is' : '=', loginId)
    .where('put_away_at', 'is', null)
}

export async function isNoted(db: Db, seq: number): Promise<boolean> {
  return (await db.selectFrom('event_not_kept').select('seq').where('seq', '=', seq).executeTakeFirst()) !== undefined
}

/** How many were noted one by one and not put away. */
export async function countNotesAlone(db: Db, loginId: LoginId | null): Promise<number> {
  const { count } = await openNotes(db, loginId)
    .select((query) => query.fn.countAll<number>().as('count'))
    .where('sha256', 'is not', null)
    .executeTakeFirstOrThrow()
  return count
}

export async function insertNotKept(
  tx: Tx,
  row: Omit<Insertable<EventNotKeptTable>, 'count' | 'put_away_at'>,
): Promise<void> {
  await tx.insertInto('event_not_kept').values(row).execute()
}

/** To the row of those that are counted together. @returns whether there is one */
export async function addToNotKept(tx: Tx, loginId: LoginId | null, bytes: number, at: Instant): Promise<boolean> {
  const row = await openNotes(tx, loginId).select('seq').where('sha256', 'is', null).executeTakeFirst()
  if (!row) return false
  await tx
    .updateTable('event_not_kept')
    .set((query) => ({
      count: query('count', '+', 1),
      bytes: query('bytes', '+', bytes),
      not_kept_at: at,
    }))
    .where('seq', '=', row.seq)
    .execute()
  return true
}

/** Of each login, and of nobody, how many and how much. */
export function listNotKept(db: Db, limit: number) {
  return db
    .selectFrom('event_not_kept')
    .leftJoin('login', 'login.id', 'event_not_kept.login_id')
    .select((query) => [
      'event_not_kept.login_id',
      'login.email',
      query.fn.sum<number>('count').as('count'),
      query.fn.sum<number>('bytes').as('bytes'),
      query.fn.max('not_kept_at').as('newest_at'),
    ])
    .where('put_away_at', 'is', null)
    .groupBy('event_not_kept.login_id')
    .orderBy('newest_at', 'desc')
    .limit(limit)
    .execute()
}

/** The notes stay, and are shown no more. @returns how many things they tell of, and whose; null when there were none */
export async function putNotKeptAway(
  tx: Tx,
  loginId: LoginId | null,
  at: Instant,
): Promise<{ readonly count: number; readonly email: string | null } | null> {
  const { count } = await openNotes(tx, loginId)
    .select((query) => query.fn.sum<number | null>('count').as('count'))
    .executeTakeFirstOrThrow()
  if (count === null) return null
  await tx
    .updateTable('event_not_kept')
    .set({ put_away_at: at })
    .where('login_id', loginId === null ? 'is' : '=', loginId)
    .where('put_away_at', 'is', null)
    .execute()
  const login =
    loginId === null
      ? undefined
      : await tx.selectFrom('login').select('email').where('id', '=', loginId).executeTakeFirst()
  return { count, email: login?.email ?? null }
}
