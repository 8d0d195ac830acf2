import { PatientId, type InboxItemId } from '../../../shared/domain/ids.ts'
import { InboxFacts } from '../../../shared/domain/inboxFacts.ts'
import { PROFILE_FIELDS, type ProfileField, type ProfileValues } from '../../../shared/domain/profileProposals.ts'
import type { Acting } from '../context.ts'
import { findInboxItem, setInboxFacts, settleInboxItem } from '../db/inboxItems.ts'
import { markRecordsDue } from '../wire/out/recordsPut.ts'
import { appendAudit } from './audit.ts'
import { prepareCodesFor } from './invitations/invitations.ts'
import { changeDetails } from './patients.ts'
import { failure } from './serviceError.ts'

/**
 * R8.4: of what a patient proposed these fields are put into the chart, and the others are left; whoever proposed it sees which.
 * Once: what was settled stays as it is.
 * @param input.seenVersion of the details beside which it was looked at (R10.7)
 * @throws ServiceError NOT_FOUND, CHANGED_MEANWHILE
 */
export async function takeProfile(
  acting: Acting,
  input: { readonly id: InboxItemId; readonly seenVersion: number; readonly take: readonly ProfileField[] },
): Promise<void> {
  const found = await findInboxItem(acting.db, input.id)
  const facts = found && InboxFacts.parse(JSON.parse(found.facts_json))
  if (!found?.patient_id || facts?.kind !== 'profile' || !facts.isFromHolder) throw failure('NOT_FOUND')
  const patientId = PatientId.parse(found.patient_id)
  const taken = PROFILE_FIELDS.filter((field) => input.take.includes(field) && facts.changes[field] !== undefined)
  const changes: ProfileValues = Object.fromEntries(taken.map((field) => [field, facts.changes[field]]))
  const codes = changes.birthOn === undefined ? [] : await prepareCodesFor(acting, patientId, changes.birthOn)
  await acting.db.transaction().execute(async (tx) => {
    const item = await findInboxItem(tx, input.id)
    if (!item || item.done_at !== null) return
    await changeDetails(tx, acting, { id: patientId, seenVersion: input.seenVersion, changes }, codes)
    const proposed = PROFILE_FIELDS.filter((field) => facts.changes[field] !== undefined)
    const outcome = Object.fromEntries(
      proposed.map((field) => [field, taken.includes(field) ? 'taken' : 'left'] as const),
    )
    await setInboxFacts(tx, input.id, { ...facts, outcome })
    await settleInboxItem(tx, input.id, acting.clock.now(), acting.actor.staff.id)
    await appendAudit(tx, acting, { action: 'inbox.settled', kind: facts.kind }, patientId)
    await markRecordsDue(tx, acting, patientId)
  })
  acting.changes.publish('inbox', 'patients', 'invitations')
  acting.wakeSync()
}
