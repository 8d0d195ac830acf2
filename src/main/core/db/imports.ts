import { sql, type Expression, type ExpressionBuilder, type SqlBool } from 'kysely'
import { PatientImport } from '../../../shared/contract/desk/imports.ts'
import type { ImportId, StaffId } from '../../../shared/domain/ids.ts'
import type { Instant } from '../../../shared/domain/time.ts'
import type { Db, Tx } from '../context.ts'
import { compileOnce } from './compileOnce.ts'
import type { ClinicTables } from './tables.ts'

/** A patient with a row in one of these was worked on. Every table of the schema that names one, but for the audit log. */
export const WORKED_ON_IN = [
  'appointment',
  'assignment',
  'inbox_item',
  'invitation',
  'link',
  'mail',
  'message_thread',
  'part',
  'patient_merge',
  'plan',
  'submission',
  'waiting_entry',
  'file',
  'document',
] as const satisfies readonly (keyof ClinicTables)[]

export async function listImports(db: Db): Promise<PatientImport[]> {
  const rows = await db
    .selectFrom('patient_import')
    .innerJoin('staff', 'staff.id', 'started_by')
    .select(['patient_import.id', 'file_name', 'started_at', 'undone_at', 'staff.name'])
    .select((eb) =>
      eb
        .selectFrom('patient')
        .select((of) => of.fn.countAll<number>().as('count'))
        .whereRef('import_id', '=', 'patient_import.id')
        .where('archived_at', 'is', null)
        .as('count'),
    )
    .orderBy('started_at', 'desc')
    .orderBy('patient_import.id', 'desc')
    .execute()
  return rows.map((row) =>
    PatientImport.parse({
      ...{ id: row.id, fileName: row.file_name, at: row.started_at, undoneAt: row.undone_at },
      ...{ staffName: row.name, count: row.count },
    }),
  )
}

export async function findImport(db: Db, id: ImportId): Promise<{ readonly undoneAt: string | null } | null> {
  const row = await db.selectFrom('patient_import').select('undone_at').where('id', '=', id).executeTakeFirst()
  return row ? { undoneAt: row.undone_at } : null
}

export async function insertImport(tx: Tx, id: ImportId, fileName: string, by: StaffId, at: Instant): Promise<void> {
  await tx
    .insertInto('patient_import')
    .values({ id, file_name: fileName, started_at: at, started_by: by, undone_at: null })
    .execute()
}

export async function markUndone(tx: Tx, id: ImportId, at: Instant): Promise<void> {
  await tx.updateTable('patient_import').set({ undone_at: at }).where('id', '=', id).execute()
}

/** Where a chart came from, and when; null for one that was made here. */
export async function findOrigin(db: Db, patientId: string) {
  const row = await db
    .selectFrom('patient')
    .innerJoin('patient_import', 'patient_import.id', 'import_id')
    .innerJoin('staff', 'staff.id', 'started_by')
    .select(['file_name', 'staff.name', 'patient.created_at'])
    .where('patient.id', '=', patientId)
    .executeTakeFirst()
  return row ? { fileName: row.file_name, staffName: row.name, at: row.created_at } : null
}

/** How many patients of an import are still there. */
export async function countOfImport(db: Db, id: ImportId): Promise<number> {
  const { count } = await db
    .selectFrom('patient')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('import_id', '=', id)
    .where('archived_at', 'is', null)
    .executeTakeFirstOrThrow()
  return count
}

/** Of an import, some whom nobody has worked on. */
export function listUntouched(db: Db, id: ImportId, limit: number) {
  return db
    .selectFrom('patient')
    .select(['id', 'chart_number'])
    .select((eb) =>
      eb.exists(eb.selectFrom('audit').select('seq').whereRef('audit.patient_id', '=', 'patient.id')).as('has_history'),
    )
    .where('import_id', '=', id)
    .where('archived_at', 'is', null)
    .where((eb) => eb.not(wasWorkedOn(eb)))
    .limit(limit)
    .execute()
}

const unlist = compileOnce((db, { chart }: { chart: number }) =>
  db.deleteFrom('patient_search').where('rowid', '=', chart),
)
const remove = compileOnce((db, { id }: { id: string }) => db.deleteFrom('patient').where('id', '=', id))
const archive = compileOnce((db, { id, at }: { id: string; at: Instant }) =>
  db.updateTable('patient').set({ archived_at: at }).where('id', '=', id),
)

/** Takes a patient out of the file; of one whom the audit log names a row stays that is shown nowhere. */
export async function removePatient(
  tx: Tx,
  patient: { readonly id: string; readonly chart_number: number; readonly has_history: unknown },
  at: Instant,
): Promise<void> {
  await unlist(tx, { chart: patient.chart_number })
  await (patient.has_history ? archive(tx, { id: patient.id, at }) : remove(tx, { id: patient.id }))
}

function wasWorkedOn(eb: ExpressionBuilder<ClinicTables, 'patient'>): Expression<SqlBool> {
  return eb.or([
    eb('patient.version', '>', 1),
    ...WORKED_ON_IN.map((table) =>
      eb.exists(sql`(SELECT 1 FROM ${sql.table(table)} AS work WHERE work.patient_id = patient.id)`),
    ),
  ])
}
