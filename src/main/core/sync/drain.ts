import type { ChangeTopic } from '../../../shared/contract/desk/session.ts'
import type { OutboxItem } from '../../../shared/contract/outbox.ts'
import { OutboxId } from '../../../shared/domain/ids.ts'
import type { OutRefusal } from '../../../shared/domain/refusals.ts'
import { HOUR } from '../../../shared/domain/time.ts'
import type { CoreContext, Tx } from '../context.ts'
import {
  deleteTakenRow,
  listReadyRows,
  listRowsAfterRefused,
  newestOutboxSeq,
  postponeRow,
  refuseRow,
  type OutboxRow,
} from '../db/outbox.ts'
import { storeTroubleOf } from '../db/storeError.ts'
import { inSavepoint } from '../db/syncState.ts'
import { errorName } from '../errorName.ts'
import type { ItemOutcome, Outgoing, RowOutcome } from '../wire/outRoom.ts'
import { outRooms } from '../wire/outRooms.ts'
import type { Connection } from './connection.ts'
import { push } from './push.ts'

/** Rows read, sealed and answered at a time: keeps both memory and the length of a transaction small. */
const ROWS_AT_A_TIME = 50
/** A row over which the endpoint stumbles for longer needs a person's attention. */
const TROUBLE_PASSES_WITHIN = HOUR

/**
 * Hands over what is due, in the order in which it was caused. A row that waits for another leaves once that one was
 * taken, in the same round; one whose predecessor was refused is refused with it. What is caused meanwhile belongs to
 * the next round. One bad row blocks nothing.
 */
export async function drain(context: CoreContext, connection: Connection, closing: AbortSignal): Promise<void> {
  const upToSeq = await newestOutboxSeq(context.db)
  const handled = new Set<string>()
  let isAnyNew = true
  while (isAnyNew && !closing.aborted) {
    isAnyNew = await drainOnce(context, connection, { upToSeq, handled, closing })
    if (await refuseSuccessors(context)) isAnyNew = true
  }
}

type Round = { readonly upToSeq: number; readonly handled: Set<string>; readonly closing: AbortSignal }

/** @returns whether any row came up that this round had not handled before */
async function drainOnce(context: CoreContext, connection: Connection, round: Round): Promise<boolean> {
  let isAnyNew = false
  let afterSeq = 0
  for (;;) {
    // "Undo" reads the clock inside its transaction and so does this before it reads: a row read here cannot be undone.
    const now = context.clock.now()
    const rows = await listReadyRows(context.db, { now, afterSeq, upToSeq: round.upToSeq, limit: ROWS_AT_A_TIME })
    const last = rows.at(-1)
    if (!last || round.closing.aborted) return isAnyNew
    const fresh = rows.filter(({ id }) => !round.handled.has(id))
    for (const { id } of fresh) round.handled.add(id)
    if (fresh.length > 0) await handOver(context, connection, fresh, round.closing)
    isAnyNew ||= fresh.length > 0
    afterSeq = last.seq
  }
}

/** A row as it stands after its room has made it ready. */
type Ready = {
  readonly row: OutboxRow
  /** Null where the room could not make it. */
  readonly outgoing: Outgoing | null
  readonly items: readonly OutboxItem[]
}

/** Should the process die or the reply be lost between handing over and committing, the rows are handed over again. */
export async function handOver(
  context: CoreContext,
  connection: Connection,
  rows: readonly OutboxRow[],
  closing: AbortSignal,
): Promise<void> {
  const ready: Ready[] = []
  for (const row of rows) ready.push(await makeReady(context, connection, row))
  const answers = await push(
    connection,
    ready.flatMap(({ items }) => items),
    closing,
  )
  const topics = new Set<ChangeTopic>(['outbox', 'invitations'])
  await context.db.transaction().execute(async (tx) => {
    for (const each of ready) {
      for (const topic of await commit(tx, context, each, answers)) topics.add(topic)
    }
  })
  context.changes.publish(...topics)
}

