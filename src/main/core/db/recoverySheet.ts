import type { Selectable } from 'kysely'
import type { StaffId } from '../../../shared/domain/ids.ts'
import type { Instant } from '../../../shared/domain/time.ts'
import type { Db, Tx } from '../context.ts'
import type { RecoverySheetTable } from './tables.ts'

/** The sheet that was checked last, and by whom; null before the first. */
export async function findRecoverySheet(
  db: Db,
): Promise<(Selectable<RecoverySheetTable> & { readonly checked_by_name: string }) | null> {
  const row = await db
    .selectFrom('recovery_sheet')
    .innerJoin('staff', 'staff.id', 'recovery_sheet.checked_by')
    .selectAll('recovery_sheet')
    .select('staff.name as checked_by_name')
    .executeTakeFirst()
  return row ?? null
}

/** In place of the one before. */
export async function saveRecoverySheet(
  tx: Tx,
  sheet: { readonly keyHash: string; readonly madeAt: Instant; readonly checkedAt: Instant; readonly by: StaffId },
): Promise<void> {
  const row = { key_hash: sheet.keyHash, made_at: sheet.madeAt, checked_at: sheet.checkedAt, checked_by: sheet.by }
  await tx
    .insertInto('recovery_sheet')
    .values({ id: 1, ...row })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute()
}
