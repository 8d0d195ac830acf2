import type { DayAppointment } from '../../../shared/contract/desk/calendar.ts'
import { StaffId } from '../../../shared/domain/ids.ts'
import { existingInstantOf } from '../../../shared/domain/meantTime.ts'
import { ClockTime } from '../../../shared/domain/time.ts'
import { notifyFailure } from '../../components/notify.ts'
import { useTimeZone } from '../../state/useSession.ts'
import type { Dropped } from './DayGrid.tsx'
import type { GridColumn } from './dayView.ts'
import type { MoveTo } from './MoveForm.tsx'
import { useMove } from './useMove.ts'

/**
 * R6.2: a visit that was dropped goes there at once; where that is out of the ordinary, taken or with somebody who is not
 * here any more, it is asked about first.
 * @param onAsk the form in which it is said, and possible on purpose (R6.4)
 */
export function useDrop(
  appointments: readonly DayAppointment[],
  columns: readonly GridColumn[],
  onAsk: (id: DayAppointment['id'], to: MoveTo) => void,
) {
  const timeZone = useTimeZone()
  const { move } = useMove()
  return ({ id, at, columnId }: Dropped) => {
    const appointment = appointments.find((each) => each.id === id)
    const column = columns.find((each) => each.id === columnId)
    const clock = ClockTime.safeParse(at)
    const whom = StaffId.safeParse(column?.practitionerId)
    if (!appointment || !column || !clock.success || !whom.success) return
    const ask = { on: column.on, at, practitionerId: whom.data }
    const startsAt = existingInstantOf(column.on, clock.data, timeZone)
    if (!startsAt || !column.isBookable) return onAsk(appointment.id, ask)
    const request = { practitionerId: whom.data, startsAt, despite: [], overbookReason: null }
    void move(appointment, request).then((refused) => {
      if (refused?.kind === 'odd' || refused?.kind === 'taken') onAsk(appointment.id, ask)
      if (refused?.kind === 'other') notifyFailure(refused.error)
    })
  }
}
