import { useRef } from 'react'
import type { InvitationId } from '../../../shared/domain/ids.ts'
import { useAct } from '../../components/useAct.ts'
import { newId } from '../../format/newId.ts'
import { useClient } from '../../state/ClientProvider.tsx'
import type { WorkspacePatient } from '../useWorkspacePatient.ts'
import { useAskAgain } from './useAccess.ts'

/** "Request Access Code" (R2.3). The id is made before the first call and kept until it succeeds (R4.4). */
export function useRequestCode(patient: WorkspacePatient) {
  const client = useClient()
  const askAgain = useAskAgain()
  const id = useRef<InvitationId | null>(null)
  const act = useAct(
    () => {
      id.current ??= newId<InvitationId>()
      return client.access.requestCode({ id: id.current, patientId: patient.id, email: patient.email })
    },
    {
      onDone: () => {
        id.current = null
        askAgain()
      },
    },
  )
  return { run: () => act.run(undefined), isRunning: act.isRunning }
}
