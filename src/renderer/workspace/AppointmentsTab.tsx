import { Button } from '@mantine/core'
import { canBeMoved, isPast } from '../../shared/domain/appointments.ts'
import { minutesBetween } from '../../shared/domain/time.ts'
import { IconCalendar } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { PatientAppointment } from '../../shared/contract/desk/calendar.ts'
import type { PatientId } from '../../shared/domain/ids.ts'
import { EmptyState, ErrorState, SkeletonRows } from '../components/ListStates.tsx'
import { Pill } from '../components/Pill.tsx'
import rows from '../components/rows.module.css'
import { visitTime } from '../format/moments.ts'
import { usePrintedSlip } from '../frontDesk/usePrintedSlip.tsx'
import { SeriesMark } from '../frontDesk/SeriesMark.tsx'
import { TellMenu } from '../frontDesk/TellMenu.tsx'
import { STATUS_TONE } from '../frontDesk/today/todayView.ts'
import { useApi } from '../state/ClientProvider.tsx'
import { useNow, useTimeZone } from '../state/useSession.ts'
import { words } from '../words/words.ts'

/** Every visit of this patient: what comes, the next first; what has been, the last first. */
export function AppointmentsTab(props: {
  readonly patientId: PatientId
  readonly patientName: string
  readonly hasEmail: boolean
}) {
  const query = useQuery(useApi().calendar.ofPatient.queryOptions({ input: { patientId: props.patientId } }))
  const now = useNow()
  const slip = usePrintedSlip()
  const t = words.workspace.appointments
  if (query.isPending) {
    return (
      <div className={rows['rows']}>
        <SkeletonRows count={6} />
      </div>
    )
  }
  if (!query.data) return <ErrorState title={t.couldNotLoad} error={query.error} onRetry={() => void query.refetch()} />
  if (query.data.length === 0) {
    return (
      <EmptyState
        icon={<IconCalendar size={28} stroke={1.5} aria-hidden="true" />}
        title={t.empty}
        hint={t.emptyText}
      />
    )
  }
  const byTime = [...query.data].sort((one, other) => (one.startsAt < other.startsAt ? -1 : 1))
  const upcoming = byTime.filter((visit) => !isPast(visit, now))
  const past = byTime.filter((visit) => isPast(visit, now)).reverse()
  return (
    <>
      <Visits {...props} title={t.upcoming} none={t.noneUpcoming} visits={upcoming}>
        {upcoming.some(({ status, startsAt }) => canBeMoved(status) && startsAt > now) ? (
          <Button size="xs" onClick={() => slip.print(props.patientId, null)}>
            {words.calendar.slip.actAll}
          </Button>
        ) : null}
      </Visits>
      {slip.paper}
      {past.length > 0 ? <Visits {...props} title={t.past} none="" visits={past} /> : null}
    </>
  )
}

function Visits(props: {
  readonly title: string
  readonly none: string
  readonly visits: readonly PatientAppointment[]
  readonly patientName: string
  readonly hasEmail: boolean
  /** What can be done with all of them. */
  readonly children?: ReactNode
}) {
  const now = useNow()
  const timeZone = useTimeZone()
  return (
    <>
      <h2 className={rows['group']}>
        {props.title}
        {props.visits.length === 0 ? <span className={rows['groupNote']}>{props.none}</span> : null}
        {props.children}
      </h2>
      {props.visits.length > 0 ? (
        <ul className={rows['rows']}>
          {props.visits.map((visit) => (
            <li key={visit.id} className={rows['row']}>
              <time className={`${rows['when']} ${rows['strong']}`} dateTime={visit.startsAt}>
                {visitTime(visit.startsAt, timeZone, now)}
              </time>
              <span className={rows['quiet']}>
                {words.common.minutes(minutesBetween(visit.startsAt, visit.endsAt))}
              </span>
              <span className={rows['main']}>
                {visit.serviceName} <SeriesMark series={visit.series} />
              </span>
              <span className={rows['second']}>
                {words.workspace.appointments.withReason(visit.practitionerName, visit.cancelReason)}
              </span>
              <span className={rows['end']}>
                {visit.isTold ? null : (
                  <TellMenu visit={visit} hasEmail={props.hasEmail} patientName={props.patientName} />
                )}
                <Pill tone={STATUS_TONE[visit.status]}>{words.today.status[visit.status]}</Pill>
              </span>
            </li>
          ))}
        </ul>
      ) : null}
    </>
  )
}
