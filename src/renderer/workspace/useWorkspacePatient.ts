import { useQuery } from '@tanstack/react-query'
import type { InferContractRouterOutputs } from '@orpc/contract'
import type { deskContract } from '../../shared/contract/desk.ts'
import type { PatientId } from '../../shared/domain/ids.ts'
import { useApi } from '../state/ClientProvider.tsx'

export type WorkspacePatient = InferContractRouterOutputs<typeof deskContract>['patients']['get']

/** Whose chart this window shows. */
export function useWorkspacePatient(patientId: PatientId) {
  return useQuery(useApi().patients.get.queryOptions({ input: { patientId } }))
}
