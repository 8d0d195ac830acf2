import { EnvelopeError } from '../../../shared/envelope/envelopeError.ts'
import { openJson } from '../../../shared/envelope/seal.ts'
import { AuditAnchor, isOurAnchor } from '../auditChain.ts'
import type { CoreContext } from '../context.ts'
import { newestAudit } from '../db/audit.ts'
import { readClinic } from '../db/clinic.ts'
import { readSyncState } from '../db/syncState.ts'
import { enqueue } from './enqueue.ts'
import { leaveSaleOfDay } from './out/salePut.ts'
import { anchorPut } from './out/anchorPut.ts'
import { leaveDueFeeds } from './out/feedPut.ts'
import { refreshReminders } from '../services/reminders/layUp.ts'
import { heedAnchor, sayAgainWhenDue } from './putBack.ts'

/** What the endpoint kept for the desk and gives back: at the beginning of a connection, and before it is given another. */
export async function heedGreeting(context: CoreContext, hello: { readonly anchor: string | null }): Promise<void> {
  if (hello.anchor === null) return heedAnchor(context, null)
  const { identity } = await readClinic(context.db)
  try {
    const anchor = await openJson(hello.anchor, [identity], AuditAnchor)
    if (!isOurAnchor(identity, anchor)) return context.log('warn', 'audit.anchorNotOurs')
    await heedAnchor(context, anchor)
    if (!(await context.auditChain.holdAgainst(anchor))) return
    context.log('error', 'audit.notWhole', { state: 'cut' })
    context.changes.publish('settings')
  } catch (cause) {
    if (!(cause instanceof EnvelopeError)) throw cause
    context.log('warn', 'audit.anchorUnreadable')
  }
}

/** The row of the audit log that the endpoint is to be told of; null where it has been told of all. */
export async function findRowToAnchor({ db }: Pick<CoreContext, 'db'>): Promise<number | null> {
  const newest = await newestAudit(db)
  const state = await readSyncState(db)
  return newest && state && newest.seq > state.anchored_seq ? newest.seq : null
}

/**
 * Before what waits is handed over: what an endpoint that was put back has forgotten, calendars that changed, and how
 * the audit log has grown.
 */
export async function beginRound(context: CoreContext): Promise<void> {
  await sayAgainWhenDue(context)
  await leaveSaleOfDay(context)
  await leaveDueFeeds(context)
  await refreshReminders(context)
  const seq = await findRowToAnchor(context)
  // Behind all that led to it, so that an endpoint that has the anchor has that too.
  if (seq !== null) await context.db.transaction().execute((tx) => enqueue(tx, context, anchorPut, { seq }))
}
