import type { PatientId } from '../../shared/domain/ids.ts'

/** The second kind of window: one for each patient, brought to the front when it is open already. */
export function openWorkspace(patientId: PatientId): void {
  window.open(`/workspace/${patientId}`, `workspace-${patientId}`)?.focus()
}
