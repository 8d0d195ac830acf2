import { sql } from 'kysely'
import { z } from 'zod'
import type { OutboxBody } from '../../shared/contract/outbox.ts'
import { StampedTime, stampTimes } from '../../shared/domain/calendarFeed.ts'
import type { ClinicId, StaffId } from '../../shared/domain/ids.ts'
import { Instant } from '../../shared/domain/time.ts'
import { isOfLength } from './isOfLength.ts'
import type { Db, Tx } from './tables.ts'

export type StoredFeed = {
  readonly busy: readonly StampedTime[]
  /** When it came to stand as it stands. */
  readonly changedAt: Instant
}

export const StoredBusy = z.array(StampedTime)

/** R11.6: of 5,000 times. What is larger, or is none, was written by something else and counts as none. */
const BUSY_BYTES = 1024 * 1024

function toBusy(json: string): readonly StampedTime[] | null {
  try {
    return StoredBusy.parse(JSON.parse(json))
  } catch {
    return null
  }
}

/** R11.1: another hash takes the place of the one before. What stands as it stood keeps its instants. */
export async function putFeed(
  tx: Tx,
  clinicId: ClinicId,
  { practitionerId, tokenHash, busy }: Extract<OutboxBody, { kind: 'feed.put' }>,
  now: Instant,
): Promise<void> {
  const before = await tx
    .selectFrom('feed')
    .select(['token_hash', 'busy_json', 'changed_at'])
    .where('clinic_id', '=', clinicId)
    .where('practitioner_id', '=', practitionerId)
    .where(sql<number>`octet_length(busy_json)`, '<=', BUSY_BYTES)
    .executeTakeFirst()
  const known = before?.token_hash === tokenHash ? before : null
  const busyJson = JSON.stringify(stampTimes((known && toBusy(known.busy_json)) ?? [], busy, now))
  const changedAt = known?.busy_json === busyJson ? known.changed_at : now
  const row = { token_hash: tokenHash, busy_json: busyJson, changed_at: changedAt }
  await tx
    .insertInto('feed')
    .values({ clinic_id: clinicId, practitioner_id: practitionerId, ...row })
    .onConflict((conflict) => conflict.columns(['clinic_id', 'practitioner_id']).doUpdateSet(row))
    .execute()
}

export async function endFeed(tx: Tx, clinicId: ClinicId, practitionerId: StaffId): Promise<void> {
  await tx.deleteFrom('feed').where('clinic_id', '=', clinicId).where('practitioner_id', '=', practitionerId).execute()
}

/** Null for an unknown token, one that ended, and one of another clinic alike. */
export async function findFeed(db: Db, clinicId: ClinicId, tokenHash: string): Promise<StoredFeed | null> {
  const row = await db
    .selectFrom('feed')
    .select(['busy_json', 'changed_at'])
    .where('token_hash', '=', tokenHash)
    .where('clinic_id', '=', clinicId)
    .where(sql<number>`octet_length(busy_json)`, '<=', BUSY_BYTES)
    .where(isOfLength(['changed_at']))
    .executeTakeFirst()
  const busy = row ? toBusy(row.busy_json) : null
  const changedAt = Instant.safeParse(row?.changed_at)
  return busy && changedAt.success ? { busy, changedAt: changedAt.data } : null
}
