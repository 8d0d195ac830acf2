import { Button, CloseButton } from '@mantine/core'
import { Fragment, useEffect, useRef } from 'react'
import type { DayAppointment } from '../../../shared/contract/desk/calendar.ts'
import { canBeMoved } from '../../../shared/domain/appointments.ts'
import { VISIT_NOTES } from '../../../shared/domain/visitNotes.ts'
import { dayOf } from '../../../shared/domain/zone.ts'
import { openWorkspace } from '../../components/openWorkspace.ts'
import { saveFile } from '../../components/saveFile.ts'
import { useAct } from '../../components/useAct.ts'
import { Chip } from '../../components/Pill.tsx'
import { KeyOf } from '../../keys/KeyOf.tsx'
import { ariaShortcut } from '../../keys/keys.ts'
import { useClient } from '../../state/ClientProvider.tsx'
import { useNow, useTimeZone } from '../../state/useSession.ts'
import { useToday } from '../../state/useToday.ts'
import { formats, words } from '../../words/words.ts'
import { willComeMark } from '../onlineMarks.ts'
import { StatusMenu } from '../StatusMenu.tsx'
import { TellMenu } from '../TellMenu.tsx'
import { BLOCKER_TONE } from '../today/todayView.ts'
import { usePrintedSlip } from '../usePrintedSlip.tsx'
import { useSetStatus } from '../useSetStatus.ts'
import { openVisitNotes } from '../VisitNotesForm.tsx'
import styles from './calendar.module.css'
import { MoveForm, type MoveTo } from './MoveForm.tsx'

/** A visit is being moved; to where somebody dropped it, if anybody did. */
export type Moving = { readonly to: MoveTo | null }

/** One visit chosen in the calendar: its facts, its status, and the way to the chart. */
export function AppointmentPanel(props: {
  readonly appointment: DayAppointment
  readonly practitioner: { readonly name: string } | undefined
  /** Null while it is looked at. */
  readonly moving: Moving | null
  readonly onMove: (moving: Moving | null) => void
  readonly onClose: () => void
}) {
  const { appointment } = props
  const timeZone = useTimeZone()
  const today = useToday()
  const acts = useRef<HTMLDivElement>(null)
  const wasMoving = useRef(false)
  const isMoving = props.moving !== null
  const setStatus = useSetStatus()
  const willCome = willComeMark(appointment)
  const slip = usePrintedSlip()
  const client = useClient()
  const file = useAct(client.files.visit, {
    onDone: ({ text }) => saveFile(`visit-${dayOf(appointment.startsAt, timeZone)}.ics`, text, 'text/calendar'),
  })
  const now = useNow()
  useEffect(() => {
    // Where moving began (R10.4).
    if (wasMoving.current && !isMoving) acts.current?.querySelector('button')?.focus()
    wasMoving.current = isMoving
  }, [isMoving])
  const from = formats.clock(appointment.startsAt, timeZone)
  const to = formats.clock(appointment.endsAt, timeZone)
  return (
    <aside className={styles['panel']} aria-label={words.calendar.details} data-visit-panel>
      <div className={styles['panelHead']}>
        <h2 className={styles['panelTitle']} dir="auto">
          {appointment.patientName}
        </h2>
        <CloseButton aria-label={words.calendar.closePanel} onClick={props.onClose} />
      </div>
      <dl className={styles['facts']}>
        <dt>{words.calendar.status}</dt>
        <dd>
          <StatusMenu appointment={appointment} />{' '}
          {appointment.isBookedOnline ? <Chip tone="plain">{words.today.online.booked}</Chip> : null}{' '}
          {willCome === null ? null : <Chip tone="good">{willCome}</Chip>}
        </dd>
        {appointment.cancelReason === null ? null : (
          <>
            <dt>{words.calendar.cancelReason}</dt>
            <dd dir="auto">{appointment.cancelReason}</dd>
          </>
        )}
        <dt>{words.calendar.when}</dt>
        <dd>
          {words.common.dayAndClock(
            formats.weekdayDay(appointment.startsAt, timeZone, today),
            words.calendar.range(from, to),
          )}
        </dd>
        {appointment.series ? (
          <>
            <dt>{words.calendar.repeat.which}</dt>
            <dd>{words.calendar.repeat.number(appointment.series.number, appointment.series.of)}</dd>
          </>
        ) : null}
        <dt>{words.calendar.service}</dt>
        <dd>{appointment.serviceName}</dd>
        {VISIT_NOTES.map((field) =>
          appointment[field] === null ? null : (
            <Fragment key={field}>
              <dt>{words.calendar.notes[field]}</dt>
              <dd dir="auto" className={styles['noted']}>
                {field === 'alert' ? <Chip tone="bad">{appointment.alert}</Chip> : appointment[field]}
              </dd>
            </Fragment>
          ),
        )}
        <dt>{words.calendar.practitioner}</dt>
        <dd>{props.practitioner?.name}</dd>
        <dt>{words.calendar.missing}</dt>
        <dd className={styles['chips']}>
          {appointment.blockers.length === 0
            ? words.today.nothingMissing
            : appointment.blockers.map((blocker) =>
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
              )}
        </dd>
      </dl>
      {canBeMoved(appointment.status) && props.moving ? (
        <div className={styles['panelMoving']}>
          <MoveForm
            key={JSON.stringify(props.moving)}
            appointment={appointment}
            to={props.moving.to}
            onDone={() => props.onMove(null)}
          />
        </div>
      ) : null}
      <div className={styles['panelActs']} ref={acts} hidden={isMoving}>
        {canBeMoved(appointment.status) ? (
          <Button
            fullWidth
            rightSection={<KeyOf name="moveVisit" />}
            aria-keyshortcuts={ariaShortcut('moveVisit')}
            onClick={() => props.onMove({ to: null })}
          >
            {words.calendar.moving.act}
          </Button>
        ) : null}
        {canBeMoved(appointment.status) && appointment.startsAt > now ? (
          <Button fullWidth onClick={() => slip.print(appointment.patientId, appointment.id)}>
            {words.calendar.slip.act}
          </Button>
        ) : null}
        {canBeMoved(appointment.status) && appointment.startsAt > now ? (
          <Button fullWidth onClick={() => file.run({ appointmentId: appointment.id })}>
            {words.calendar.file.visit}
          </Button>
        ) : null}
        <Button
          fullWidth
          rightSection={<KeyOf name="notes" />}
          aria-keyshortcuts={ariaShortcut('notes')}
          onClick={() => openVisitNotes(appointment)}
        >
          {words.today.notes.act}
        </Button>
        <Button fullWidth onClick={() => openWorkspace(appointment.patientId)}>
          {words.calendar.openWorkspace}
        </Button>
        {canBeMoved(appointment.status) ? (
          <Button fullWidth variant="subtle" color="bad" onClick={() => setStatus(appointment, 'cancelled')}>
            {words.today.mark.cancelled}
          </Button>
        ) : null}
      </div>
      {slip.paper}
    </aside>
  )
}
