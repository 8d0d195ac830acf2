import type { Insertable } from 'kysely'
import { PartId, type PatientId } from '../../../shared/domain/ids.ts'
import type { PartRef } from '../../../shared/domain/recordIndex.ts'
import type { Db, Tx } from '../context.ts'
import type { PartTable } from './wireTables.ts'

/** The patient's parts that the endpoint has, by what they hold. */
export async function listPartsOf(db: Db, patientId: PatientId): Promise<Map<string, PartRef>> {
  const rows = await db
    .selectFrom('part')
    .select(['id', 'subject', 'identity', 'sha256'])
    .where('patient_id', '=', patientId)
    .execute()
  return new Map(
    rows.map((row) => [row.subject, { id: PartId.parse(row.id), identity: row.identity, sha256: row.sha256 }]),
  )
}

export async function insertParts(tx: Tx, rows: readonly Insertable<PartTable>[]): Promise<void> {
  if (rows.length > 0) await tx.insertInto('part').values(rows).execute()
}

/** The endpoint dropped what no index names any more, or never had it: it is sealed anew when it is needed again. */
export async function forgetParts(tx: Tx, patientId: PatientId, keeping: readonly PartId[]): Promise<void> {
  await tx
    .deleteFrom('part')
    .where('patient_id', '=', patientId)
    .$if(keeping.length > 0, (query) => query.where('id', 'not in', keeping))
    .execute()
}
