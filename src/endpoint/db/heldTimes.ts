import { DAY, Instant, MINUTE, plusMilliseconds } from '../../shared/domain/time.ts'
import type { ClinicId } from '../../shared/domain/ids.ts'
import type { Db } from './tables.ts'

/** How many holds there are that have not run out, and when the first of them will; null where there are none. */
export type Held = { readonly count: number; readonly firstUntil: Instant | null }

/** R11.7: of one clinic, or of one holder or one site among its own. */
export async function countHolds(
  db: Db,
  clinicId: ClinicId,
  by: { readonly column: 'holder_hash' | 'site_hash'; readonly hash: string } | { readonly column: 'any' },
  now: Instant,
): Promise<Held> {
  const live = db
    .selectFrom('claim')
    .select(({ fn }) => [fn.countAll<string | number>().as('count'), fn.min('held_until').as('first')])
    .where('clinic_id', '=', clinicId)
    .where('held_until', '>', now)
    .where('ended_at', 'is', null)
  const row = await (by.column === 'any' ? live : live.where(by.column, '=', by.hash)).executeTakeFirst()
  return { count: Number(row?.count ?? 0), firstUntil: Instant.nullable().parse(row?.first ?? null) }
}

/** How long it is remembered what somebody held, so that they may book it after all while it is free. */
const REMEMBERED_MILLISECONDS = DAY

export async function deletePastHolds(db: Db, now: Instant): Promise<void> {
  await db.deleteFrom('claim').where('held_until', '<=', plusMilliseconds(now, -REMEMBERED_MILLISECONDS)).execute()
}

/** What has been for so long is nobody's repeat any more, and in no calendar that is asked for. */
const KEPT_MILLISECONDS = 30 * DAY

export async function deletePastClaims(db: Db, now: Instant): Promise<void> {
  await db
    .deleteFrom('claim')
    .where('busy_to', '<=', Math.floor(Date.parse(plusMilliseconds(now, -KEPT_MILLISECONDS)) / MINUTE))
    .execute()
}
