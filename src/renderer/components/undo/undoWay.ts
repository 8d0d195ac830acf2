import { z } from 'zod'
import { Version } from '../../../shared/contract/desk/common.ts'
import { assertNever } from '../../../shared/domain/assertNever.ts'
import { AppointmentId, InboxItemId, MailId, PlanId, WaitingEntryId } from '../../../shared/domain/ids.ts'
import { Instant } from '../../../shared/domain/time.ts'
import { setParam } from '../../address/useParam.ts'
import type { DeskClient } from '../../state/client.ts'

/** What takes an act back, by ids alone: so it outlives F5 and says nothing of anybody. */
export const UndoWay = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('visit'), id: AppointmentId, seenVersion: Version }),
  /** Visits that were booked or cancelled at once (R6.2). */
  z.object({ kind: z.literal('series'), seen: z.array(z.object({ id: AppointmentId, seenVersion: Version })).min(1) }),
  z.object({ kind: z.literal('mail'), mailId: MailId }),
  z.object({ kind: z.literal('plan'), planId: PlanId, version: Version }),
  /** With the e-mail that settling it left on its way. */
  z.object({ kind: z.literal('settling'), id: InboxItemId, doneAt: Instant, mailId: MailId.nullable() }),
  /** Whose chart somebody's booking is in (R6.5). */
  z.object({ kind: z.literal('match'), id: InboxItemId }),
  z.object({ kind: z.literal('answer'), id: InboxItemId, seenVersion: Version }),
  /** R6.2: whoever was taken off the waiting list. */
  z.object({ kind: z.literal('waiting'), id: WaitingEntryId }),
  z.object({ kind: z.literal('keptBoth'), id: InboxItemId, seenVersion: Version }),
])
export type UndoWay = z.infer<typeof UndoWay>

/** What it was done to. */
export function aboutOf(way: UndoWay): string {
  switch (way.kind) {
    case 'visit':
    case 'settling':
    case 'match':
    case 'answer':
    case 'keptBoth':
    case 'waiting':
      return way.id
    case 'series':
      return way.seen.map(({ id }) => id).join(' ')
    case 'mail':
      return way.mailId
    case 'plan':
      return way.planId
    default:
      return assertNever(way)
  }
}

export async function takeBack(client: DeskClient, way: UndoWay): Promise<void> {
  switch (way.kind) {
    case 'visit':
      await client.calendar.undo(way)
      return
    case 'series':
      await client.series.undo(way)
      return
    case 'mail':
      await client.outbox.undo(way)
      return
    case 'plan':
      await client.plans.undoPublishing(way)
      return
    case 'settling':
      if (way.mailId) await client.outbox.undo({ mailId: way.mailId })
      await client.inbox.undoSettling(way)
      return
    case 'match':
      await client.onlineBooking.undoMatch(way)
      return
    case 'answer':
      await client.onlineBooking.undoAnswer(way)
      return
    case 'keptBoth':
      await client.onlineBooking.undoKeepBoth(way)
      return
    case 'waiting':
      await client.waitingList.undoRemove(way)
      return
    default:
      assertNever(way)
  }
}

/** Whoever took back that an item was settled reads it again, where they still read the Inbox. */
export function readAgain(way: UndoWay): void {
  const isOfInbox =
    way.kind !== 'visit' &&
    way.kind !== 'series' &&
    way.kind !== 'mail' &&
    way.kind !== 'plan' &&
    way.kind !== 'waiting'
  if (isOfInbox && window.location.pathname === '/inbox') setParam('item', way.id, false)
}
