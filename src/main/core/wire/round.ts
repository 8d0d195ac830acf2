import { EnvelopeError } from '../../../shared/envelope/envelopeError.ts'
import { openJson } from '../../../shared/envelope/seal.ts'
import { AuditAnchor, isOurAnchor } from '../auditChain.ts'
import type { CoreContext } from '../context.ts'
import { newestAudit } from '../db/audit.ts'
import { readClinic } from '../db/clinic.ts'
import { readSyncState } from '../db/syncState.ts'
import { enqueue } from './enqueue.ts'
import { anchorPut } from './out/anchorPut.ts'

/** What the endpoint kept for the desk and gives back at the beginning of a connection. */
export async function heedGreeting(context: CoreContext, hello: { readonly anchor: string | null }): Promise<void> {
  if (hello.anchor === null) return
  const { identity } = await readClinic(context.db)
  try {
    const anchor = await openJson(hello.anchor, [identity], AuditAnchor)
    if (!isOurAnchor(identity, anchor)) return context.log('warn', 'audit.anchorNotOurs')
    if (!(await context.auditChain.holdAgainst(anchor))) return
    context.log('error', 'audit.notWhole', { state: 'cut' })
    context.changes.publish('settings')
  } catch (cause) {
    if (!(cause instanceof EnvelopeError)) throw cause
    context.log('warn', 'audit.anchorUnreadable')
  }
}

/** Before what waits is handed over: the audit log has grown since the endpoint was told of it. */
export async function beginRound(context: CoreContext): Promise<void> {
  const newest = await newestAudit(context.db)
  const state = await readSyncState(context.db)
  if (!newest || !state || newest.seq <= state.anchored_seq) return
  await context.db.transaction().execute((tx) => enqueue(tx, context, anchorPut, {}))
}
