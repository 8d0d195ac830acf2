import { InboxItem } from '../../../shared/contract/desk/inbox.ts'
import { PatientId, type InboxItemId } from '../../../shared/domain/ids.ts'
import { InboxFacts } from '../../../shared/domain/inboxFacts.ts'
import type { Acting, CoreContext } from '../context.ts'
import { fileSubmission } from '../db/forms.ts'
import { findInboxItem, listInboxItems, settleInboxItem } from '../db/inboxItems.ts'
import { appendAudit } from './audit.ts'
import { failure } from './serviceError.ts'

const NEWEST = 500

/** R10.1: what waits for a person, newest first. */
export async function readInbox(
  context: CoreContext,
  { includeDone }: { readonly includeDone: boolean },
): Promise<InboxItem[]> {
  const rows = await listInboxItems(context.db, includeDone, NEWEST)
  return rows.map((row) =>
    InboxItem.parse({
      id: row.id,
      facts: JSON.parse(row.facts_json) as unknown,
      patientId: row.patient_id,
      patientName: row.given_name === null ? null : `${row.given_name} ${row.family_name}`,
      liveLinkId: row.live_link_id,
      receivedAt: row.received_at,
      doneAt: row.done_at,
    }),
  )
}

/**
 * "File in chart", or done: a submission that keeps the rules is filed, one that was kept aside stays aside (R7.5).
 * Settling twice changes nothing.
 * @returns which of both it came to
 * @throws ServiceError NOT_FOUND
 */
export async function settle(
  acting: Acting,
  { id }: { readonly id: InboxItemId },
): Promise<{ outcome: 'filed' | 'settled' }> {
  const outcome = await acting.db.transaction().execute(async (tx) => {
    const item = await findInboxItem(tx, id)
    if (!item) throw failure('NOT_FOUND')
    const facts = InboxFacts.parse(JSON.parse(item.facts_json))
    const isFiling = facts.kind === 'submission' && !facts.isSetAside
    if (item.done_at !== null) return isFiling ? 'filed' : 'settled'
    await settleInboxItem(tx, id, acting.clock.now(), acting.actor.staff.id)
    if (isFiling) await fileSubmission(tx, facts.submissionId)
    await appendAudit(
      tx,
      acting,
      isFiling ? { action: 'submission.filed', title: facts.title } : { action: 'inbox.settled', kind: facts.kind },
      item.patient_id === null ? null : PatientId.parse(item.patient_id),
    )
    return isFiling ? 'filed' : 'settled'
  })
  acting.changes.publish('inbox', 'forms')
  return { outcome }
}
