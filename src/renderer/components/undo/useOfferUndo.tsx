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
import { aboutOf, readAgain, takeBack, type UndoWay } from './undoWay.ts'

type Offered = Pick<UndoOffer, 'message' | 'leavesAt'> & ({ readonly way: UndoWay } | Pick<UndoOffer, 'about' | 'undo'>)

/** Says what was done, and offers to take it back (R10.4). */
export function useOfferUndo() {
  const client = useClient()
  const queryClient = useQueryClient()
  const clock = useClock()
  const offer = useCallback(
    (offered: Offered) => {
      const { message, leavesAt } = offered
      const way = 'way' in offered ? offered.way : null
      const { about, undo } =
        'way' in offered ? { about: aboutOf(offered.way), undo: () => takeBack(client, offered.way) } : offered
      const undoAndAsk = async () => {
        await undo().finally(() => void queryClient.invalidateQueries())
        if (way) readAgain(way)
      }
      showUndo({ message, leavesAt, about, way, undo: undoAndAsk }, clock, (acts) => (
        <UndoToast message={message} {...acts} />
      ))
    },
    [client, clock, queryClient],
  )
  return {
    offer,
    /** An act on a visit, which made the version that it has now. @param until its confirmation leaves, if one does */
    ofVisit: useCallback(
      (message: string, { id, version }: Pick<DayAppointment, 'id' | 'version'>, until: Instant | null = null) =>
        offer({ message, leavesAt: until, way: { kind: 'visit', id, seenVersion: version } }),
      [offer],
    ),
    /** Likewise an act on several visits. */
    ofSeries: useCallback(
      (message: string, visits: readonly Pick<DayAppointment, 'id' | 'version'>[], until: Instant | null = null) => {
        const seen = visits.map(({ id, version }) => ({ id, seenVersion: version }))
        offer({ message, leavesAt: until, way: { kind: 'series', seen } })
      },
      [offer],
    ),
    /** An e-mail that waits for its countdown (R9.3); null where none was left. */
    ofSending: useCallback(
      (message: string, leaving: Leaving | null) => {
        if (!leaving) return notifyDone(message)
        const { mailId, leavesAt } = leaving
        offer({ message, leavesAt, way: { kind: 'mail', mailId } })
      },
      [offer],
    ),
  }
}
