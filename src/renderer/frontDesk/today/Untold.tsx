import { IconCalendarX } from '@tabler/icons-react'
import type { DayAppointment } from '../../../shared/contract/desk/calendar.ts'
import { openWorkspace } from '../../components/openWorkspace.ts'
import { useTimeZone } from '../../state/useSession.ts'
import { useToday } from '../../state/useToday.ts'
import { formats, words } from '../../words/words.ts'
import { TellMenu } from '../TellMenu.tsx'
import styles from './settle.module.css'

/** R6.6: whoever knows of a visit on another day as it is no more, with the way to their chart and to saying that they were told. */
export function UntoldList(props: { readonly visits: readonly DayAppointment[] }) {
  const timeZone = useTimeZone()
  const today = useToday()
  const t = words.today.untold
  if (props.visits.length === 0) return null
  return (
    <ul className={styles['unsettled']} aria-label={t.label}>
      {props.visits.map((visit) => {
        const day = formats.shortWeekdayDay(visit.startsAt, timeZone, today)
        const at = formats.clock(visit.startsAt, timeZone)
        return (
          <li key={visit.id}>
            <IconCalendarX size={16} stroke={1.75} aria-hidden="true" />
            <span className={styles['settleText']}>
              <button
                type="button"
                className={styles['chart']}
                dir="auto"
                onClick={() => openWorkspace(visit.patientId)}
              >
                {visit.patientName}
              </button>
              <span className={styles['hint']}>
                {visit.status === 'cancelled' ? t.isOff(day, at) : t.isMoved(day, at)}
              </span>
              <span className={styles['acts']}>
                <TellMenu visit={visit} hasEmail={visit.hasEmail} patientName={visit.patientName} />
              </span>
            </span>
          </li>
        )
      })}
    </ul>
  )
}
