import { useQuery } from '@tanstack/react-query'
import type { MyVisit } from '../../../shared/contract/desk/myDay.ts'
import { useParam } from '../../address/useParam.ts'
import { ErrorState, SkeletonRows } from '../../components/ListStates.tsx'
import { useApi } from '../../state/ClientProvider.tsx'
import { words } from '../../words/words.ts'
import { FormDrawer } from './FormDrawer.tsx'
import { HealthLines } from './HealthLines.tsx'
import styles from './myDay.module.css'
import { NoteLines } from './NoteLines.tsx'
import { NewSince } from './NewSince.tsx'
import { PlanSide } from './PlanSide.tsx'
import { VisitHead } from './VisitHead.tsx'
import { VisitsBefore } from './VisitsBefore.tsx'

/** The chosen visit: who it is, what to know of their health, what is new, the plan, the visits before. */
export function VisitReading(props: { readonly visit: MyVisit; readonly onBack: () => void }) {
  const { visit } = props
  const api = useApi()
  const input = { patientId: visit.patientId }
  const patient = useQuery(api.patients.get.queryOptions({ input }))
  const forms = useQuery(api.forms.ofPatient.queryOptions({ input }))
  const plans = useQuery(api.plans.list.queryOptions({ input }))
  const visits = useQuery(api.calendar.ofPatient.queryOptions({ input }))
  const [readId, setReadId] = useParam('form')
  const failed = [patient, forms, plans, visits].find((query) => query.isError)
  const isRead = patient.data && forms.data && plans.data && visits.data
  return (
    <article className={styles['reading']} aria-label={words.myDay.reading}>
      <VisitHead visit={visit} patient={patient.data ?? null} onBack={props.onBack} />
      {failed ? (
        <ErrorState title={words.workspace.couldNotLoad} error={failed.error} onRetry={() => void failed.refetch()} />
      ) : !isRead ? (
        <SkeletonRows count={6} />
      ) : (
        <div className={styles['body']}>
          <div className={styles['main']} role="region" tabIndex={0} aria-label={words.myDay.newSince}>
            <NoteLines visit={visit} />
            <HealthLines submissions={forms.data.submissions} />
            <NewSince
              visit={visit}
              submissions={forms.data.submissions}
              before={visits.data}
              onRead={(id) => setReadId(id)}
            />
          </div>
          <aside className={styles['side']} aria-label={words.myDay.plan.title}>
            <PlanSide patientId={visit.patientId} plans={plans.data} />
            <VisitsBefore visit={visit} visits={visits.data} />
          </aside>
          <FormDrawer submissions={forms.data.submissions} id={readId} onClose={() => setReadId(null)} />
        </div>
      )}
    </article>
  )
}
