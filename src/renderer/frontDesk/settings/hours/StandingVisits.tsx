import { Link } from 'wouter'
import type { StandingVisit } from '../../../../shared/contract/desk/hours.ts'
import { dayOf } from '../../../../shared/domain/zone.ts'
import { useTimeZone } from '../../../state/useSession.ts'
import { useToday } from '../../../state/useToday.ts'
import { formats } from '../../../words/words.ts'
import styles from './hours.module.css'

/** Visits that stand in somebody's time off; each leads to its day in the calendar, where it is moved or called off. */
export function StandingVisits(props: { readonly title: string; readonly visits: readonly StandingVisit[] }) {
  const timeZone = useTimeZone()
  const today = useToday()
  return (
    <div className={styles['standing']}>
      <p>{props.title}</p>
      <ul>
        {props.visits.map(({ id, patientName, serviceName, startsAt }) => (
          <li key={id}>
            <Link href={`/calendar/${dayOf(startsAt, timeZone)}`}>
              <b dir="auto">{patientName}</b>{' '}
              <span dir="auto">
                {formats.shortWeekdayDay(startsAt, timeZone, today)}, {formats.clock(startsAt, timeZone)}, {serviceName}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </div>
  )
}
