import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { DayAppointment } from '../../../shared/contract/desk/calendar.ts'
import type { ConcernKind } from '../../../shared/domain/bookingConcerns.ts'
import type { StaffId } from '../../../shared/domain/ids.ts'
import type { Instant } from '../../../shared/domain/time.ts'
import { useOfferUndo } from '../../components/undo/useOfferUndo.tsx'
import { useApi } from '../../state/ClientProvider.tsx'
import { useTimeZone } from '../../state/useSession.ts'
import { useToday } from '../../state/useToday.ts'
import { formats, words } from '../../words/words.ts'
import { timeFailureOf, type BookFailure, type TimeError } from '../booking/useBook.ts'

export type MoveRequest = {
  readonly practitionerId: StaffId
  readonly startsAt: Instant
  /** Null: as long as before. */
  readonly endsAt: Instant | null
  /** By e-mail, where that can be (R6.6). */
  readonly tell: boolean
  readonly despite: readonly ConcernKind[]
  readonly overbookReason: string | null
}

/** Moves a visit, says so and offers to undo it (R6.2); what went wrong is `failure`. */
export function useMove() {
  const queryClient = useQueryClient()
  const timeZone = useTimeZone()
  const today = useToday()
  const { ofVisit } = useOfferUndo()
  const moving = useMutation(
    useApi().calendar.move.mutationOptions({ onSettled: () => queryClient.invalidateQueries() }),
  )
  /** @returns why it does not stand there now; null where it does */
  const move = async (appointment: DayAppointment, request: MoveRequest): Promise<BookFailure | null> => {
    const { id, version } = appointment
    try {
      const moved = await moving.mutateAsync({ id, seenVersion: version, ...request, despite: [...request.despite] })
      if (moved.version === version) return null
      const day = formats.weekdayDay(moved.startsAt, timeZone, today)
      const { isMoved, isMovedTold, isMovedUntold, isAsLong, isAsLongTold, isAsLongUntold } = words.calendar.moving
      const isUntold = moved.blockers.includes('notTold')
      if (moved.startsAt === appointment.startsAt && moved.practitionerId === appointment.practitionerId) {
        const [from, to] = [formats.clock(moved.startsAt, timeZone), formats.clock(moved.endsAt, timeZone)]
        const range = words.calendar.range(from, to)
        const said = isUntold ? isAsLongUntold : moved.leavesAt ? isAsLongTold : isAsLong
        ofVisit(said(moved.patientName, words.common.dayAndClock(day, range)), moved, moved.leavesAt)
        return null
      }
      const said = isUntold ? isMovedUntold : moved.leavesAt ? isMovedTold : isMoved
      ofVisit(said(moved.patientName, day, formats.clock(moved.startsAt, timeZone)), moved, moved.leavesAt)
      return null
    } catch (error) {
      return timeFailureOf(error as TimeError) // what the mutation rejects with
    }
  }
  return {
    move,
    reset: moving.reset,
    failure: moving.error && timeFailureOf(moving.error),
    isPending: moving.isPending,
  }
}
