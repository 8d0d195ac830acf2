import { setImmediate } from 'node:timers/promises'
import type { ChangeTopic } from '../../../shared/contract/desk/session.ts'
import { SyncEvent } from '../../../shared/contract/events.ts'
import type { CoreContext } from '../context.ts'
import { deleteEventSetAside, listEventsSetAside, type SetAsideGroup } from '../db/setAside.ts'
import type { Arrival } from './arrivals.ts'
import { tryEvent } from './applyPage.ts'
import { preparePage, type Prepared } from './preparePage.ts'

/** Each may hold an envelope of megabytes. */
const EVENTS_AT_A_TIME = 8

/**
 * Tries again what could not be applied: what it names may have come since, and a newer version of the program may know
 * how.
 * @param group of one kind and for one reason; null for all
 */
export async function retrySetAside(context: CoreContext, group: SetAsideGroup | null = null): Promise<void> {
  const topics = new Set<ChangeTopic>()
  let afterSeq = -1
  context.courtesy.begin()
  for (;;) {
    const rows = await listEventsSetAside(context.db, { afterSeq, limit: EVENTS_AT_A_TIME, group })
    const last = rows.at(-1)
    if (!last) break
    const arrivals = rows.flatMap((row) => arrivalOf(context, row))
    for (const each of await preparePage(context, arrivals)) await retry(context, each, topics)
    afterSeq = last.seq
    // Whoever asked for it waits for it; nobody else does for more than these few.
    await (group === null ? context.courtesy.giveWay() : setImmediate())
  }
  if (topics.size > 0) context.changes.publish(...topics)
}

function arrivalOf(context: CoreContext, row: { readonly seq: number; readonly event_json: string }): Arrival[] {
  const event = SyncEvent.safeParse(JSON.parse(row.event_json))
  // Written by an older or a newer program: it stays, and holds up neither the others nor synchronising (R11.6).
  if (event.success) return [{ seq: row.seq, event: event.data }]
  context.log('warn', 'sync.eventNotReadable', { seq: row.seq })
  return []
}

async function retry(context: CoreContext, each: Prepared, topics: Set<ChangeTopic>): Promise<void> {
  await context.db.transaction().execute(async (tx) => {
    const failed = await tryEvent(tx, context, each, topics)
    if (failed === null) await deleteEventSetAside(tx, each.seq)
  })
}
