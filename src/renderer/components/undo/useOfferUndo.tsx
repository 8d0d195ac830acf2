import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { Leaving } from '../../../shared/contract/desk/outbox.ts'
import type { DayAppointment } from '../../../shared/contract/desk/calendar.ts'
import type { Instant } from '../../../shared/domain/time.ts'
import { useClient } from '../../state/ClientProvider.tsx'
import { useClock } from '../../state/useSession.ts'
import { notifyDone } from '../notify.ts'
import { showUndo, type UndoOffer } from './lastAct.ts'
import { UndoToast } from './UndoToast.tsx'

/** Says what was done, and offers to take it back (R10.4). */
export function useOfferUndo() {
  const client = useClient()
  const queryClient = useQueryClient()
  const clock = useClock()
  const offer = useCallback(
    (offered: UndoOffer) =>
      showUndo(
        { ...offered, undo: () => offered.undo().finally(() => void queryClient.invalidateQueries()) },
        clock,
        (acts) => <UndoToast message={offered.message} {...acts} />,
      ),
    [clock, queryClient],
  )
  return {
    offer,
    /** An act on a visit, which made the version that it has now. @param until its confirmation leaves, if one does */
    ofVisit: useCallback(
      (message: string, { id, version }: Pick<DayAppointment, 'id' | 'version'>, until: Instant | null = null) =>
        offer({
          ...{ message, about: id, leavesAt: until },
          undo: () => client.calendar.undo({ id, seenVersion: version }),
        }),
      [client, offer],
    ),
    /** An e-mail that waits for its countdown (R9.3); null where none was left. */
    ofSending: useCallback(
      (message: string, leaving: Leaving | null) => {
        if (!leaving) return notifyDone(message)
        const { mailId, leavesAt } = leaving
        offer({ message, about: mailId, leavesAt, undo: () => client.outbox.undo({ mailId }) })
      },
      [client, offer],
    ),
  }
}
