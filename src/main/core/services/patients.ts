import type { PatientSummary } from '../../../shared/contract/desk/patients.ts'
import { PatientField } from '../../../shared/domain/auditFacts.ts'
import { AppointmentId, ServiceId, StaffId, type PatientId } from '../../../shared/domain/ids.ts'
import { PatientDetails } from '../../../shared/domain/people.ts'
import { isTold } from '../../../shared/domain/telling.ts'
import { Instant } from '../../../shared/domain/time.ts'
import { AppointmentStatus } from '../../../shared/domain/visibility.ts'
import type { Acting, Tx } from '../context.ts'
import { findNextAppointment, listAppointmentsOfPatient, toPlaceInSeries } from '../db/appointments.ts'
import { listAuditOf } from '../db/audit.ts'
import { findOrigin } from '../db/imports.ts'
import { lastChange } from '../db/lastChange.ts'
import { findPatient, insertPatient, updatePatient } from '../db/patients.ts'
import { toTold } from '../db/visitChanges.ts'
import { markRecordsDue } from '../wire/out/recordsPut.ts'
import { appendAudit, auditStay } from './audit.ts'
import { toHistoryLine } from './historyLines.ts'
import { prepareCodesFor, replaceCodes, type NewCode } from './invitations/invitations.ts'
import { failure } from './serviceError.ts'

/** R8.6: every read of one patient's data leaves its line in the log. @throws ServiceError NOT_FOUND */
function readingOf<T>(
  acting: Acting,
  patientId: PatientId,
  action: 'patient.read' | 'history.read' | 'appointments.read',
  read: (tx: Tx, patient: PatientSummary) => Promise<T>,
): Promise<T> {
  return acting.db.transaction().execute(async (tx) => {
    const patient = await findPatient(tx, patientId)
    if (!patient) throw failure('NOT_FOUND')
    await auditStay(tx, acting, { action }, patientId)
    return read(tx, patient)
  })
}

/** @throws ServiceError NOT_FOUND */
export function readPatient(acting: Acting, patientId: PatientId) {
  return readingOf(acting, patientId, 'patient.read', async (tx, patient) => {
    const next = await findNextAppointment(tx, patientId, acting.clock.now())
    const nextAppointment = next
      ? {
          id: AppointmentId.parse(next.id),
          startsAt: Instant.parse(next.starts_at),
          practitionerCalledName: next.called_name,
          serviceName: next.service_name,
        }
      : null
    return { ...patient, nextAppointment }
  })
}

const HISTORY_LINES = 500

/** R8.6: who read or changed what, newest first. @throws ServiceError NOT_FOUND */
export function readHistory(acting: Acting, patientId: PatientId) {
  return readingOf(acting, patientId, 'history.read', async (tx) => {
    const rows = await listAuditOf(tx, patientId, HISTORY_LINES)
    const lines = rows.map(toHistoryLine)
    const origin = await findOrigin(tx, patientId)
    return origin ? [...lines, importedLine(origin)] : lines
  })
}

/** The log has one row for all of a file's batch (R10.8); a chart says its own. */
function importedLine({ at, staffName, fileName }: NonNullable<Awaited<ReturnType<typeof findOrigin>>>) {
  const facts = { action: 'imported' as const, fileName }
  return { at: Instant.parse(at), staffName, stationName: null, facts }
}

/** R10.2, newest first. @throws ServiceError NOT_FOUND */
export function readAppointments(acting: Acting, patientId: PatientId) {
  return readingOf(acting, patientId, 'appointments.read', async (tx) => {
    const rows = await listAppointmentsOfPatient(tx, patientId)
    return rows.map((row) => ({
      id: AppointmentId.parse(row.id),
      startsAt: Instant.parse(row.starts_at),
      endsAt: Instant.parse(row.ends_at),
      serviceId: ServiceId.parse(row.service_id),
      serviceName: row.service_name,
      practitionerId: StaffId.parse(row.practitioner_id),
      practitionerName: row.practitioner_name,
      status: AppointmentStatus.parse(row.status),
      version: row.version,
      cancelReason: row.cancel_reason,
      series: toPlaceInSeries(row),
      isTold: isTold(
        {
          startsAt: Instant.parse(row.starts_at),
          practitionerId: StaffId.parse(row.practitioner_id),
          status: row.status,
        },
        toTold(row.told_json),
        acting.clock.now(),
      ),
    }))
  })
}

/** Makes the patient once, however often it is called with the same id. */
export async function addPatient(
  acting: Acting,
  { id, ...details }: PatientDetails & { readonly id: PatientId },
): Promise<PatientSummary> {
  const added = await acting.db.transaction().execute(async (tx) => {
    const before = await findPatient(tx, id)
    if (before) return before
    const chartNumber = await insertPatient(tx, id, details, acting.actor.staff.id, acting.clock.now())
    await appendAudit(tx, acting, { action: 'patient.added' }, id)
    return { id, ...details, version: 1, chartNumber, access: null, standing: 'chart' as const }
  })
  acting.changes.publish('patients')
  return added
}

type PatientChange = {
  readonly id: PatientId
  /** Of the details as the person saw them (R10.7). */
  readonly seenVersion: number
  /** Only what was changed. */
  readonly changes: { readonly [Field in keyof PatientDetails]?: PatientDetails[Field] | undefined }
}

/** @throws ServiceError NOT_FOUND, CHANGED_MEANWHILE */
export async function changePatient(acting: Acting, change: PatientChange): Promise<PatientSummary> {
  const { birthOn } = change.changes
  const codes = birthOn === undefined ? [] : await prepareCodesFor(acting, change.id, birthOn)
  const changed = await acting.db.transaction().execute((tx) => changeDetails(tx, acting, change, codes))
  acting.changes.publish('patients', 'invitations')
  acting.wakeSync()
  return changed
}

/**
 * The change itself, in the transaction of whatever it belongs to. What is as it was already is no change.
 * @param codes that a corrected birth date makes; none where it stays
 * @throws ServiceError NOT_FOUND, CHANGED_MEANWHILE
 */
export async function changeDetails(
  tx: Tx,
  acting: Acting,
  { id, seenVersion, changes }: PatientChange,
  codes: readonly NewCode[],
): Promise<PatientSummary> {
  const before = await findPatient(tx, id)
  if (!before) throw failure('NOT_FOUND')
  const fields = PatientField.options.filter(
    (field) => changes[field] !== undefined && changes[field] !== before[field],
  )
  if (fields.length === 0) return before
  if (before.version !== seenVersion) {
    throw failure('CHANGED_MEANWHILE', { ...(await lastChange(tx, 'patient', id)), current: before })
  }
  const details = PatientDetails.parse({ ...before, ...changes })
  await updatePatient(tx, before, details, acting.actor.staff.id, acting.clock.now())
  await appendAudit(tx, acting, { action: 'patient.changed', fields }, id)
  if (fields.includes('birthOn')) await replaceCodes(tx, acting, codes)
  await markRecordsDue(tx, acting, id)
  return { ...before, ...details, version: before.version + 1 }
}
