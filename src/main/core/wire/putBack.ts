import { LinkId } from '../../../shared/domain/ids.ts'
import { isSayingAgainDue } from '../../../shared/domain/putBack.ts'
import { asProgram, type CoreContext, type Tx } from '../context.ts'
import { findAuditHash } from '../db/audit.ts'
import { listLevels } from '../db/links.ts'
import { findPutBackDue, insertPutBack, isAnchorUnanswered, savePutBackSaid } from '../db/putBack.ts'
import { readSyncState, saveAnchoredSeq } from '../db/syncState.ts'
import { appendAudit } from '../services/audit.ts'
import type { AuditAnchor } from '../auditChain.ts'
import { enqueue } from './enqueue.ts'
import { linkLevel } from './out/linkLevel.ts'
import { publishEverything, withdrawAgain } from './publishEverything.ts'

/*
 * R3.5, R11.6: the endpoint's database was put back from a backup (decision 0024). What tells is the anchor: an endpoint that
 * has answered for one row of this log and has an earlier row's, or none, was put back. Indexes would not tell: links end and
 * take theirs along.
 */

/**
 * Notes that the endpoint was put back, if it was. An earlier anchor that was never answered may merely have arrived late, and
 * one of another log is of another desk's file: neither counts.
 * @param anchor what the endpoint holds, made by this clinic; null where it holds none
 */
export async function heedAnchor(context: CoreContext, anchor: AuditAnchor | null): Promise<void> {
  const isNew = await context.db.transaction().execute(async (tx) => {
    const state = await readSyncState(tx)
    const heldSeq = anchor?.seq ?? 0
    if (!state || heldSeq >= state.anchored_seq) return false
    if (anchor && !(await isEarlierState(tx, anchor))) return false
    // It is noticed once: from here on this is what the endpoint has heard of.
    await saveAnchoredSeq(tx, heldSeq, state.endpoint_token)
    if (!(await insertPutBack(tx, context.clock.now()))) return false
    const facts = { heldRow: heldSeq, toldRow: state.anchored_seq }
    await appendAudit(tx, asProgram(context), { action: 'endpoint.putBack', ...facts })
    context.log('warn', 'sync.endpointPutBack', facts)
    return true
  })
  if (isNew) context.changes.publish('sync')
}

async function isEarlierState(tx: Tx, { seq, hash }: AuditAnchor): Promise<boolean> {
  return (await findAuditHash(tx, seq)) === hash && !(await isAnchorUnanswered(tx, seq))
}

/** Says everything again to an endpoint that was put back: what ended ends there again first, then all is published. */
export async function sayAgainWhenDue(context: CoreContext): Promise<void> {
  const due = await findPutBackDue(context.db)
  const now = context.clock.now()
  if (!due || !isSayingAgainDue(due.lastAt, now)) return
  await context.db.transaction().execute(async (tx) => {
    await withdrawAgain(tx, context)
    await raiseAgain(tx, context)
    await publishEverything(tx, context)
    await savePutBackSaid(tx, now)
  })
  context.changes.publish('sync', 'outbox')
}

/**
 * A link that was raised since would take no index of its own level. The desk has seen more than such an endpoint; one whose
 * own file is older has not, and raises nobody.
 */
async function raiseAgain(tx: Tx, context: CoreContext): Promise<void> {
  for (const { id, level, ended_at } of await listLevels(tx)) {
    if (ended_at === null && level === 'full') await enqueue(tx, context, linkLevel, { id: LinkId.parse(id), level })
  }
}
