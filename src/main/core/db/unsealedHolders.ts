import type { LinkId, PatientId } from '../../../shared/domain/ids.ts'
import type { HolderTrouble } from '../../../shared/domain/refusals.ts'
import type { Instant } from '../../../shared/domain/time.ts'
import type { Db, Tx } from '../context.ts'

/**
 * Nothing new reaches this holder. For the same reason since when stays what it was, and what was put away stays so; for
 * another it is news.
 */
export async function insertUnsealedHolder(tx: Tx, linkId: LinkId, reason: HolderTrouble, at: Instant): Promise<void> {
  const news = { reason, since_at: at, put_away_at: null }
  await tx
    .insertInto('unsealed_holder')
    .values({ link_id: linkId, ...news })
    .onConflict((conflict) =>
      conflict.column('link_id').doUpdateSet(news).where('unsealed_holder.reason', '!=', reason),
    )
    .execute()
}

export async function deleteUnsealedHolders(tx: Tx, linkIds: readonly LinkId[]): Promise<void> {
  if (linkIds.length === 0) return
  await tx.deleteFrom('unsealed_holder').where('link_id', 'in', linkIds).execute()
}

/** Those that nobody has put away and whose link has not ended, newest first. */
export function listUnsealedHolders(db: Db, limit: number) {
  return db
    .selectFrom('unsealed_holder')
    .innerJoin('link', 'link.id', 'unsealed_holder.link_id')
    .innerJoin('login', 'login.id', 'link.login_id')
    .innerJoin('patient', 'patient.id', 'link.patient_id')
    .select([
      'link.id',
      'link.patient_id',
      'login.email',
      'patient.given_name',
      'patient.family_name',
      'unsealed_holder.reason',
      'unsealed_holder.since_at',
    ])
    .where('put_away_at', 'is', null)
    .where('link.ended_at', 'is', null)
    .orderBy('unsealed_holder.since_at', 'desc')
    .orderBy('link.id')
    .limit(limit)
    .execute()
}

/** @returns the patient whose holder it is; null when there was nothing to put away */
export async function putHolderAway(
  tx: Tx,
  linkId: LinkId,
  at: Instant,
): Promise<{ patient_id: string; email: string } | null> {
  const { numUpdatedRows } = await tx
    .updateTable('unsealed_holder')
    .set({ put_away_at: at })
    .where('link_id', '=', linkId)
    .where('put_away_at', 'is', null)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) return null
  const link = await tx
    .selectFrom('link')
    .innerJoin('login', 'login.id', 'link.login_id')
    .select(['link.patient_id', 'login.email'])
    .where('link.id', '=', linkId)
    .executeTakeFirst()
  return link ?? null
}

/** Why nothing new reaches some of a patient's links, by their ids, put away on Today or not. */
export async function holderTroublesOf(db: Db, patientId: PatientId): Promise<ReadonlyMap<string, HolderTrouble>> {
  const rows = await db
    .selectFrom('unsealed_holder')
    .innerJoin('link', 'link.id', 'unsealed_holder.link_id')
    .select(['link.id', 'unsealed_holder.reason'])
    .where('link.patient_id', '=', patientId)
    .execute()
  return new Map(rows.map(({ id, reason }) => [id, reason]))
}
