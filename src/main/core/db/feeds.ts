import { StaffId, type AppointmentId } from '../../../shared/domain/ids.ts'
import { feedsTouched, type FeedVisit } from '../../../shared/domain/calendarFeed.ts'
import { DAY, Instant, plusMilliseconds } from '../../../shared/domain/time.ts'
import type { Db, Tx } from '../context.ts'

export type Feed = {
  /** Null once it has ended. */
  readonly token: string | null
  /** Made, or ended, last. */
  readonly madeAt: Instant
  /** When the endpoint took it last; null while it knows nothing of this token. */
  readonly putAt: Instant | null
}

export async function findFeed(db: Db, staffId: StaffId): Promise<Feed | null> {
  const row = await db.selectFrom('calendar_feed').selectAll().where('staff_id', '=', staffId).executeTakeFirst()
  if (!row) return null
  return {
    token: row.token,
    madeAt: Instant.parse(row.made_at),
    putAt: row.put_at === null ? null : Instant.parse(row.put_at),
  }
}

/** @param token null: it ends */
export async function saveFeed(tx: Tx, staffId: StaffId, token: string | null, now: Instant): Promise<void> {
  const feed = { token, made_at: now, is_stale: 0, put_at: null }
  await tx
    .insertInto('calendar_feed')
    .values({ staff_id: staffId, ...feed })
    .onConflict((conflict) => conflict.column('staff_id').doUpdateSet(feed))
    .execute()
}

/** What the endpoint took; another token may have been made meanwhile. */
export async function noteFeedPut(tx: Tx, staffId: StaffId, token: string, at: Instant): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('calendar_feed')
    .set({ put_at: at })
    .where('staff_id', '=', staffId)
    .where('token', '=', token)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Another endpoint knows nothing of any yet. */
export async function forgetFeedsPut(tx: Tx): Promise<void> {
  await tx.updateTable('calendar_feed').set({ put_at: null }).execute()
}

/** In the transaction that changes a visit: whose calendar says something else now is published anew in the next round. */
export async function markFeedsStale(tx: Tx, from: FeedVisit | null, to: FeedVisit): Promise<void> {
  const touched = feedsTouched(from, to)
  if (touched.length === 0) return
  await tx
    .updateTable('calendar_feed')
    .set({ is_stale: 1 })
    .where('staff_id', 'in', touched)
    .where('token', 'is not', null)
    .execute()
}

/** Every feed that there ever was, those that ended too. */
export async function listFeeds(db: Db): Promise<StaffId[]> {
  const rows = await db.selectFrom('calendar_feed').select('staff_id').orderBy('staff_id').execute()
  return rows.map((row) => StaffId.parse(row.staff_id))
}

/** A feed's days go by though no visit changes. */
const FRESH_FOR = DAY

/** Whose feeds say something else than was last left for the endpoint; by day, where nothing waits or was refused. */
export async function listDueFeeds(db: Db, now: Instant) {
  const rows = await db
    .selectFrom('calendar_feed')
    .select(['staff_id', 'is_stale'])
    .where('token', 'is not', null)
    .where((eb) =>
      eb.or([
        eb('is_stale', '=', 1),
        eb.and([
          eb('put_at', '<=', plusMilliseconds(now, -FRESH_FOR)),
          eb.not(
            eb.exists(
              eb
                .selectFrom('outbox')
                .select('id')
                .where('kind', '=', 'feed.put')
                .whereRef('subject', '=', 'calendar_feed.staff_id'),
            ),
          ),
        ]),
      ]),
    )
    .execute()
  return rows.map((row) => ({ staffId: StaffId.parse(row.staff_id), isStale: row.is_stale === 1 }))
}

export async function markFeedFresh(tx: Tx, staffId: StaffId): Promise<void> {
  await tx.updateTable('calendar_feed').set({ is_stale: 0 }).where('staff_id', '=', staffId).execute()
}

/** No visit is longer: lets the index on the start find those that began before the span. */
const LONGEST = DAY

/** When a practitioner has visits that stand, in order of time. */
export function listTimesOf(
  db: Db,
  staffId: StaffId,
  span: { readonly startsAt: Instant; readonly endsAt: Instant },
  most: number,
) {
  return db
    .selectFrom('appointment')
    .select(['id', 'starts_at', 'ends_at'])
    .$narrowType<{ id: AppointmentId; starts_at: Instant; ends_at: Instant }>()
    .where('practitioner_id', '=', staffId)
    .where('status', '!=', 'cancelled')
    .where('undone_at', 'is', null)
    .where('starts_at', '>=', plusMilliseconds(span.startsAt, -LONGEST))
    .where('starts_at', '<', span.endsAt)
    .where('ends_at', '>', span.startsAt)
    .orderBy('starts_at')
    .orderBy('id')
    .limit(most)
    .execute()
}
