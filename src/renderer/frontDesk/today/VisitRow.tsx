import { Button } from '@mantine/core'
import { IconWorld } from '@tabler/icons-react'
import { memo, type KeyboardEvent } from 'react'
import type { DayAppointment } from '../../../shared/contract/desk/calendar.ts'
import { minutesBetween } from '../../../shared/domain/time.ts'
import { Avatar } from '../../components/Avatar.tsx'
import { notifyDone } from '../../components/notify.ts'
import { openWorkspace } from '../../components/openWorkspace.ts'
import { Chip } from '../../components/Pill.tsx'
import { keyPressed, STATUS_KEYS } from '../../keys/keys.ts'
import { useDeskStore } from '../../state/ClientProvider.tsx'
import { useTimeZone } from '../../state/useSession.ts'
import { formats, words } from '../../words/words.ts'
import { willComeMark } from '../onlineMarks.ts'
import { serviceLine } from '../serviceLine.ts'
import { StatusMenu } from '../StatusMenu.tsx'
import { openTellMenu, TellMenu } from '../TellMenu.tsx'
import { useSetStatus } from '../useSetStatus.ts'
import { VisitMarks } from '../VisitMarks.tsx'
import { openVisitNotes } from '../VisitNotesForm.tsx'
import styles from './today.module.css'
import type { PractitionerColumn } from './TodayPage.tsx'
import { actOf, BLOCKER_TONE } from './todayView.ts'
import { useNudge } from './useNudge.ts'

/** One visit: when, who, for what, with whom, what is missing, and its status or the act that settles it. */
export const VisitRow = memo(function VisitRow(props: {
  readonly appointment: DayAppointment
  readonly practitioner: PractitionerColumn | undefined
  readonly isUpNext: boolean
}) {
  const { appointment, practitioner } = props
  const timeZone = useTimeZone()
  const setStatus = useSetStatus()
  const willCome = willComeMark(appointment)
  const what = serviceLine(appointment)
  const pressed = (event: KeyboardEvent) => {
    // A menu of the row stands elsewhere in the page, and has letters of its own.
    if (event.repeat || event.defaultPrevented || !isWithin(event)) return
    if (keyPressed(['tell'], event)) {
      event.preventDefault()
      if (!openTellMenu(event.currentTarget)) notifyDone(words.today.nothingToTell(appointment.patientName))
      return
    }
    if (keyPressed(['notes'], event)) {
      event.preventDefault()
      return openVisitNotes(appointment)
    }
    const status = keyPressed(STATUS_KEYS, event)
    if (!status) return
    event.preventDefault()
    setStatus(appointment, status)
  }
  return (
    <li
      className={styles['row']}
      data-visit={appointment.id}
      data-next={props.isUpNext || undefined}
      onKeyDown={pressed}
    >
      <span className={styles['when']}>
        <strong>{formats.clock(appointment.startsAt, timeZone)}</strong>{' '}
        {words.common.minutes(minutesBetween(appointment.startsAt, appointment.endsAt))}
      </span>
      <span className={styles['who']}>
        <button
          type="button"
          data-row
          className={styles['open']}
          title={appointment.patientName}
          onClick={() => openWorkspace(appointment.patientId)}
        >
          <bdi>{appointment.patientName}</bdi>
        </button>
        <span className={styles['age']}>{appointment.patientAge}</span>
      </span>
      <span className={styles['service']} title={what} dir="auto">
        {what}
      </span>
      <span className={styles['practitioner']}>
        {practitioner ? <Avatar name={practitioner.name} tint={practitioner.tint} /> : null}
        <span className={styles['cut']}>{practitioner?.name}</span>
      </span>
      <span className={styles['blockers']}>
        {appointment.isBookedOnline ? (
          <IconWorld size={16} stroke={1.75} role="img" aria-label={words.today.online.booked} />
        ) : null}
        {willCome === null ? null : <Chip tone="good">{willCome}</Chip>}
        <VisitMarks visit={appointment} />
        {appointment.blockers.length === 0 && appointment.alert === null ? (
          <span className={styles['nothing']}>{words.today.nothingMissing}</span>
        ) : (
          appointment.blockers.map((blocker) =>
            blocker === 'notTold' ? (
              <TellMenu
                key={blocker}
                visit={appointment}
                hasEmail={appointment.hasEmail}
                patientName={appointment.patientName}
                isKeyShown
              />
            ) : (
              <Chip key={blocker} tone={BLOCKER_TONE[blocker]}>
                {words.today.blocker[blocker]}
              </Chip>
            ),
          )
        )}
        <SettleAct appointment={appointment} />
      </span>
      <span className={styles['status']}>
        <StatusMenu appointment={appointment} />
      </span>
    </li>
  )
})

function isWithin({ currentTarget, target }: KeyboardEvent): boolean {
  return target instanceof Node && currentTarget.contains(target)
}

function SettleAct(props: { readonly appointment: DayAppointment }) {
  const { appointment } = props
  const setPatientForm = useDeskStore((desk) => desk.setPatientForm)
  const nudge = useNudge()
  const act = actOf(appointment)
  if (!act) return null
  const label = words.today.act[act]
  return (
    <Button
      size="xs"
      className={styles['act'] ?? ''}
      aria-label={words.today.actFor(label, appointment.patientName)}
      loading={nudge.isPending}
      onClick={() =>
        act === 'nudge'
          ? nudge.mutate(appointment)
          : setPatientForm({ kind: 'change', patientId: appointment.patientId, at: 'email' })
      }
    >
      {label}
    </Button>
  )
}
