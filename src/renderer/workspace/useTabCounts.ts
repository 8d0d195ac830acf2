import { useQuery } from '@tanstack/react-query'
import type { PatientId } from '../../shared/domain/ids.ts'
import type { WorkspaceTab } from '../components/openWorkspace.ts'
import { useApi } from '../state/ClientProvider.tsx'

/** Figures beside the tabs' names: what waits there. */
export function useTabCounts(patientId: PatientId): Partial<Record<WorkspaceTab, number>> {
  const forms = useQuery(useApi().forms.ofPatient.queryOptions({ input: { patientId } }))
  const messages = useQuery(useApi().messages.waiting.queryOptions({ input: { patientId } }))
  const toAnswer = messages.data?.threads ?? 0
  const toFile = forms.data?.submissions.filter(({ state }) => state !== 'filed').length ?? 0
  return { 'smart-forms': toFile, messages: toAnswer }
}
