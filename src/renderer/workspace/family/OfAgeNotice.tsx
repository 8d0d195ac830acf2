import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Holder } from '../../../shared/contract/desk/access.ts'
import { ReasonModal } from '../../components/ReasonModal.tsx'
import { useClient } from '../../state/ClientProvider.tsx'
import { words } from '../../words/words.ts'
import { useAskAgain } from '../access/useAccess.ts'
import type { WorkspacePatient } from '../useWorkspacePatient.ts'
import styles from './family.module.css'

/** R5.3: a child has come of age; what their parents hold is looked at, and ended with a reason (R3.5). */
export function OfAgeNotice(props: {
  readonly patient: WorkspacePatient
  readonly ofAge: number
  readonly holders: readonly Holder[]
}) {
  const { patient, holders } = props
  const client = useClient()
  const askAgain = useAskAgain()
  const [ending, setEnding] = useState<Holder | null>(null)
  const t = words.family.ofAge
  return (
    <section className={styles['notice']} aria-label={t.title(patient.givenName, props.ofAge)}>
      <h2 dir="auto">{t.title(patient.givenName, props.ofAge)}</h2>
      <p>{t.text(holders.length)}</p>
      <div className={styles['acts']}>
        {holders.map((holder) => (
          <Button key={holder.linkId} size="xs" onClick={() => setEnding(holder)}>
            {t.end(holder.email)}
          </Button>
        ))}
      </div>
      {ending ? (
        <ReasonModal
          {...t.ending(ending.email)}
          onConfirm={(reason) => client.access.revokeLink({ linkId: ending.linkId, reason }).finally(askAgain)}
          onClose={() => setEnding(null)}
        />
      ) : null}
    </section>
  )
}
