import { Menu } from '@mantine/core'
import type { DayAppointment } from '../../shared/contract/desk/calendar.ts'
import { Key, Pill } from '../components/Pill.tsx'
import { useTimeZone } from '../state/useSession.ts'
import { formats, words } from '../words/words.ts'
import styles from './statusMenu.module.css'
import { nextStatuses, STATUS_KEYS, STATUS_TONE } from './today/todayView.ts'
import { useSetStatus } from './useSetStatus.ts'

/** "Arrived 13:41": the status and, behind it, the others. */
export function StatusMenu(props: { readonly appointment: DayAppointment }) {
  const { appointment } = props
  const timeZone = useTimeZone()
  const setStatus = useSetStatus()
  const plain = words.today.status[appointment.status]
  const label =
    appointment.status === 'arrived'
      ? words.today.statusSince(plain, formats.clock(appointment.statusAt, timeZone))
      : plain
  return (
    <Menu position="bottom-end" width={230}>
      <Menu.Target>
        <button
          type="button"
          className={styles['target']}
          aria-label={words.today.changeStatus(appointment.patientName, label)}
        >
          <Pill tone={STATUS_TONE[appointment.status]}>{label}</Pill>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {nextStatuses(appointment.status).map((status) => (
          <Menu.Item
            key={status}
            {...(status === 'cancelled' ? { color: 'bad' } : {})}
            rightSection={<StatusKey status={status} />}
            onClick={() => setStatus(appointment, status)}
          >
            {words.today.mark[status]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

function StatusKey(props: { readonly status: string }) {
  const key = Object.entries(STATUS_KEYS).find(([, status]) => status === props.status)?.[0]
  return key ? <Key>{key.toUpperCase()}</Key> : null
}
