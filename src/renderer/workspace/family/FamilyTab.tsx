import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useParam } from '../../address/useParam.ts'
import { ErrorState } from '../../components/ListStates.tsx'
import { openWorkspace } from '../../components/openWorkspace.ts'
import { Panel } from '../../components/Panel.tsx'
import { fullName } from '../../format/people.ts'
import { useApi } from '../../state/ClientProvider.tsx'
import { useMay } from '../../state/useMay.ts'
import { formats, words } from '../../words/words.ts'
import access from '../access/access.module.css'
import { AccessSkeleton } from '../access/AccessSkeleton.tsx'
import { Holders } from '../access/Holders.tsx'
import type { WorkspacePatient } from '../useWorkspacePatient.ts'
import styles from './family.module.css'
import { MergedToday } from './MergedToday.tsx'
import { MergeModal } from './MergeModal.tsx'
import { OfAgeNotice } from './OfAgeNotice.tsx'

/** R5.3: who can see the patient, at which level, since when and by what; R5.1: whose charts belong together. */
export function FamilyTab(props: { readonly patient: WorkspacePatient; readonly onSeeAs: (linkId: string) => void }) {
  const { patient } = props
  const family = useQuery(useApi().access.family.queryOptions({ input: { patientId: patient.id } }))
  const [dialog, setDialog] = useParam('do')
  const may = useMay()
  const t = words.family
  if (family.isPending) return <AccessSkeleton />
  if (!family.data) {
    return <ErrorState title={t.couldNotLoad} error={family.error} onRetry={() => void family.refetch()} />
  }
  const { holders, suspended, others, fromChildhood, ofAge } = family.data
  const fromBefore = holders.filter(({ linkId }) => fromChildhood.includes(linkId))
  return (
    <div className={access['columns']}>
      <div className={access['column']}>
        {fromBefore.length > 0 ? <OfAgeNotice patient={patient} ofAge={ofAge} holders={fromBefore} /> : null}
        <Holders {...{ patient, holders, suspended }} current={null} onSeeAs={props.onSeeAs} />
      </div>
      <div className={access['column']}>
        <Panel title={t.others}>
          {others.length === 0 ? <p className={styles['nobody']}>{t.othersEmpty}</p> : null}
          <ul className={styles['others']}>
            {others.map(({ patient: other, sharesEmail, heldBy }) => (
              <li key={other.id}>
                <span className={styles['name']} dir="auto">
                  {fullName(other)}
                </span>
                <span className={styles['born']}>{other.birthOn ? formats.date(other.birthOn) : t.none}</span>
                <span className={styles['why']} dir="auto">
                  {[...(sharesEmail ? [t.sharesEmail] : []), ...heldBy.map(t.heldBy)].join(' · ')}
                </span>
                <Button
                  size="compact-xs"
                  aria-label={t.openOf(fullName(other))}
                  onClick={() => openWorkspace(other.id)}
                >
                  {t.open}
                </Button>
              </li>
            ))}
          </ul>
          {may('patients.merge') ? (
            <Button variant="subtle" color="gray" size="xs" onClick={() => setDialog('merge')}>
              {t.merge.act}
            </Button>
          ) : null}
        </Panel>
        {may('patients.mergedToday') ? <MergedToday patientId={patient.id} /> : null}
      </div>
      {dialog === 'merge' && may('patients.merge') ? (
        <MergeModal patient={patient} onClose={() => setDialog(null)} />
      ) : null}
    </div>
  )
}
