import { InboxItem } from '../../../shared/contract/desk/inbox.ts'
import { PatientId, type InboxItemId } from '../../../shared/domain/ids.ts'
import { InboxFacts } from '../../../shared/domain/inboxFacts.ts'
import { Instant } from '../../../shared/domain/time.ts'
import { canBeUndone } from '../../../shared/domain/undo.ts'
import type { Acting, CoreContext, Db } from '../context.ts'
import { fileSubmission, unfileSubmission } from '../db/forms.ts'
import {
  findInboxItem,
  findInboxItemShown,
  listInboxItems,
  reopenInboxItem,
  settleInboxItem,
} from '../db/inboxItems.ts'
import { appendAudit } from './audit.ts'
import { readRenewals } from './invitations/renewals.ts'
import { failure } from './serviceError.ts'

const NEWEST = 500

/** R10.1: what waits for a person, newest first. */
export async function readInbox(
  context: CoreContext,
  { includeDone }: { readonly includeDone: boolean },
): Promise<InboxItem[]> {
  const rows = await listInboxItems(context.db, includeDone, NEWEST)
  return toItems(context.db, rows)
}

type Row = Awaited<ReturnType<typeof listInboxItems>>[number]

async function toItems(db: Db, rows: readonly Row[]): Promise<InboxItem[]> {
  const parsed = rows.map((row) => ({ ...row, facts: InboxFacts.parse(JSON.parse(row.facts_json)) }))
  const renewalOf = await readRenewals(
    db,
    parsed.map(({ facts }) => facts),
  )
  return parsed.map((row) =>
    InboxItem.parse({
      id: row.id,
      facts: row.facts,
      patientId: row.patient_id,
      patientName: row.given_name === null ? null : `${row.given_name} ${row.family_name}`,
      liveLinkId: row.live_link_id,
      renewal: renewalOf(row.facts),
      receivedAt: row.received_at,
      doneAt: row.done_at,
    }),
  )
}

/**
 * "File in chart", or done: a submission that keeps the rules is filed, one that was kept aside stays aside (R7.5).
 * Settling twice changes nothing.
 * @returns which of both it came to, and when that was
 * @throws ServiceError NOT_FOUND
 */
export async function settle(
  acting: Acting,
  { id }: { readonly id: InboxItemId },
): Promise<{ outcome: 'filed' | 'settled'; doneAt: Instant }> {
  const settled = await acting.db.transaction().execute(async (tx) => {
    const item = await findInboxItem(tx, id)
    if (!item) throw failure('NOT_FOUND')
    const facts = InboxFacts.parse(JSON.parse(item.facts_json))
    const isFiling = facts.kind === 'submission' && !facts.isSetAside
    const outcome: 'filed' | 'settled' = isFiling ? 'filed' : 'settled'
    if (item.done_at !== null) return { outcome, doneAt: Instant.parse(item.done_at) }
    const doneAt = acting.clock.now()
    await settleInboxItem(tx, id, doneAt, acting.actor.staff.id)
    if (isFiling) await fileSubmission(tx, facts.submissionId)
    await appendAudit(
      tx,
      acting,
      isFiling ? { action: 'submission.filed', title: facts.title } : { action: 'inbox.settled', kind: facts.kind },
      item.patient_id === null ? null : PatientId.parse(item.patient_id),
    )
    return { outcome, doneAt }
  })
  acting.changes.publish('inbox', 'forms')
  return settled
}

/**
 * R10.4: the item waits again, and what was filed with it is to be filed again. Undoing twice is undoing once; what somebody
 * settled anew since stays settled (R10.7).
 * @param input.doneAt of the settling that is meant
 * @throws ServiceError NOT_FOUND, TOO_LATE, CHANGED_MEANWHILE
 */
export async function undoSettling(
  acting: Acting,
  { id, doneAt }: { readonly id: InboxItemId; readonly doneAt: Instant },
): Promise<void> {
  await acting.db.transaction().execute(async (tx) => {
    const row = await findInboxItemShown(tx, id)
    const [item] = row ? await toItems(tx, [row]) : []
    if (!row || !item) throw failure('NOT_FOUND')
    if (item.doneAt === null) return
    if (item.doneAt !== doneAt) {
      throw failure('CHANGED_MEANWHILE', { by: row.done_by_name, at: item.doneAt, current: item })
    }
    if (!canBeUndone(doneAt, acting.clock.now())) throw failure('TOO_LATE')
    await reopenInboxItem(tx, id)
    const { facts, patientId } = item
    const isFiled = facts.kind === 'submission' && (await unfileSubmission(tx, facts.submissionId))
    await appendAudit(
      tx,
      acting,
      isFiled
        ? { action: 'submission.filingUndone', title: facts.title }
        : { action: 'inbox.settlingUndone', kind: facts.kind },
      patientId,
    )
  })
  acting.changes.publish('inbox', 'forms')
}
