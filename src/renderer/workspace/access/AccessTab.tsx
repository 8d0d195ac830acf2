import { ErrorState } from '../../components/ListStates.tsx'
import { words } from '../../words/words.ts'
import type { WorkspacePatient } from '../useWorkspacePatient.ts'
import styles from './access.module.css'
import { AccessSkeleton } from './AccessSkeleton.tsx'
import { CurrentInvitation } from './CurrentInvitation.tsx'
import { Earlier } from './Earlier.tsx'
import { Holders } from './Holders.tsx'
import { NoInvitation } from './NoInvitation.tsx'
import { useAccess } from './useAccess.ts'

/** The tab "Medical Access Code" (R2.3, R4.1): the open invitation and its life, what came before, who can see. */
export function AccessTab(props: { readonly patient: WorkspacePatient; readonly onSeeAs: (linkId: string) => void }) {
  const { patient } = props
  const access = useAccess(patient.id)
  if (access.isPending) return <AccessSkeleton />
  if (!access.data) {
    return <ErrorState title={words.access.couldNotLoad} error={access.error} onRetry={() => void access.refetch()} />
  }
  const { current, earlier, holders, suspended } = access.data
  return (
    <div className={styles['columns']}>
      <div className={styles['column']}>
        {current ? (
          <CurrentInvitation key={current.id} patient={patient} invitation={current} holders={holders} />
        ) : (
          <NoInvitation patient={patient} holders={holders} />
        )}
        {earlier.length > 0 ? <Earlier invitations={earlier} /> : null}
      </div>
      <div className={styles['column']}>
        <Holders {...{ patient, holders, suspended, current }} onSeeAs={props.onSeeAs} />
      </div>
    </div>
  )
}
