import type { PatientSummary } from '../../../shared/contract/desk/patients.ts'
import { AppointmentId, type PatientId } from '../../../shared/domain/ids.ts'
import type { PatientDetails } from '../../../shared/domain/people.ts'
import { Instant } from '../../../shared/domain/time.ts'
import { AppointmentStatus } from '../../../shared/domain/visibility.ts'
import type { CoreContext, Tx } from '../context.ts'
import { findNextAppointment, listAppointmentsOfPatient } from '../db/appointments.ts'
import { listAuditOf } from '../db/audit.ts'
import { findPatient, insertPatient, updatePatient } from '../db/patients.ts'
import { markProjectionDue } from '../sync/pending.ts'
import { appendAudit, auditReading } from './audit.ts'
import { prepareCodesFor, replaceCodes } from './invitations.ts'
import { failure } from './serviceError.ts'

type PatientInput = PatientDetails & { readonly id: PatientId }

/** R8.6: every read of one patient's data leaves its line in the log. @throws ServiceError NOT_FOUND */
function readingOf<T>(
  context: CoreContext,
  patientId: PatientId,
  action: string,
  read: (tx: Tx, patient: PatientSummary) => Promise<T>,
): Promise<T> {
  return context.db.transaction().execute(async (tx) => {
    const patient = await findPatient(tx, patientId)
    if (!patient) throw failure('NOT_FOUND')
    await auditReading(tx, context, patientId, action)
    return read(tx, patient)
  })
}

/** @throws ServiceError NOT_FOUND */
export function readPatient(context: CoreContext, patientId: PatientId) {
  return readingOf(context, patientId, 'patient.read', async (tx, patient) => {
    const next = await findNextAppointment(tx, patientId, context.clock.now())
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
export function readHistory(context: CoreContext, patientId: PatientId) {
  return readingOf(context, patientId, 'history.read', async (tx) => {
    const rows = await listAuditOf(tx, patientId, HISTORY_LINES)
    return rows.map((row) => ({
      at: Instant.parse(row.at),
      staffName: row.staff_name,
      action: row.action,
      detail: row.detail,
    }))
  })
}

/** R10.2, newest first. @throws ServiceError NOT_FOUND */
export function readAppointments(context: CoreContext, patientId: PatientId) {
  return readingOf(context, patientId, 'appointments.read', async (tx) => {
    const rows = await listAppointmentsOfPatient(tx, patientId)
    return rows.map((row) => ({
      id: AppointmentId.parse(row.id),
      startsAt: Instant.parse(row.starts_at),
      endsAt: Instant.parse(row.ends_at),
      serviceName: row.service_name,
      practitionerName: row.practitioner_name,
      status: AppointmentStatus.parse(row.status),
    }))
  })
}

/** Makes the patient once, however often it is called with the same id. */
export async function addPatient(context: CoreContext, { id, ...details }: PatientInput): Promise<PatientSummary> {
  const added = await context.db.transaction().execute(async (tx) => {
    const before = await findPatient(tx, id)
    if (before) return before
    const chartNumber = await insertPatient(tx, id, details, context.clock.now())
    await appendAudit(tx, context, { action: 'patient.added', patientId: id })
    return { id, ...details, chartNumber, access: null }
  })
  context.changes.publish('patients')
  return added
}

/** @throws ServiceError NOT_FOUND */
export async function changePatient(context: CoreContext, { id, ...details }: PatientInput): Promise<PatientSummary> {
  const known = await findPatient(context.db, id)
  const isBirthDateNew = known !== null && known.birthOn !== details.birthOn
  const codes = isBirthDateNew ? await prepareCodesFor(context, id, details.birthOn) : []
  const changed = await context.db.transaction().execute(async (tx) => {
    const before = await findPatient(tx, id)
    if (!before) throw failure('NOT_FOUND')
    const now = context.clock.now()
    await updatePatient(tx, before, details, now)
    await appendAudit(tx, context, { action: 'patient.changed', patientId: id, detail: changedFields(before, details) })
    await replaceCodes(tx, context, codes)
    await markProjectionDue(tx, id, now)
    return { ...before, ...details }
  })
  context.changes.publish('patients', 'invitations')
  context.wakeSync()
  return changed
}

/** Names of the fields, not their contents: the log of changes is no second copy of the chart. */
function changedFields(before: PatientDetails, after: PatientDetails): string {
  const fields = ['givenName', 'familyName', 'birthOn', 'phone', 'email'] as const
  return fields.filter((field) => before[field] !== after[field]).join(', ')
}
