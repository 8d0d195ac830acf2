import { Button } from '@mantine/core'
import { Link } from 'wouter'
import type { StandingVisit } from '../../../../shared/contract/desk/hours.ts'
import { dayOf } from '../../../../shared/domain/zone.ts'
import { useTimeZone } from '../../../state/useSession.ts'
import { useToday } from '../../../state/useToday.ts'
import { formats, words } from '../../../words/words.ts'
import { openMoveStanding } from './MoveStanding.tsx'
import styles from './standing.module.css'

/** Visits that stand in somebody's time off: each is moved here, or called off on its day in the calendar (R10.8). */
export function StandingVisits(props: { readonly title: string; readonly visits: readonly StandingVisit[] }) {
  const timeZone = useTimeZone()
  const today = useToday()
  return (
    <div className={styles['standing']}>
      <p>{props.title}</p>
      <ul>
        {props.visits.map((visit) => {
          const day = formats.shortWeekdayDay(visit.startsAt, timeZone, today)
          const when = `${day}, ${formats.clock(visit.startsAt, timeZone)}`
          return (
            <li key={visit.id}>
              <Link href={`/calendar/${dayOf(visit.startsAt, timeZone)}`}>
                <b dir="auto">{visit.patientName}</b>{' '}
                <span dir="auto">
                  {when}, {visit.serviceName}
                </span>
              </Link>
              <Button
                size="xs"
                aria-label={words.settings.hours.off.move(visit.patientName, when)}
                onClick={() => openMoveStanding(visit)}
              >
                {words.calendar.moving.act}
              </Button>
            </li>
          )
        })}
      </ul>
    </div>
  )
}
