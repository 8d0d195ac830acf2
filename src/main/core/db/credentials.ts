import type { Insertable, Selectable } from 'kysely'
import type { StaffId } from '../../../shared/domain/ids.ts'
import type { Instant } from '../../../shared/domain/time.ts'
import type { Db, Tx } from '../context.ts'
import type { OneTimeCodeTable, SecondFactorTable } from './staffTables.ts'

export type OneTimeCodeRow = Selectable<OneTimeCodeTable>
export type SecondFactorRow = Selectable<SecondFactorTable>

export async function findOneTimeCode(db: Db, id: StaffId): Promise<OneTimeCodeRow | null> {
  return (await db.selectFrom('one_time_code').selectAll().where('staff_id', '=', id).executeTakeFirst()) ?? null
}

/** In place of an earlier one, which opens nothing any more. */
export async function putOneTimeCode(tx: Tx, row: Omit<OneTimeCodeRow, 'used_at'>): Promise<void> {
  const fresh = { ...row, used_at: null }
  await tx
    .insertInto('one_time_code')
    .values(fresh)
    .onConflict((conflict) => conflict.column('staff_id').doUpdateSet(fresh))
    .execute()
}

/** @returns false where it was used meanwhile, is too old, or another took its place */
export async function spendOneTimeCode(tx: Tx, id: StaffId, codeHash: string, now: Instant): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('one_time_code')
    .set({ used_at: now })
    .where('staff_id', '=', id)
    .where('code_hash', '=', codeHash)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

export async function findSecondFactor(db: Db, id: StaffId): Promise<SecondFactorRow | null> {
  return (await db.selectFrom('second_factor').selectAll().where('staff_id', '=', id).executeTakeFirst()) ?? null
}

/** @param spareHashes of its spare codes */
export async function insertSecondFactor(
  tx: Tx,
  factor: Insertable<SecondFactorTable>,
  spareHashes: readonly string[],
): Promise<void> {
  await tx.insertInto('second_factor').values(factor).execute()
  const rows = spareHashes.map((code_hash) => ({ staff_id: factor.staff_id, code_hash, used_at: null }))
  await tx.insertInto('spare_code').values(rows).execute()
}

/** @returns false where there was none */
export async function deleteSecondFactor(tx: Tx, id: StaffId): Promise<boolean> {
  await tx.deleteFrom('spare_code').where('staff_id', '=', id).execute()
  const { numDeletedRows } = await tx.deleteFrom('second_factor').where('staff_id', '=', id).executeTakeFirst()
  return numDeletedRows === 1n
}

/** @returns false where a code of this step, or of a later one, was taken already */
export async function raiseStep(tx: Tx, id: StaffId, step: number): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('second_factor')
    .set({ last_step: step })
    .where('staff_id', '=', id)
    .where('last_step', '<', step)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** @returns false where there is none of this hash that is unused */
export async function spendSpareCode(tx: Tx, id: StaffId, codeHash: string, now: Instant): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('spare_code')
    .set({ used_at: now })
    .where('staff_id', '=', id)
    .where('code_hash', '=', codeHash)
    .where('used_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

export async function countSpareCodes(db: Db, id: StaffId): Promise<number> {
  const { count } = await db
    .selectFrom('spare_code')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('staff_id', '=', id)
    .where('used_at', 'is', null)
    .executeTakeFirstOrThrow()
  return count
}
