import type { PatientSummary } from '../../../shared/contract/desk/patients.ts'
import type { PatientId } from '../../../shared/domain/ids.ts'
import type { PatientDetails } from '../../../shared/domain/people.ts'
import type { CoreContext } from '../context.ts'
import { findPatient, insertPatient, updatePatient } from '../db/patients.ts'
import { markProjectionDue } from '../sync/pending.ts'
import { appendAudit } from './audit.ts'
import { failure } from './serviceError.ts'

type PatientInput = PatientDetails & { readonly id: PatientId }

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
  const changed = await context.db.transaction().execute(async (tx) => {
    const before = await findPatient(tx, id)
    if (!before) throw failure('NOT_FOUND')
    const now = context.clock.now()
    await updatePatient(tx, before, details, now)
    await appendAudit(tx, context, { action: 'patient.changed', patientId: id, detail: changedFields(before, details) })
    await markProjectionDue(tx, id, now)
    return { ...before, ...details }
  })
  context.changes.publish('patients')
  context.wakeSync()
  return changed
}

/** Names of the fields, not their contents: the log of changes is no second copy of the chart. */
function changedFields(before: PatientDetails, after: PatientDetails): string {
  const fields = ['givenName', 'familyName', 'birthOn', 'phone', 'email'] as const
  return fields.filter((field) => before[field] !== after[field]).join(', ')
}
