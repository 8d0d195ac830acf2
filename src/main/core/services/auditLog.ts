import type { AuditLine } from '../../../shared/contract/desk/auditLog.ts'
import { PatientId, type StaffId } from '../../../shared/domain/ids.ts'
import type { CalendarDay } from '../../../shared/domain/time.ts'
import { dayBounds } from '../../../shared/domain/zone.ts'
import type { Acting, Db } from '../context.ts'
import { listAudit } from '../db/audit.ts'
import { readClinic } from '../db/clinic.ts'
import { findPatient } from '../db/patients.ts'
import { appendAudit, auditStay } from './audit.ts'
import { toHistoryLine } from './historyLines.ts'
import { failure } from './serviceError.ts'

const PAGE = 200

type Wanted = {
  readonly patientId: PatientId | null
  readonly staffId: StaffId | null
  readonly from: CalendarDay | null
  readonly to: CalendarDay | null
}

/** R8.6: what stands in the log, the newest first; that somebody reads it stands there once a stay. @throws ServiceError NOT_FOUND */
export async function readAuditLog(
  acting: Acting,
  wanted: Wanted & { readonly before: number | null },
): Promise<{ lines: AuditLine[]; before: number | null }> {
  const { patientId, staffId, before } = wanted
  return acting.db.transaction().execute(async (tx) => {
    await requirePatient(tx, patientId)
    const rows = await listAudit(tx, { patientId, staffId, before, ...(await boundsOf(tx, wanted)) }, PAGE)
    await auditStay(tx, acting, { action: 'auditLog.read' }, patientId)
    const lines = rows.map((row) => ({ ...toHistoryLine(row), seq: row.seq, patient: patientOf(row) }))
    return { lines, before: rows.length < PAGE ? null : (rows.at(-1)?.seq ?? null) }
  })
}

/** R8.6: the lines that were read are on paper, or in a file. @throws ServiceError NOT_FOUND */
export async function noteTaken(
  acting: Acting,
  {
    patientId,
    how,
    count,
  }: Pick<Wanted, 'patientId'> & {
    readonly how: 'printed' | 'exported'
    readonly count: number
  },
): Promise<void> {
  await acting.db.transaction().execute(async (tx) => {
    await requirePatient(tx, patientId)
    await appendAudit(tx, acting, { action: 'auditLog.taken', how, count }, patientId)
  })
}

async function requirePatient(db: Db, patientId: PatientId | null): Promise<void> {
  if (patientId !== null && !(await findPatient(db, patientId))) throw failure('NOT_FOUND')
}

/** The clinic's days, as instants. */
async function boundsOf(db: Db, { from, to }: Wanted) {
  const { time_zone: timeZone } = await readClinic(db)
  return {
    from: from === null ? null : dayBounds(from, timeZone).startsAt,
    to: to === null ? null : dayBounds(to, timeZone).endsAt,
  }
}

function patientOf(row: Awaited<ReturnType<typeof listAudit>>[number]): AuditLine['patient'] {
  const { patient_id: id, given_name: given, family_name: family, chart_number: chartNumber } = row
  if (id === null || given === null || family === null || chartNumber === null) return null
  return { id: PatientId.parse(id), name: `${given} ${family}`, chartNumber }
}
