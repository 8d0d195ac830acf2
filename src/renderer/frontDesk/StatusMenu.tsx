import { Menu } from '@mantine/core'
import { useState, type KeyboardEvent } from 'react'
import type { DayAppointment } from '../../shared/contract/desk/calendar.ts'
import { nextStatuses } from '../../shared/domain/appointments.ts'
import type { AppointmentStatus } from '../../shared/domain/visibility.ts'
import { Pill } from '../components/Pill.tsx'
import { KeyOf } from '../keys/KeyOf.tsx'
import { ariaShortcut, keyPressed, STATUS_KEYS } from '../keys/keys.ts'
import { useTimeZone } from '../state/useSession.ts'
import { useToday } from '../state/useToday.ts'
import { words } from '../words/words.ts'
import styles from './statusMenu.module.css'
import { useSetStatus } from './useSetStatus.ts'
import { useVisitStanding } from './useVisitStanding.ts'
import { openVisitNotes } from './VisitNotesForm.tsx'

/**
 * "Waiting 43 min", "15 min late", "In session": the status as it stands to the clock and, behind it, the others; the
 * letters that are shown there work there.
 */
export function StatusMenu(props: { readonly appointment: DayAppointment }) {
  const { appointment } = props
  const timeZone = useTimeZone()
  const setStatus = useSetStatus()
  const [isOpen, setOpen] = useState(false)
  const { label, since, tone } = useVisitStanding(appointment)
  const offered = nextStatuses(appointment, { today: useToday(), timeZone })
  const pressed = (event: KeyboardEvent) => {
    if (keyPressed(['notes'], event) && !event.repeat) {
      event.preventDefault()
      setOpen(false)
      return openVisitNotes(appointment)
    }
    const status = keyPressed(STATUS_KEYS, event)
    if (!status || event.repeat || !offered.includes(status)) return
    event.preventDefault()
    setOpen(false)
    setStatus(appointment, status)
  }
  return (
    <Menu position="bottom-end" width={230} opened={isOpen} onChange={setOpen}>
      <Menu.Target>
        <button
          type="button"
          className={styles['target']}
          title={since}
          aria-label={words.today.changeStatus(appointment.patientName, label)}
        >
          <Pill tone={tone}>{label}</Pill>
        </button>
      </Menu.Target>
      <Menu.Dropdown onKeyDown={pressed}>
        {offered.map((status) => {
          const key = keyOf(status)
          return (
            <Menu.Item
              key={status}
              {...(status === 'cancelled' ? { color: 'bad' } : {})}
              {...(key ? { 'aria-keyshortcuts': ariaShortcut(key), rightSection: <KeyOf name={key} /> } : {})}
              onClick={() => setStatus(appointment, status)}
            >
              {words.today.mark[status]}
            </Menu.Item>
          )
        })}
        <Menu.Divider />
        <Menu.Item
          aria-keyshortcuts={ariaShortcut('notes')}
          rightSection={<KeyOf name="notes" />}
          onClick={() => openVisitNotes(appointment)}
        >
          {words.today.notes.act}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

function keyOf(status: AppointmentStatus) {
  return STATUS_KEYS.find((each) => each === status)
}
