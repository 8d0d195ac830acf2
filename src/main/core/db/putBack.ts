import type { Insertable } from 'kysely'
import { DAY, Instant, plusMilliseconds } from '../../../shared/domain/time.ts'
import type { Db, Tx } from '../context.ts'
import type { AnchorAttemptTable } from './wireTables.ts'

/** A request that was on its way for so long arrives no more. */
const ATTEMPT_LASTS = DAY

/** An anchor leaves: until it was answered nobody can say whether, or when, it arrives. */
export async function insertAnchorAttempt(db: Db, row: Insertable<AnchorAttemptTable>): Promise<void> {
  const before = plusMilliseconds(Instant.parse(row.left_at), -ATTEMPT_LASTS)
  await db.deleteFrom('anchor_attempt').where('left_at', '<=', before).execute()
  await db.insertInto('anchor_attempt').values(row).execute()
}

export async function deleteAnchorAttempt(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom('anchor_attempt').where('id', '=', id).execute()
}

/** Whether an anchor that names this row left and was never answered. */
export async function isAnchorUnanswered(tx: Tx, seq: number): Promise<boolean> {
  const row = await tx.selectFrom('anchor_attempt').select('id').where('seq', '=', seq).limit(1).executeTakeFirst()
  return row !== undefined
}

/** One that waits to be said again stands for all that are noticed until then. @returns whether it is new */
export async function insertPutBack(tx: Tx, at: Instant): Promise<boolean> {
  if (await findPutBackDue(tx)) return false
  await tx.insertInto('endpoint_put_back').values({ noticed_at: at, said_again_at: null, put_away_at: null }).execute()
  return true
}

/** What is to be said again, and when everything was last; null where there is nothing to. */
export async function findPutBackDue(db: Db): Promise<{ readonly lastAt: Instant | null } | null> {
  const { due, last } = await db
    .selectFrom('endpoint_put_back')
    .select((query) => [
      query.fn.countAll<number>().filterWhere('said_again_at', 'is', null).as('due'),
      query.fn.max('said_again_at').as('last'),
    ])
    .executeTakeFirstOrThrow()
  if (due === 0) return null
  return { lastAt: last === null ? null : Instant.parse(last) }
}

export async function savePutBackSaid(tx: Tx, at: Instant): Promise<void> {
  await tx.updateTable('endpoint_put_back').set({ said_again_at: at }).where('said_again_at', 'is', null).execute()
}

/** Those that nobody has put away; null where there are none. */
export async function countPutBack(db: Db) {
  const { newest_at, ...counted } = await db
    .selectFrom('endpoint_put_back')
    .where('put_away_at', 'is', null)
    .select((query) => [
      query.fn.countAll<number>().as('count'),
      query.fn.countAll<number>().filterWhere('said_again_at', 'is', null).as('due'),
      query.fn.max('noticed_at').as('newest_at'),
    ])
    .executeTakeFirstOrThrow()
  return newest_at === null ? null : { ...counted, newest_at }
}

/** What is to be said again still is. @returns how many */
export async function putPutBackAway(tx: Tx, at: Instant): Promise<number> {
  const { numUpdatedRows } = await tx
    .updateTable('endpoint_put_back')
    .set({ put_away_at: at })
    .where('put_away_at', 'is', null)
    .executeTakeFirst()
  return Number(numUpdatedRows)
}
