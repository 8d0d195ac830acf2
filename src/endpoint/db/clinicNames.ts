import { ClinicId } from '../../shared/domain/ids.ts'
import type { Instant } from '../../shared/domain/time.ts'
import type { Db, Tx } from './tables.ts'

/** A name that was given up still stands on slips and in heads, and is nobody else's; a clinic holds no more than this. */
const KEPT = 5

/** R4.5: of any number of clinics that ask for a name at once one has it. @returns false where another has it */
export async function takeName(tx: Tx, clinicId: ClinicId, name: string, now: Instant): Promise<boolean> {
  await tx
    .insertInto('clinic_name')
    .values({ name, clinic_id: clinicId, taken_at: now })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute()
  const { numUpdatedRows } = await tx
    .updateTable('clinic_name')
    .set({ taken_at: now })
    .where('name', '=', name)
    .where('clinic_id', '=', clinicId)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) return false
  const own = await tx
    .selectFrom('clinic_name')
    .select('name')
    .where('clinic_id', '=', clinicId)
    .where('name', '!=', name)
    .orderBy('taken_at', 'desc')
    .orderBy('name')
    .execute()
  const past = own.slice(KEPT - 1).map((row) => row.name)
  if (past.length > 0) await tx.deleteFrom('clinic_name').where('name', 'in', past).execute()
  return true
}

/** The clinic wants no short address any more: those before it go too. */
export async function giveUpNames(tx: Tx, clinicId: ClinicId): Promise<void> {
  await tx.deleteFrom('clinic_name').where('clinic_id', '=', clinicId).execute()
}

export async function findClinicByName(db: Db, name: string): Promise<ClinicId | null> {
  const row = await db.selectFrom('clinic_name').select('clinic_id').where('name', '=', name).executeTakeFirst()
  return row ? ClinicId.parse(row.clinic_id) : null
}
