import { useQuery } from '@tanstack/react-query'
import type { PatientAppointment } from '../../../shared/contract/desk/calendar.ts'
import type { Submission } from '../../../shared/contract/desk/forms.ts'
import type { MyVisit } from '../../../shared/contract/desk/myDay.ts'
import type { SubmissionId } from '../../../shared/domain/ids.ts'
import { formsSince } from '../../../shared/domain/questionnaires/formsSince.ts'
import { useKeys } from '../../keys/useKeys.ts'
import { useApi } from '../../state/ClientProvider.tsx'
import { useNow, useTimeZone } from '../../state/useSession.ts'
import { formats, words } from '../../words/words.ts'
import { AccessRequest } from './AccessRequest.tsx'
import styles from './myDay.module.css'
import { NewForm } from './NewForm.tsx'

/** R10.1: what came since the patient was here last, forms with what they say otherwise, and requests that wait. */
export function NewSince(props: {
  readonly visit: MyVisit
  readonly submissions: readonly Submission[]
  readonly before: readonly PatientAppointment[]
  readonly onRead: (id: SubmissionId) => void
}) {
  const { visit, onRead } = props
  const now = useNow()
  const timeZone = useTimeZone()
  const inbox = useQuery(useApi().inbox.list.queryOptions({ input: { includeDone: false } }))
  const returned = props.submissions.map((each) => ({ ...each, form: each.questionnaire.url ?? each.title }))
  const forms = formsSince(returned, visit.lastVisitAt)
  const requests = (inbox.data ?? []).filter(
    ({ patientId, facts }) => patientId === visit.patientId && facts.kind === 'request',
  )
  const newest = forms[0]
  useKeys({ readForm: newest ? () => onRead(newest.newer.id) : null })
  const last = props.before.find(({ startsAt }) => startsAt === visit.lastVisitAt)
  const t = words.myDay
  return (
    <section aria-labelledby="my-new">
      <div className={styles['newHead']}>
        <h3 id="my-new">{visit.lastVisitAt === null ? t.firstVisit : t.newSince}</h3>
        <span>
          {visit.lastVisitAt === null
            ? t.allSince
            : t.lastVisit(formats.shortDay(visit.lastVisitAt, timeZone, now), last?.serviceName ?? '')}
        </span>
      </div>
      {forms.length === 0 && requests.length === 0 ? <p className={styles['quiet']}>{t.nothingNew}</p> : null}
      <ul className={styles['new']}>
        {forms.map(({ newer, earlier }, index) => (
          <NewForm
            key={newer.id}
            newer={newer}
            earlier={earlier}
            isNewest={index === 0}
            onRead={() => onRead(newer.id)}
          />
        ))}
        {requests.map((item) => (
          <AccessRequest key={item.id} item={item} patientId={visit.patientId} />
        ))}
      </ul>
    </section>
  )
}
