import { z } from 'zod'
import { plusMilliseconds, SECOND, type Instant } from './time.ts'

/** R10.4: for so long after an act there is a way back. */
export const UNDO_SECONDS = 10
/** An Undo that was pressed in the last moment may be on its way for so long. */
const ON_ITS_WAY_SECONDS = 5

/** What can be done to a visit, and undone. */
export const VisitAct = z.enum(['booked', 'statusChanged', 'moved', 'told', 'noted', 'called'])
export type VisitAct = z.infer<typeof VisitAct>

/** What the desk does for itself: nobody's records have it. */
export function staysAtDesk(act: VisitAct): boolean {
  return act === 'noted' || act === 'called'
}

/** Until when Undo is offered. @param leavesAt of an e-mail that the act left in the outbox; afterwards it has left */
export function undoOfferedUntil(doneAt: Instant, leavesAt: Instant | null): Instant {
  const until = plusMilliseconds(doneAt, UNDO_SECONDS * SECOND)
  return leavesAt !== null && leavesAt < until ? leavesAt : until
}

/** Whether what was done then may be undone now. */
export function canBeUndone(doneAt: Instant, now: Instant): boolean {
  return now <= plusMilliseconds(doneAt, (UNDO_SECONDS + ON_ITS_WAY_SECONDS) * SECOND)
}
