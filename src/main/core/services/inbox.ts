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
import { findClaimable, isAwaited, listRunningInto } from '../db/claims.ts'
import { findPatient } from '../db/patients.ts'
import { enqueue } from '../wire/enqueue.ts'
import { claimPut } from '../wire/out/claimPut.ts'
import { appendAudit } from './audit.ts'
import { readRenewals } from './invitations/renewals.ts'
import { CHARTS_SHOWN, likelyCharts } from './online/toMatch.ts'
import { failure } from './serviceError.ts'
import { unfileUpload } from './uploads.ts'

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
  const likely = await countLikely(
    db,
    parsed.filter(({ facts, done_at }) => facts.kind === 'booking' && facts.isNew && done_at === null),
  )
  return parsed.map((row) =>
    InboxItem.parse({
      id: row.id,
      facts: row.facts,
      patientId: row.patient_id,
      patientName: row.given_name === null ? null : `${row.given_name} ${row.family_name}`,
      liveLinkId: row.live_link_id,
      renewal: renewalOf(row.facts),
      likely: likely.get(row.id) ?? null,
      receivedAt: row.received_at,
      doneAt: row.done_at,
    }),
  )
}

/** How many charts are likely for each of those who are to be matched (R6.5). */
async function countLikely(db: Db, rows: readonly Pick<Row, 'id' | 'patient_id'>[]): Promise<Map<string, number>> {
  const counts = new Map<string, number>()
  for (const { id, patient_id } of rows) {
    const person = patient_id === null ? null : await findPatient(db, PatientId.parse(patient_id))
    if (person?.standing === 'provisional') counts.set(id, (await likelyCharts(db, person, CHARTS_SHOWN)).length)
  }
  return counts
}

/**
 * "File in chart", or done: a submission that keeps the rules is filed, one that was kept aside stays aside (R7.5).
 * Settling twice changes nothing.
 * @returns which of both it came to, and when that was
 * @throws ServiceError NOT_FOUND, TO_DECIDE
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
    if (await isToDecide(tx, facts, item.patient_id)) throw failure('TO_DECIDE')
    const doneAt = acting.clock.now()
    await settleInboxItem(tx, id, doneAt, acting.actor.staff.id)
    if (isFiling) await fileSubmission(tx, facts.submissionId)
    // The endpoint keeps its time for what never counted (R11.5).
    if (facts.kind === 'bookingDoubtful') await enqueue(tx, acting, claimPut, { id: facts.appointmentId })
    await appendAudit(
      tx,
      acting,
      isFiling ? { action: 'submission.filed', title: facts.title } : { action: 'inbox.settled', kind: facts.kind },
      item.patient_id === null ? null : PatientId.parse(item.patient_id),
    )
    return { outcome, doneAt }
  })
  acting.changes.publish('inbox', 'forms')
  acting.wakeSync()
  return settled
}

/** R6.4, R6.5: whose chart it is, whether it is wanted, and who has the time is said by an act of its own. */
async function isToDecide(db: Db, facts: InboxFacts, patientId: string | null): Promise<boolean> {
  if (facts.kind === 'clash') {
    const visit = await findClaimable(db, facts.appointmentId)
    if (!visit?.stands || visit.isOnPurpose) return false
    return visit.claimState === 'clash' || (await listRunningInto(db, facts.appointmentId)).length > 0
  }
  // What is taken of it is said field by field (R8.4).
  if (facts.kind === 'profile') return facts.isFromHolder
  if (facts.kind !== 'booking') return false
  const person = patientId === null ? null : await findPatient(db, PatientId.parse(patientId))
  return person?.standing === 'provisional' || (await isAwaited(db, facts.appointmentId))
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
    if (item.facts.kind === 'profile' && item.facts.isFromHolder) throw failure('TOO_LATE')
    if (!canBeUndone(doneAt, acting.clock.now())) throw failure('TOO_LATE')
    await reopenInboxItem(tx, id)
    const { facts, patientId } = item
    if (facts.kind === 'upload') await unfileUpload(tx, acting, facts.fileId)
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
  acting.changes.publish('inbox', 'forms', 'documents')
  acting.wakeSync()
}
