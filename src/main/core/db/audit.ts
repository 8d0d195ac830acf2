import type { Insertable, Selectable } from 'kysely'
import type { PatientId, StaffId } from '../../../shared/domain/ids.ts'
import type { Instant } from '../../../shared/domain/time.ts'
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
  return readable(db).where('audit.patient_id', '=', patientId).limit(limit).execute()
}

/** What was done about no patient, newest first. @param before the row that was read last; null for the first page */
export function listAuditOfClinic(db: Db, before: number | null, limit: number) {
  return readable(db)
    .where('audit.patient_id', 'is', null)
    .$if(before !== null, (query) => query.where('audit.seq', '<', before))
    .limit(limit)
    .execute()
}

/** Of which rows; null: of all. `from` to before `to`. */
type AuditWanted = {
  readonly patientId: PatientId | null
  readonly staffId: StaffId | null
  readonly from: Instant | null
  readonly to: Instant | null
  /** The row that was read last; null for the first page. */
  readonly before: number | null
}

/** The newest of the chain first, with whom each is about. */
export function listAudit(db: Db, { patientId, staffId, from, to, before }: AuditWanted, limit: number) {
  return readable(db)
    .leftJoin('patient', 'patient.id', 'audit.patient_id')
    .select(['audit.patient_id', 'patient.given_name', 'patient.family_name', 'patient.chart_number'])
    .$if(patientId !== null, (query) => query.where('audit.patient_id', '=', patientId))
    .$if(staffId !== null, (query) => query.where('audit.staff_id', '=', staffId))
    .$if(from !== null, (query) => query.where('audit.at', '>=', from ?? ''))
    .$if(to !== null, (query) => query.where('audit.at', '<', to ?? ''))
    .$if(before !== null, (query) => query.where('audit.seq', '<', before))
    .limit(limit)
    .execute()
}

function readable(db: Db) {
  return db
    .selectFrom('audit')
    .leftJoin('staff', 'staff.id', 'audit.staff_id')
    .select(['audit.seq', 'audit.at', 'audit.action', 'audit.detail', 'audit.format', 'audit.station'])
    .select('staff.name as staff_name')
    .orderBy('audit.seq', 'desc')
}

/** The hash that the chain has at one row; null when it is not that long. */
export async function findAuditHash(db: Db, seq: number): Promise<string | null> {
  const row = await db.selectFrom('audit').select('hash').where('seq', '=', seq).executeTakeFirst()
  return row?.hash ?? null
}
