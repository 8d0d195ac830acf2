import { sql, type Insertable, type Selectable } from 'kysely'
import type { PatientSummary } from '../../../shared/contract/desk/patients.ts'
import type { ImportId, PatientId, StaffId } from '../../../shared/domain/ids.ts'
import { searchText } from '../../../shared/domain/patientSearch.ts'
import { emailKey, type PatientDetails } from '../../../shared/domain/people.ts'
import type { AccessLevel } from '../../../shared/domain/invitations.ts'
import type { Instant, CalendarDay } from '../../../shared/domain/time.ts'
import type { Db, Tx } from '../context.ts'
import { compileOnce } from './compileOnce.ts'
import type { PatientSearchTable, PatientTable } from './tables.ts'

/** Columns of a summary; `access` is the highest level of the patient's links: 'full' sorts before 'limited'. */
export function selectSummary(db: Db) {
  return db
    .selectFrom('patient')
    .select(['patient.id', 'version', 'chart_number', 'given_name', 'family_name', 'birth_on', 'phone', 'email'])
    .select(['patient.standing', 'patient.merged_into'])
    .select((eb) =>
      eb
        .selectFrom('link')
        .select((link) => link.fn.min('level').as('level'))
        .whereRef('link.patient_id', '=', 'patient.id')
        .where('link.ended_at', 'is', null)
        .as('access'),
    )
}

export type SummaryRow = Pick<
  Selectable<PatientTable>,
  | 'id'
  | 'version'
  | 'chart_number'
  | 'given_name'
  | 'family_name'
  | 'birth_on'
  | 'phone'
  | 'email'
  | 'standing'
  | 'merged_into'
> & { readonly access: string | null }

export function toSummary(row: SummaryRow): PatientSummary {
  return {
    // Only this file writes the table, from ids, days and levels that were parsed on their way in.
    id: row.id as PatientId,
    version: row.version,
    chartNumber: row.chart_number,
    givenName: row.given_name,
    familyName: row.family_name,
    birthOn: row.birth_on as CalendarDay | null,
    phone: row.phone,
    email: row.email,
    access: row.access as AccessLevel | null,
    standing: row.merged_into === null ? row.standing : 'merged',
  }
}

const selectPatient = compileOnce((db, { id }: { id: string }) => selectSummary(db).where('patient.id', '=', id))

export async function findPatient(db: Db, patientId: PatientId): Promise<PatientSummary | null> {
  const [row] = await selectPatient(db, { id: patientId })
  return row ? toSummary(row) : null
}

const FIRST_CHART = 1001
const selectNextChart = compileOnce((db) =>
  db
    .selectFrom('patient')
    .select((eb) =>
      eb.fn.coalesce(eb(eb.fn.max('chart_number'), '+', 1), sql<number>`${sql.lit(FIRST_CHART)}`).as('next'),
    ),
)
const insertRow = compileOnce((db, row: Insertable<PatientTable>) => db.insertInto('patient').values(row))
const insertSearch = compileOnce((db, line: PatientSearchTable) => db.insertInto('patient_search').values(line))

/** The patient and its line in the search index. @param by null for whoever booked online @returns the chart number it got */
export async function insertPatient(
  tx: Tx,
  id: PatientId,
  details: PatientDetails,
  by: StaffId | null,
  now: Instant,
  {
    importId = null,
    standing = 'chart',
  }: { readonly importId?: ImportId | null; readonly standing?: 'chart' | 'provisional' } = {},
): Promise<number> {
  const [{ next } = { next: FIRST_CHART }] = await selectNextChart(tx, {})
  const row: Insertable<PatientTable> = {
    id,
    chart_number: next,
    ...toColumns(details),
    created_at: now,
    changed_at: now,
    changed_by: by,
    archived_at: null,
    import_id: importId,
    standing,
    merged_into: null,
  }
  await insertRow(tx, row)
  await insertSearch(tx, { rowid: next, ...searchText(details) })
  return next
}

/** The patient and its line in the search index; the version rises (R10.7). */
export async function updatePatient(
  tx: Tx,
  patient: { readonly id: PatientId; readonly chartNumber: number },
  details: PatientDetails,
  by: StaffId,
  now: Instant,
): Promise<void> {
  await tx
    .updateTable('patient')
    .set((patient) => ({
      ...toColumns(details),
      version: patient('version', '+', 1),
      changed_at: now,
      changed_by: by,
    }))
    .where('id', '=', patient.id)
    .execute()
  await tx.updateTable('patient_search').set(searchText(details)).where('rowid', '=', patient.chartNumber).execute()
}

function toColumns(details: PatientDetails) {
  return {
    given_name: details.givenName,
    family_name: details.familyName,
    birth_on: details.birthOn,
    phone: details.phone,
    email: details.email,
    email_key: details.email === null ? null : emailKey(details.email),
  }
}
