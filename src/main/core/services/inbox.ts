import { InboxItem } from '../../../shared/contract/desk/frontDesk.ts'
import { PatientId, type InboxItemId } from '../../../shared/domain/ids.ts'
import type { CoreContext } from '../context.ts'
import { fileSubmission } from '../db/forms.ts'
import { findInboxItem, listInboxItems, settleInboxItem } from '../db/inboxItems.ts'
import { appendAudit } from './audit.ts'
import { failure } from './serviceError.ts'
import { requireStaff } from './session.ts'

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
      kind: row.kind,
      patientId: row.patient_id,
      patientName: row.given_name === null ? null : `${row.given_name} ${row.family_name}`,
      receivedAt: row.received_at,
      title: row.title,
      message: row.message,
      submissionId: row.submission_id,
      mailId: row.mail_id,
      doneAt: row.done_at,
    }),
  )
}

/**
 * "File in chart", or done: a submission that keeps the rules is filed, one that was kept aside stays aside (R7.5).
 * Settling twice changes nothing.
 * @throws ServiceError NOT_FOUND
 */
export async function settle(context: CoreContext, { id }: { readonly id: InboxItemId }): Promise<void> {
  const staff = requireStaff(context)
  await context.db.transaction().execute(async (tx) => {
    const item = await findInboxItem(tx, id)
    if (!item) throw failure('NOT_FOUND')
    if (item.done_at !== null) return
    await settleInboxItem(tx, id, context.clock.now(), staff.id)
    const isFiled = item.submission_id !== null && (await fileSubmission(tx, item.submission_id))
    await appendAudit(tx, context, {
      action: isFiled ? 'submission.filed' : 'inbox.settled',
      patientId: item.patient_id === null ? null : PatientId.parse(item.patient_id),
      detail: item.title,
    })
  })
  context.changes.publish('inbox', 'forms')
}
