import type { DayAppointment } from '../../../shared/contract/desk/calendar.ts'
import { StaffId } from '../../../shared/domain/ids.ts'
import { existingInstantOf } from '../../../shared/domain/meantTime.ts'
import { isToldByDefault } from '../../../shared/domain/telling.ts'
import { ClockTime, MINUTE, minutesBetween, plusMilliseconds, type Instant } from '../../../shared/domain/time.ts'
import { notifyFailure } from '../../components/notify.ts'
import { useClient } from '../../state/ClientProvider.tsx'
import { useClock, useTimeZone } from '../../state/useSession.ts'
import { toComeOf } from '../useSeriesToCome.ts'
import type { Dropped } from './DayGrid.tsx'
import type { GridColumn } from './dayView.ts'
import type { MoveTo } from './MoveForm.tsx'
import { useMove } from './useMove.ts'

/**
 * R6.2: a visit that was dropped goes there at once; where that is out of the ordinary, taken or with somebody who is not
 * here any more, or others of its series follow it, it is asked about first. Whoever knows of it is told by e-mail (R6.6).
 * @param onAsk the form in which it is said, and possible on purpose (R6.4)
 */
export function useDrop(
  appointments: readonly DayAppointment[],
  columns: readonly GridColumn[],
  onAsk: (id: DayAppointment['id'], to: MoveTo) => void,
) {
  const timeZone = useTimeZone()
  const clock = useClock()
  const client = useClient()
  const { move } = useMove()
  // Others of its series may be meant too.
  const follows = async (id: DayAppointment['id']) => {
    const visits = await client.series.ofVisit({ id })
    return toComeOf(visits, id, clock()).following.length > 1
  }
  const drop = async ({ id, at, until, columnId }: Dropped) => {
    const appointment = appointments.find((each) => each.id === id)
    const column = columns.find((each) => each.id === columnId)
    const time = ClockTime.safeParse(at)
    const whom = StaffId.safeParse(column?.practitionerId)
    if (!appointment || !column || !time.success || !whom.success) return
    const startsAt = existingInstantOf(column.on, time.data, timeZone)
    const endsAt = startsAt && until !== null ? endOf(startsAt, at, until) : null
    const minutes = startsAt && endsAt ? minutesBetween(startsAt, endsAt) : null
    const ask = { on: column.on, at, minutes, practitionerId: whom.data }
    if (!startsAt || !column.isBookable) return onAsk(appointment.id, ask)
    if (appointment.series && (await follows(appointment.id))) return onAsk(appointment.id, ask)
    const tell = isToldByDefault(appointment, clock())
    const request = { practitionerId: whom.data, startsAt, endsAt, tell, despite: [], overbookReason: null }
    void move(appointment, request).then((refused) => {
      if (refused?.kind === 'odd' || refused?.kind === 'taken') onAsk(appointment.id, ask)
      if (refused?.kind === 'other') notifyFailure(refused.error)
    })
  }
  return (dropped: Dropped) => {
    drop(dropped).catch(notifyFailure)
  }
}

/** As long as it was drawn, also where the clocks change meanwhile. */
function endOf(startsAt: Instant, at: string, until: string): Instant {
  const minutes = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))
  return plusMilliseconds(startsAt, ((minutes(until) - minutes(at) + DAY_MINUTES) % DAY_MINUTES) * MINUTE)
}

const DAY_MINUTES = 24 * 60
