import { Button, CloseButton } from '@mantine/core'
import type { DayAppointment } from '../../../shared/contract/desk/frontDesk.ts'
import { openWorkspace } from '../../components/openWorkspace.ts'
import { Chip } from '../../components/Pill.tsx'
import { clockAt, dayAt, longDay } from '../../format/time.ts'
import { useTimeZone } from '../../state/useSession.ts'
import { words } from '../../words/index.ts'
import { StatusMenu } from '../StatusMenu.tsx'
import { BLOCKER_TONE } from '../today/todayView.ts'
import styles from './calendar.module.css'

/** One visit chosen in the calendar: its facts, its status, and the way to the chart. */
export function AppointmentPanel(props: {
  readonly appointment: DayAppointment
  readonly practitioner: { readonly name: string } | undefined
  readonly onClose: () => void
}) {
  const { appointment } = props
  const timeZone = useTimeZone()
  const from = clockAt(appointment.startsAt, timeZone)
  const to = clockAt(appointment.endsAt, timeZone)
  return (
    <aside className={styles['panel']} aria-label={words.calendar.details}>
      <div className={styles['panelHead']}>
        <h2 className={styles['panelTitle']} dir="auto">
          {appointment.patientName}
        </h2>
        <CloseButton aria-label={words.calendar.closePanel} onClick={props.onClose} />
      </div>
      <dl className={styles['facts']}>
        <dt>{words.calendar.status}</dt>
        <dd>
          <StatusMenu appointment={appointment} />
        </dd>
        <dt>{words.calendar.when}</dt>
        <dd>
          {longDay(dayAt(appointment.startsAt, timeZone))}, {words.calendar.range(from, to)}
        </dd>
        <dt>{words.calendar.service}</dt>
        <dd>{appointment.serviceName}</dd>
        <dt>{words.calendar.practitioner}</dt>
        <dd>{props.practitioner?.name}</dd>
        <dt>{words.calendar.missing}</dt>
        <dd className={styles['chips']}>
          {appointment.blockers.length === 0
            ? words.today.nothingMissing
            : appointment.blockers.map((blocker) => (
                <Chip key={blocker} tone={BLOCKER_TONE[blocker]}>
                  {words.today.blocker[blocker]}
                </Chip>
              ))}
        </dd>
      </dl>
      <div className={styles['panelActs']}>
        <Button fullWidth onClick={() => openWorkspace(appointment.patientId)}>
          {words.calendar.openWorkspace}
        </Button>
      </div>
    </aside>
  )
}
