import { Drawer, SegmentedControl } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import type { Holder } from '../../../shared/contract/desk/access.ts'
import { EmptyState, ErrorState, SkeletonRows } from '../../components/ListStates.tsx'
import { Pill } from '../../components/Pill.tsx'
import { fullName } from '../../format/people.ts'
import { useApi } from '../../state/ClientProvider.tsx'
import { words } from '../../words/words.ts'
import { useAccess } from '../access/useAccess.ts'
import type { WorkspacePatient } from '../useWorkspacePatient.ts'
import { ReasonedItems } from './ReasonedItems.tsx'
import styles from './seeAs.module.css'
import { useReturnFocus } from '../../components/useReturnFocus.ts'

const PortalPreview = lazy(() => import('./PortalPreview.tsx').then((it) => ({ default: it.PortalPreview })))

type Face = 'reasons' | 'portal'

/** R10.2, R3.3: exactly what each holder sees, by the rule that publishes it, each item with its reason. */
export function SeeAsDrawer(props: {
  readonly patient: WorkspacePatient
  /** Null: the first holder. */
  readonly linkId: string | null
  readonly onClose: () => void
}) {
  const { patient } = props
  const access = useAccess(patient.id)
  useReturnFocus()
  const [chosen, setChosen] = useState(props.linkId)
  const holders = access.data?.holders ?? []
  const holder = holders.find(({ linkId }) => linkId === chosen) ?? holders[0]
  return (
    <Drawer
      opened
      onClose={props.onClose}
      position="right"
      padding="xl"
      size={560}
      title={words.workspace.seeAs.title(fullName(patient))}
      closeButtonProps={{ 'aria-label': words.common.close }}
      classNames={{ title: styles['title'] ?? '', body: styles['body'] ?? '' }}
      transitionProps={{ duration: 140 }}
    >
      {access.isPending ? <SkeletonRows count={5} /> : null}
      {access.isError ? (
        <ErrorState
          title={words.workspace.seeAs.couldNotLoad}
          error={access.error}
          onRetry={() => void access.refetch()}
        />
      ) : null}
      {access.data && !holder ? (
        <EmptyState title={words.workspace.seeAs.nobody} hint={words.workspace.seeAs.nobodyText} />
      ) : null}
      {holder ? (
        <>
          <HolderChoice holders={holders} chosen={holder} onChoose={setChosen} />
          <SeenBy key={holder.linkId} holder={holder} />
        </>
      ) : null}
    </Drawer>
  )
}

function HolderChoice(props: {
  readonly holders: readonly Holder[]
  readonly chosen: Holder
  readonly onChoose: (linkId: string) => void
}) {
  return (
    <fieldset className={styles['holders']}>
      <legend>{words.workspace.seeAs.holder}</legend>
      {props.holders.map((holder) => (
        <label key={holder.linkId} className={styles['holder']}>
          <input
            type="radio"
            name="holder"
            checked={holder.linkId === props.chosen.linkId}
            onChange={() => props.onChoose(holder.linkId)}
          />
          <span className={styles['email']} dir="auto">
            {holder.email}
          </span>
          <Pill tone={holder.level === 'full' ? 'accent' : 'plain'}>{words.workspace.level[holder.level]}</Pill>
        </label>
      ))}
    </fieldset>
  )
}

function SeenBy(props: { readonly holder: Holder }) {
  const { holder } = props
  const query = useQuery(useApi().access.seeAs.queryOptions({ input: { linkId: holder.linkId } }))
  const [face, setFace] = useState<Face>('reasons')
  if (query.isPending) return <SkeletonRows count={6} />
  if (!query.data) {
    return (
      <ErrorState title={words.workspace.seeAs.couldNotLoad} error={query.error} onRetry={() => void query.refetch()} />
    )
  }
  return (
    <>
      {holder.isProven ? null : <p className={styles['unproven']}>{words.workspace.seeAs.unproven}</p>}
      <SegmentedControl
        fullWidth
        size="xs"
        aria-label={words.workspace.seeAs.face}
        value={face}
        onChange={(value) => setFace(value === 'portal' ? 'portal' : 'reasons')}
        data={[
          { value: 'reasons', label: words.workspace.seeAs.faces.reasons },
          { value: 'portal', label: words.workspace.seeAs.faces.portal },
        ]}
      />
      {face === 'reasons' ? <ReasonedItems seen={query.data} /> : null}
      {face === 'portal' ? (
        <Suspense fallback={<SkeletonRows count={6} />}>
          <PortalPreview seen={query.data} />
        </Suspense>
      ) : null}
    </>
  )
}
