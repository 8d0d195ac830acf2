import { may, type Procedure } from '../../shared/domain/roles.ts'
import { useSession } from './useSession.ts'

/** Whether the person who is signed in may do this, by the table that the core goes by (R10.3). */
export function useMay(): (procedure: Procedure) => boolean {
  const role = useSession().data?.staff?.role
  return (procedure) => role !== undefined && may(role, procedure)
}
