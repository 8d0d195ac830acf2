import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { PatientId } from '../../../shared/domain/ids.ts'
import { useApi } from '../../state/ClientProvider.tsx'

/** Invitations and holders of one patient. */
export function useAccess(patientId: PatientId) {
  return useQuery(useApi().access.get.queryOptions({ input: { patientId } }))
}

/** Asks again at once; the stream of changes would do it a moment later. */
export function useAskAgain(): () => void {
  const queryClient = useQueryClient()
  const api = useApi()
  return () => {
    for (const queryKey of [api.access.key(), api.outbox.key(), api.patients.key()]) {
      void queryClient.invalidateQueries({ queryKey })
    }
  }
}
