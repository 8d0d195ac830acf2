import { sql } from 'kysely'
import { plusMilliseconds, type Instant } from '../../shared/domain/time.ts'
import type { Db } from './tables.ts'

/**
 * Counts one attempt unless there were `most` in this window: false then, and nothing is written, so that a flood of them
 * costs no disk (R11.7). In the database, so that several processes share one count; the window is fixed, so that further
 * attempts never lock anybody out for longer (R4.5).
 */
export async function countAttempt(
  db: Db,
  keyHash: string,
  { most, within }: { readonly most: number; readonly within: number },
  now: Instant,
): Promise<boolean> {
  const row = await db
    .insertInto('attempt')
    .values({ key_hash: keyHash, points: 1, resets_at: plusMilliseconds(now, within) })
    .onConflict((conflict) =>
      conflict
        .column('key_hash')
        .doUpdateSet({
          points: sql`CASE WHEN attempt.resets_at <= ${now} THEN 1 ELSE attempt.points + 1 END`,
          resets_at: sql`CASE WHEN attempt.resets_at <= ${now} THEN excluded.resets_at ELSE attempt.resets_at END`,
        })
        .where((where) => where.or([where('attempt.resets_at', '<=', now), where('attempt.points', '<', most)])),
    )
    .returning('points')
    .executeTakeFirst()
  return row !== undefined
}

/** How many attempts this window has seen, without counting one. */
export async function readAttempts(
  db: Db,
  keyHash: string,
  now: Instant,
): Promise<{ points: number; resetsAt: string } | null> {
  const row = await db
    .selectFrom('attempt')
    .select(['points', 'resets_at'])
    .where('key_hash', '=', keyHash)
    .where('resets_at', '>', now)
    .executeTakeFirst()
  return row ? { points: row.points, resetsAt: row.resets_at } : null
}

export async function forgetAttempts(db: Db, keyHashes: readonly string[]): Promise<void> {
  await db.deleteFrom('attempt').where('key_hash', 'in', keyHashes).execute()
}

/** Takes one attempt back: it was right. */
export async function takeBackAttempt(db: Db, keyHash: string): Promise<void> {
  await db
    .updateTable('attempt')
    .set({ points: sql`points - 1` })
    .where('key_hash', '=', keyHash)
    .where('points', '>', 0)
    .execute()
}

export async function deletePastAttempts(db: Db, now: Instant): Promise<void> {
  await db.deleteFrom('attempt').where('resets_at', '<=', now).execute()
}