async function makeReady(context: CoreContext, connection: Connection, row: OutboxRow): Promise<Ready> {
  try {
    const outgoing = await outRooms[row.kind].prepare(context, row, connection)
    const bodies = outgoing.kind === 'push' ? outgoing.bodies : []
    const items = bodies.map((body) => ({ id: itemId(context, row, bodies.length), body }))
    return { row, outgoing, items }
  } catch (cause) {
    if (storeTroubleOf(cause)) throw cause
    context.log('error', 'sync.rowNotBuilt', { outboxId: row.id, kind: row.kind, error: errorName(cause) })
    return { row, outgoing: null, items: [] }
  }
}

async function commit(
  tx: Tx,
  context: CoreContext,
  { row, outgoing, items }: Ready,
  answers: ReadonlyMap<string, ItemOutcome>,
): Promise<readonly ChangeTopic[]> {
  if (outgoing?.kind === 'later') {
    await postponeRow(tx, row.id, outgoing.dueAt)
    return []
  }
  if (outgoing?.kind === 'refused') return refuseHere(tx, context, row, outgoing.reason)
  if (outgoing?.kind === 'settled') {
    await deleteTakenRow(tx, row)
    return outgoing.settle(tx)
  }
  if (outgoing === null) return refuseHere(tx, context, row, 'notBuilt')
  const outcome = outcomeOf(items, answers)
  if (outcome === null || isPassing(outcome, row, context)) return []
  const followed = (await outgoing.answered?.(tx, outcome)) ?? { topics: [] }
  if (followed.isWaiting) return followed.topics
  if (outcome.kind === 'taken' || followed.isSettled) await deleteTakenRow(tx, row)
  else await refuse(tx, context, row, outcome.reason)
  return followed.topics
}

/**
 * What the endpoint tells a repeat by. A row about a subject keeps its own id while it is caused again and says something
 * else by then: what it says replaces what it said before, so that a repeat does no harm.
 */
function itemId(context: CoreContext, { id, subject }: OutboxRow, count: number): OutboxId {
  return OutboxId.parse(subject === null && count === 1 ? id : context.ids())
}

/** Null while any item of the row was not decided. */
function outcomeOf(items: readonly OutboxItem[], answers: ReadonlyMap<string, ItemOutcome>): RowOutcome | null {
  const refusals = new Map<OutboxItem['body'], OutRefusal>()
  for (const { id, body } of items) {
    const answer = answers.get(id)
    if (!answer) return null
    if (answer.kind === 'refused') refusals.set(body, answer.reason)
  }
  const reasons = [...refusals.values()]
  const reason = reasons.find((each) => each === 'internal') ?? reasons[0]
  return reason === undefined ? { kind: 'taken' } : { kind: 'refused', reason, refusals }
}

/** The endpoint's own trouble (a full disk, a bug) may be over by the next time. */
function isPassing(outcome: RowOutcome, row: OutboxRow, { clock }: CoreContext): boolean {
  const isTrouble = outcome.kind === 'refused' && outcome.reason === 'internal'
  return isTrouble && Date.parse(clock.now()) - Date.parse(row.created_at) < TROUBLE_PASSES_WITHIN
}

/** What waits for a refused row would wait for ever. @returns whether there was any */
async function refuseSuccessors(context: CoreContext): Promise<boolean> {
  const rows = await listRowsAfterRefused(context.db)
  if (rows.length === 0) return false
  const topics = new Set<ChangeTopic>(['outbox'])
  await context.db.transaction().execute(async (tx) => {
    for (const row of rows) {
      for (const topic of await refuseHere(tx, context, row, 'predecessorRefused')) topics.add(topic)
    }
  })
  context.changes.publish(...topics)
  return true
}

/** Refused without having been handed over. */
async function refuseHere(
  tx: Tx,
  context: CoreContext,
  row: OutboxRow,
  reason: OutRefusal,
): Promise<readonly ChangeTopic[]> {
  await refuse(tx, context, row, reason)
  const topics: ChangeTopic[] = []
  // What could not be made may be what cannot be read: it stays refused, and nothing else follows from it.
  const failed = await inSavepoint(tx, async () => {
    topics.push(...(await outRooms[row.kind].refused(tx, context, row)))
  })
  if (storeTroubleOf(failed)) throw failed
  return failed === null ? topics : []
}

async function refuse(tx: Tx, context: CoreContext, row: OutboxRow, reason: OutRefusal): Promise<void> {
  await refuseRow(tx, row, reason)
  context.log('warn', 'sync.rowRefused', { outboxId: row.id, kind: row.kind, reason })
}
