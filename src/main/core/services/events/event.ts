import type { ChangeTopic } from '../../../../shared/contract/desk/session.ts'
import type { EventBody } from '../../../../shared/contract/sync.ts'
import { InboxItemId } from '../../../../shared/domain/ids.ts'
import type { CoreContext, Tx } from '../../context.ts'
import { insertInboxItem, type InboxItemRow } from '../../db/inboxItems.ts'
import type { OpenedEvent } from '../../sync/types.ts'

export type BodyOf<K extends EventBody['kind']> = Extract<EventBody, { kind: K }>

/** An event with a patient's own words whose link or form this desk does not know: to be kept, and tried again. */
export class EventNotApplicable extends Error {
  override readonly name = 'EventNotApplicable'
}

/** An event about something this desk does not know, or that says nothing new: noted by its ids, and passed over. */
export function skip(context: CoreContext, event: OpenedEvent, because: string): ChangeTopic[] {
  context.log('warn', 'event.skipped', { seq: event.seq, kind: event.body.kind, because })
  return []
}

type Item = Pick<InboxItemRow, 'kind' | 'title'> &
  Partial<Pick<InboxItemRow, 'patient_id' | 'submission_id' | 'mail_id' | 'message'>>

/** Something for a person to look at; one an event. */
export function tellInbox(tx: Tx, context: CoreContext, event: OpenedEvent, item: Item): Promise<void> {
  return insertInboxItem(tx, {
    id: InboxItemId.parse(context.ids()),
    event_seq: event.seq,
    kind: item.kind,
    patient_id: item.patient_id ?? null,
    submission_id: item.submission_id ?? null,
    mail_id: item.mail_id ?? null,
    title: item.title,
    message: item.message ?? null,
    received_at: event.at,
  })
}
