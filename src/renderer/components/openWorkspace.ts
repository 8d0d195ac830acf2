import type { PatientId } from '../../shared/domain/ids.ts'

/** Tabs as they stand in the address: `/workspace/<patientId>/<tab>`. */
export type WorkspaceTab = 'overview' | 'appointments' | 'smart-forms' | 'treatment-plans' | 'access-code' | 'history'

/** The second kind of window: one for each patient, brought to the front when it is open already. */
export function openWorkspace(patientId: PatientId, tab?: WorkspaceTab): void {
  window.open(`/workspace/${patientId}${tab ? `/${tab}` : ''}`, `workspace-${patientId}`)?.focus()
}
