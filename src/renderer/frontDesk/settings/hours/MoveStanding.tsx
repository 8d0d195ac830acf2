import { modals } from '@mantine/modals'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { DayAppointment } from '../../../../shared/contract/desk/calendar.ts'
import type { StandingVisit } from '../../../../shared/contract/desk/hours.ts'
import { dayOf } from '../../../../shared/domain/zone.ts'
import { ErrorState, SkeletonRows } from '../../../components/ListStates.tsx'
import { useApi } from '../../../state/ClientProvider.tsx'
import { useTimeZone } from '../../../state/useSession.ts'
import { words } from '../../../words/words.ts'
import { MoveForm } from '../../calendar/MoveForm.tsx'

/**
 * Moves a visit from where it is shown. The dialog is the window's own: what is typed and submitted in it never reaches
 * the form beside whose list it was opened.
 */
export function openMoveStanding(visit: StandingVisit): void {
  const modalId = modals.open({
    title: words.calendar.moving.label(visit.patientName),
    closeButtonProps: { 'aria-label': words.common.close },
    children: <MoveStanding visit={visit} onDone={() => modals.close(modalId)} />,
  })
}

function MoveStanding(props: { readonly visit: StandingVisit; readonly onDone: () => void }) {
  const { visit, onDone } = props
  const on = dayOf(visit.startsAt, useTimeZone())
  const day = useQuery(useApi().calendar.day.queryOptions({ input: { on }, staleTime: 0 }))
  // As it was first seen: what others do to it meanwhile is refused and said, and once it is moved it is not on this day.
  const [seen, setSeen] = useState<DayAppointment | null>(null)
  const current = day.data?.appointments.find(({ id }) => id === visit.id)
  if (!seen && current) setSeen(current)
  if (seen) return <MoveForm appointment={seen} to={null} onDone={onDone} />
  if (day.isError) {
    return <ErrorState title={words.calendar.couldNotLoad.day} error={day.error} onRetry={() => void day.refetch()} />
  }
  return day.isFetching ? <SkeletonRows count={3} /> : <p>{words.settings.hours.off.elsewhere}</p>
}
