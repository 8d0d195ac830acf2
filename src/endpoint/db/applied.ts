import type { ClinicId, OutboxId } from '../../shared/domain/ids.ts'
import { DAY, plusMilliseconds, toInstant, type Instant } from '../../shared/domain/time.ts'
import type { Db, Tx } from './tables.ts'

/** How long an outbox item that was applied is remembered. */
const REMEMBERED_MILLISECONDS = 400 * DAY
/** A month less, for a desk whose clock is ahead. */
const OLDEST_MILLISECONDS = 370 * DAY

/**
 * `known` when this item was applied before. What was made longer ago than anything is remembered might have been, and is
 * `tooOld` to be applied: so forgetting never makes anything happen twice (decision 0020).
 */
export async function noteApplied(
  tx: Tx,
  clinicId: ClinicId,
  id: OutboxId,
  now: Instant,
): Promise<'new' | 'known' | 'tooOld'> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('applied_item')
    .values({ clinic_id: clinicId, id, applied_at: now })
    .onConflict((conflict) => conflict.columns(['clinic_id', 'id']).doNothing())
    .executeTakeFirst()
  if (numInsertedOrUpdatedRows !== 1n) return 'known'
  const madeAt = madeAtOf(id)
  if (madeAt === null || madeAt > plusMilliseconds(now, -OLDEST_MILLISECONDS)) return 'new'
  return (await hasForgotten(tx, clinicId, now)) ? 'tooOld' : 'new'
}

/** Of a clinic that is younger than what is remembered nothing was forgotten: a desk may be years slow there. */
async function hasForgotten(tx: Tx, clinicId: ClinicId, now: Instant): Promise<boolean> {
  const { paired_at } = await tx
    .selectFrom('clinic')
    .select('paired_at')
    .where('id', '=', clinicId)
    .executeTakeFirstOrThrow()
  return paired_at <= plusMilliseconds(now, -REMEMBERED_MILLISECONDS)
}

export async function forgetApplied(db: Db, now: Instant): Promise<void> {
  await db
    .deleteFrom('applied_item')
    .where('applied_at', '<=', plusMilliseconds(now, -REMEMBERED_MILLISECONDS))
    .execute()
}

/** The instant that stands in a UUID of version 7; null for any other. */
function madeAtOf(id: OutboxId): Instant | null {
  const digits = id.replaceAll('-', '')
  return digits[12] === '7' ? toInstant(Number.parseInt(digits.slice(0, 12), 16)) : null
}
