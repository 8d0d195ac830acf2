import type { ChangeTopic } from '../../../shared/contract/desk/session.ts'
import type { SetAsideReason } from '../../../shared/domain/setAside.ts'
import type { CoreContext, Tx } from '../context.ts'
import { inLightTransaction } from '../db/driver.ts'
import { countedBytes } from '../../../shared/domain/setAsideRoom.ts'
import { deleteEventSetAside, insertEventSetAside } from '../db/setAside.ts'
import { storeTroubleOf } from '../db/storeError.ts'
import { inSavepoint, readCursor, saveCursor } from '../db/syncState.ts'
import { errorName } from '../errorName.ts'
import { hasRoom, NoRoomError, noteNotKept } from '../services/setAsideRoom.ts'
import type { Prepared } from './preparePage.ts'

/**
 * Applies a page in the endpoint's order, in slices: so many events as fit a few milliseconds, in one transaction with the
 * cursor. After a crash either all of a slice or none of it was seen, and nobody at the desk waits for more than one.
 * Events at or below the cursor were applied before and are passed over (a reply that came twice).
 */
export async function applyPage(context: CoreContext, page: readonly Prepared[]): Promise<void> {
  const topics = new Set<ChangeTopic>()
  try {
    for (let rest = page, isCareful = false; rest.length > 0;) {
      const slice = await applySlice(context, rest, topics, isCareful)
      isCareful = slice.isCareful
      rest = rest.slice(slice.count)
      // The last one follows at once: a page of a few events is shown without a pause.
      if (rest.length > 1) await context.courtesy.giveWay()
    }
  } finally {
    if (topics.size > 0) context.changes.publish(...topics)
  }
}

/**
 * An event that fails undoes the slice, which begins again with care: a savepoint for each event costs more than many of them
 * do. Where one failed there may be more, so the slices that follow begin with care.
 * @returns how many were applied or set aside, one at least, and whether with care
 */
async function applySlice(
  context: CoreContext,
  events: readonly Prepared[],
  topics: Set<ChangeTopic>,
  isCareful: boolean,
): Promise<{ readonly count: number; readonly isCareful: boolean }> {
  if (isCareful) {
    const count = await applyWhile(context, events, async (tx, each) => {
      const failed = await tryEvent(tx, context, each, topics)
      if (failed !== null) await setAside(tx, context, each, failed, topics)
    })
    return { count, isCareful }
  }
  try {
    const count = await applyWhile(context, events, async (tx, each) => {
      if (typeof each.apply === 'string') return setAside(tx, context, each, each.apply, topics)
      for (const topic of await each.apply(tx, context)) topics.add(topic)
    })
    return { count, isCareful }
  } catch (cause) {
    if (storeTroubleOf(cause)) throw cause
    return applySlice(context, events, topics, true)
  }
}

/** The last event of a page waits for the disk, and with it whatever went before: only then is the page acknowledged. */
function applyWhile(
  { db, courtesy }: CoreContext,
  events: readonly Prepared[],
  apply: (tx: Tx, each: Prepared) => Promise<void>,
): Promise<number> {
  const isLast = events.length === 1
  const work = async (tx: Tx): Promise<number> => {
    const endsAt = performance.now() + courtesy.sliceMilliseconds()
    let cursor = await readCursor(tx)
    let count = 0
    for (const each of isLast ? events : events.slice(0, -1)) {
      count += 1
      if (each.seq >= 0 && each.seq <= cursor) continue
      await apply(tx, each)
      cursor = Math.max(cursor, each.seq)
      if (performance.now() >= endsAt) break
    }
    await saveCursor(tx, cursor)
    return count
  }
  return isLast ? db.transaction().execute(work) : inLightTransaction(db, work)
}

/**
 * One event whose application fails, by a bug or a row that is not there, undoes only itself. Trouble with the file
 * itself (a full disk) fails the whole page, which comes again.
 * @returns why it is to be set aside, or not to be kept; null where it was applied
 */
export async function tryEvent(
  tx: Tx,
  context: CoreContext,
  { seq, apply }: Prepared,
  topics: Set<ChangeTopic>,
): Promise<SetAsideReason | NoRoomError | null> {
  if (typeof apply === 'string') return apply
  const failed = await inSavepoint(tx, async () => {
    for (const topic of await apply(tx, context)) topics.add(topic)
  })
  if (failed === null || failed instanceof NoRoomError) return failed
  if (failed instanceof Error && storeTroubleOf(failed)) throw failed
  context.log('error', 'sync.eventSetAside', { seq, reason: 'notApplied', error: errorName(failed) })
  return 'notApplied'
}

/** Kept as it came, its envelope closed, while there is room: the endpoint drops what is acknowledged. */
async function setAside(
  tx: Tx,
  context: CoreContext,
  { seq, kind, json }: Prepared,
  reason: SetAsideReason | NoRoomError,
  topics: Set<ChangeTopic>,
): Promise<void> {
  topics.add('sync')
  const event = { seq, kind, json: json() }
  if (reason instanceof NoRoomError) return noteNotKept(tx, context, event, reason.sender)
  const isNew = await insertEventSetAside(tx, {
    ...{ seq, kind, reason, event_json: event.json, set_aside_at: context.clock.now() },
    bytes: countedBytes(Buffer.byteLength(event.json)),
  })
  if (!isNew || (await hasRoom(tx, null))) return
  await deleteEventSetAside(tx, seq)
  await noteNotKept(tx, context, event, { login: null, patientId: null })
}
