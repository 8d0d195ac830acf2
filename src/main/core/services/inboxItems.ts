import { type EventId, InboxItemId, type PatientId } from '../../../shared/domain/ids.ts'
import type { InboxFacts } from '../../../shared/domain/inboxFacts.ts'
import type { Instant } from '../../../shared/domain/time.ts'
import type { CoreContext, Tx } from '../context.ts'
import { insertInboxItem } from '../db/inboxItems.ts'

/** Something for a person to look at; one an event, and one a request (R10.1). @returns whether it is new */
export function tellInbox(
  tx: Tx,
  context: Pick<CoreContext, 'ids'>,
  item: {
    readonly facts: InboxFacts
    readonly patientId: PatientId | null
    readonly receivedAt: Instant
    readonly eventSeq: number
    /** Of a request that its holder wrote. */
    readonly requestId?: EventId | null
  },
): Promise<boolean> {
  const { facts } = item
  return insertInboxItem(tx, {
    id: InboxItemId.parse(context.ids()),
    event_seq: item.eventSeq,
    kind: facts.kind,
    patient_id: item.patientId,
    submission_id: facts.kind === 'submission' ? facts.submissionId : null,
    mail_id: facts.kind === 'mailBounced' ? facts.mailId : null,
    request_id: item.requestId ?? null,
    facts_json: JSON.stringify(facts),
    received_at: item.receivedAt,
  })
}
