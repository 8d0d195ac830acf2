import type { ChangeTopic } from '../../../shared/contract/desk/session.ts'
import { SyncEvent } from '../../../shared/contract/sync.ts'
import { makeOpener } from '../../../shared/envelope/opener.ts'
import type { CoreContext, Tx } from '../context.ts'
import { readClinic } from '../db/clinic.ts'
import { storeTroubleOf } from '../db/storeError.ts'
import {
  deleteEventSetAside,
  inSavepoint,
  insertEventSetAside,
  listEventsSetAside,
  readCursor,
  saveCursor,
} from '../db/syncState.ts'
import { errorName } from '../errorName.ts'
import type { PreparedEvent } from '../wire/inRoom.ts'
import { prepareEvents } from '../wire/inRooms.ts'

/** Opens the envelopes of a page, before any transaction. */
export async function preparePage(context: CoreContext, events: readonly SyncEvent[]): Promise<PreparedEvent[]> {
  const { identity } = await readClinic(context.db)
  return prepareEvents(events, await makeOpener(identity), context.log)
}

/**
 * Applies a page in the endpoint's order and moves the cursor, in one transaction: after a crash either all of it or none
 * was seen. Events at or below the cursor were applied before and are passed over (a reply that came twice).
 */
export async function applyPage(context: CoreContext, events: readonly PreparedEvent[]): Promise<void> {
  const topics = new Set<ChangeTopic>()
  try {
    await applyAll(context, events, async (tx, { apply }) => {
      for (const topic of await apply(tx, context)) topics.add(topic)
    })
  } catch (cause) {
    if (storeTroubleOf(cause)) throw cause
    // Rare enough to begin again, with care: a savepoint for each event costs more than many of them do.
    await applyAll(context, events, async (tx, prepared) => {
      if (!(await tryEvent(tx, context, prepared, topics))) await setAside(tx, context, prepared.event)
    })
  }
  if (topics.size > 0) context.changes.publish(...topics)
}

async function applyAll(
  context: CoreContext,
  events: readonly PreparedEvent[],
  apply: (tx: Tx, prepared: PreparedEvent) => Promise<void>,
): Promise<void> {
  await context.db.transaction().execute(async (tx) => {
    let cursor = await readCursor(tx)
    for (const prepared of events) {
      if (prepared.event.seq <= cursor) continue
      await apply(tx, prepared)
      cursor = prepared.event.seq
    }
    await saveCursor(tx, cursor)
  })
}

/**
 * One event whose application fails, by a bug or a row that is not there, undoes only itself. Trouble with the file
 * itself (a full disk) fails the whole page, which comes again.
 */
async function tryEvent(
  tx: Tx,
  context: CoreContext,
  { event, apply }: PreparedEvent,
  topics: Set<ChangeTopic>,
): Promise<boolean> {
  const failed = await inSavepoint(tx, async () => {
    for (const topic of await apply(tx, context)) topics.add(topic)
  })
  if (failed === null) return true
  if (failed instanceof Error && storeTroubleOf(failed)) throw failed
  context.log('error', 'sync.eventSetAside', { seq: event.seq, eventId: event.id, error: errorName(failed) })
  return false
}

/** Kept as it came, its envelope closed: the endpoint drops what is acknowledged. */
async function setAside(tx: Tx, context: CoreContext, event: SyncEvent): Promise<void> {
  await insertEventSetAside(tx, {
    seq: event.seq,
    event_json: JSON.stringify(event),
    set_aside_at: context.clock.now(),
  })
}

/** Tries again what an earlier run could not apply: a newer version of the program may know how. */
export async function retrySetAside(context: CoreContext): Promise<void> {
  const rows = await listEventsSetAside(context.db)
  const events = rows.flatMap(({ seq, event_json }) => {
    const event = SyncEvent.safeParse(JSON.parse(event_json))
    if (event.success) return [event.data]
    // Written by an older or a newer program: it stays, and holds up neither the others nor synchronising (R11.6).
    context.log('warn', 'sync.eventNotReadable', { seq })
    return []
  })
  const topics = new Set<ChangeTopic>()
  for (const prepared of await preparePage(context, events)) {
    await context.db.transaction().execute(async (tx) => {
      if (await tryEvent(tx, context, prepared, topics)) await deleteEventSetAside(tx, prepared.event.seq)
    })
  }
  if (topics.size > 0) context.changes.publish(...topics)
}
