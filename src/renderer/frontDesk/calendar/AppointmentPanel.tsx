import { Button, CloseButton } from '@mantine/core'
import type { DayAppointment } from '../../../shared/contract/desk/calendar.ts'
import { openWorkspace } from '../../components/openWorkspace.ts'
import { Chip } from '../../components/Pill.tsx'
import { useTimeZone } from '../../state/useSession.ts'
import { useToday } from '../../state/useToday.ts'
import { formats, words } from '../../words/words.ts'
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
  const today = useToday()
  const from = formats.clock(appointment.startsAt, timeZone)
  const to = formats.clock(appointment.endsAt, timeZone)
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
          {words.common.dayAndClock(
            formats.weekdayDay(appointment.startsAt, timeZone, today),
            words.calendar.range(from, to),
          )}
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
