import type { Insertable, Selectable } from 'kysely'
import type { PatientId } from '../../../shared/domain/ids.ts'
import type { Db, Tx } from '../context.ts'
import { compileOnce } from './compileOnce.ts'
import type { AuditTable } from './tables.ts'

export type AuditRow = Selectable<AuditTable>

const selectNewest = compileOnce((db) => db.selectFrom('audit').select(['seq', 'hash']).orderBy('seq', 'desc').limit(1))

export async function newestAudit(db: Db): Promise<Pick<AuditRow, 'seq' | 'hash'> | null> {
  const [row] = await selectNewest(db, {})
  return row ?? null
}

const insert = compileOnce((db, row: Insertable<AuditTable>) => db.insertInto('audit').values(row))

export async function insertAudit(tx: Tx, row: Insertable<AuditTable>): Promise<void> {
  await insert(tx, row)
}

/** In the chain's order. @param seq the last row that was read; 0 for the first page */
export function readAuditAfter(db: Db, seq: number, limit: number): Promise<AuditRow[]> {
  return db.selectFrom('audit').selectAll().where('seq', '>', seq).orderBy('seq').limit(limit).execute()
}

/** One patient's history, newest first, with the name of who acted. */
export function listAuditOf(db: Db, patientId: PatientId, limit: number) {
  return db
    .selectFrom('audit')
    .leftJoin('staff', 'staff.id', 'audit.staff_id')
    .select(['audit.at', 'audit.action', 'audit.detail', 'audit.format', 'audit.station', 'staff.name as staff_name'])
    .where('audit.patient_id', '=', patientId)
    .orderBy('audit.seq', 'desc')
    .limit(limit)
    .execute()
}

/** The hash that the chain has at one row; null when it is not that long. */
export async function findAuditHash(db: Db, seq: number): Promise<string | null> {
  const row = await db.selectFrom('audit').select('hash').where('seq', '=', seq).executeTakeFirst()
  return row?.hash ?? null
}
