import { sql } from 'kysely'
import type { ChangeTopic } from '../../../shared/contract/desk/session.ts'
import { SyncEvent } from '../../../shared/contract/sync.ts'
import type { CoreContext, Tx } from '../context.ts'
import { storeTroubleOf } from '../db/storeError.ts'
import { applyEvent } from '../services/events/applyEvent.ts'
import { nameOf } from './drainOutbox.ts'
import { openEvents } from './openEvents.ts'
import type { OpenedEvent } from './types.ts'

/**
 * Applies a page in the endpoint's order and moves the cursor, in one transaction: after a crash either all of it or none
 * was seen. Events at or below the cursor were applied before and are passed over (a reply that came twice).
 */
export async function applyPage(context: CoreContext, events: readonly OpenedEvent[]): Promise<void> {
  const topics = new Set<ChangeTopic>()
  try {
    await applyAll(context, events, async (tx, event) => {
      for (const topic of await applyEvent(tx, context, event)) topics.add(topic)
    })
  } catch (cause) {
    if (storeTroubleOf(cause)) throw cause
    // Rare enough to begin again, with care: a savepoint for each event costs more than many of them do.
    await applyAll(context, events, async (tx, event) => {
      if (!(await tryEvent(tx, context, event, topics))) await setAside(tx, context, event)
    })
  }
  if (topics.size > 0) context.changes.publish(...topics)
}

async function applyAll(
  context: CoreContext,
  events: readonly OpenedEvent[],
  apply: (tx: Tx, event: OpenedEvent) => Promise<void>,
): Promise<void> {
  await context.db.transaction().execute(async (tx) => {
    const state = await tx.selectFrom('sync_state').select('cursor').where('id', '=', 1).executeTakeFirstOrThrow()
    let cursor = state.cursor
    for (const event of events) {
      if (event.seq <= cursor) continue
      await apply(tx, event)
      cursor = event.seq
    }
    await tx.updateTable('sync_state').set({ cursor }).where('id', '=', 1).execute()
  })
}

/**
 * One event whose application fails, by a bug or a row that is not there, undoes only itself. Trouble with the file
 * itself (a full disk) fails the whole page, which comes again.
 */
async function tryEvent(tx: Tx, context: CoreContext, event: OpenedEvent, topics: Set<ChangeTopic>): Promise<boolean> {
  await sql`SAVEPOINT event`.execute(tx)
  try {
    for (const topic of await applyEvent(tx, context, event)) topics.add(topic)
    await sql`RELEASE event`.execute(tx)
    return true
  } catch (cause) {
    if (storeTroubleOf(cause)) throw cause
    await sql`ROLLBACK TO event`.execute(tx)
    await sql`RELEASE event`.execute(tx)
    context.log('error', 'sync.eventSetAside', { seq: event.seq, eventId: event.id, error: nameOf(cause) })
    return false
  }
}

/** Kept as it came, its envelope closed: the endpoint drops what is acknowledged. */
async function setAside(tx: Tx, context: CoreContext, { opened: _, ...event }: OpenedEvent): Promise<void> {
  await tx
    .insertInto('event_set_aside')
    .values({ seq: event.seq, event_json: JSON.stringify(event), set_aside_at: context.clock.now() })
    .execute()
}

/** Tries again what an earlier run could not apply: a newer version of the program may know how. */
export async function retrySetAside(context: CoreContext): Promise<void> {
  const rows = await context.db.selectFrom('event_set_aside').select('event_json').orderBy('seq').execute()
  const events = await openEvents(
    context,
    rows.map((row) => SyncEvent.parse(JSON.parse(row.event_json))),
  )
  const topics = new Set<ChangeTopic>()
  for (const event of events) {
    await context.db.transaction().execute(async (tx) => {
      if (!(await tryEvent(tx, context, event, topics))) return
      await tx.deleteFrom('event_set_aside').where('seq', '=', event.seq).execute()
    })
  }
  if (topics.size > 0) context.changes.publish(...topics)
}
