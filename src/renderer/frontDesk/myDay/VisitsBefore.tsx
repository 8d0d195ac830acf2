import type { PatientAppointment } from '../../../shared/contract/desk/calendar.ts'
import type { MyVisit } from '../../../shared/contract/desk/myDay.ts'
import { useNow, useTimeZone } from '../../state/useSession.ts'
import { formats, words } from '../../words/words.ts'
import styles from './myDay.module.css'

/** The chart has the rest. */
const SHOWN = 6

/** When the patient was here before, the last first, and when they did not come. */
export function VisitsBefore(props: { readonly visit: MyVisit; readonly visits: readonly PatientAppointment[] }) {
  const now = useNow()
  const timeZone = useTimeZone()
  const before = props.visits
    .filter(({ startsAt, status }) => startsAt < props.visit.startsAt && status !== 'cancelled')
    .slice(0, SHOWN)
  return (
    <section aria-labelledby="my-before">
      <div className={styles['sideHead']}>
        <h3 id="my-before">{words.myDay.visits}</h3>
      </div>
      {before.length === 0 ? <p className={styles['said']}>{words.myDay.noVisits}</p> : null}
      <ul className={styles['before']}>
        {before.map((visit) => (
          <li key={visit.id}>
            <time dateTime={visit.startsAt}>{formats.shortDay(visit.startsAt, timeZone, now)}</time>
            <span>{visit.status === 'noShow' ? words.today.status.noShow : visit.serviceName}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
