import { type EventId, InboxItemId, type PatientId } from '../../../shared/domain/ids.ts'
import type { InboxFacts } from '../../../shared/domain/inboxFacts.ts'
import type { Instant } from '../../../shared/domain/time.ts'
import type { CoreContext, Tx } from '../context.ts'
import { countedBytes } from '../../../shared/domain/setAsideRoom.ts'
import { insertInboxItem } from '../db/inboxItems.ts'
import { hasRoom, NoRoomError, type Sender } from './setAsideRoom.ts'

/** What counts against its sender's room until it is settled (R11.6). `bytes`: what is kept beside the item itself. */
export type Aside = { readonly login: Sender['login']; readonly bytes: number }

/**
 * Something for a person to look at; one an event, and one a request (R10.1).
 * @returns whether it is new
 * @throws NoRoomError where it counts, and there is no room for it
 */
export async function tellInbox(
  tx: Tx,
  context: Pick<CoreContext, 'ids'>,
  item: {
    readonly facts: InboxFacts
    readonly patientId: PatientId | null
    readonly receivedAt: Instant
    /** Null for what no event tells. */
    readonly eventSeq: number | null
    /** Of a request that its holder wrote. */
    readonly requestId?: EventId | null
    readonly aside?: Aside | null
  },
): Promise<boolean> {
  const { facts, aside = null } = item
  const factsJson = JSON.stringify(facts)
  const isNew = await insertInboxItem(tx, {
    id: InboxItemId.parse(context.ids()),
    event_seq: item.eventSeq,
    kind: facts.kind,
    patient_id: item.patientId,
    submission_id: facts.kind === 'submission' ? facts.submissionId : null,
    mail_id: facts.kind === 'mailBounced' ? facts.mailId : null,
    // Of one that is in doubt there may be none.
    appointment_id: 'appointmentId' in facts && facts.kind !== 'bookingDoubtful' ? facts.appointmentId : null,
    file_id: facts.kind === 'upload' ? facts.fileId : null,
    request_id: item.requestId ?? null,
    thread_id: facts.kind === 'message' ? facts.threadId : null,
    facts_json: factsJson,
    received_at: item.receivedAt,
    kept_for: aside?.login?.id ?? null,
    kept_bytes: aside && countedBytes(Buffer.byteLength(factsJson) + aside.bytes),
  })
  if (isNew && aside && !(await hasRoom(tx, aside.login?.id ?? null))) {
    throw new NoRoomError({ login: aside.login, patientId: item.patientId })
  }
  return isNew
}
