import type { Generated } from 'kysely'
import type { MailKind, MailState } from '../../../shared/contract/desk/outbox.ts'
import type { InboxKind } from '../../../shared/domain/inboxFacts.ts'
import type { EventKind, SetAsideReason } from '../../../shared/domain/setAside.ts'
import type { HolderTrouble, OutKindName, OutRefusal } from '../../../shared/domain/refusals.ts'

/** The clinic's tables of what leaves and what arrives, as Kysely sees them; the others are in `tables.ts`. */

export type OutboxState = 'waiting' | 'refused'

export type SyncStateTable = {
  id: number
  endpoint_url: string | null
  endpoint_token: string | null
  portal_url: string | null
  mail_recipient: string | null
  offered_portal_url: string | null
  offered_mail_recipient: string | null
  epoch: Generated<number>
  cursor: Generated<number>
  index_version: Generated<number>
  last_synchronised_at: string | null
  anchored_seq: Generated<number>
}

export type MailTable = {
  id: string
  patient_id: string | null
  kind: MailKind
  recipient_email: string
  subject: string
  content_json: string
  state: MailState
  invitation_id: string | null
  appointment_id: string | null
  created_at: string
  leaves_at: string
  sent_at: string | null
  failure_json: string | null
  carries_link: Generated<number>
  /** Or may have been: the answer to a push can be lost. */
  given_to_endpoint: Generated<number>
  /** About several visits of a series. */
  series_id: Generated<string | null>
}

export type ReminderTable = {
  mail_id: string
  appointment_id: string
  practitioner_id: string
  starts_at: string
  ends_at: string
  reminder_hours: number
  time_zone: string
  clinic_json: string
  called_name: string
  secret: string
  ended_at: string | null
  answered_at: string | null
}

export type PartTable = {
  id: string
  patient_id: string
  subject: string
  identity: string
  sha256: string
}

export type OutboxTable = {
  seq: Generated<number>
  id: string
  kind: OutKindName
  subject: string | null
  body_json: string
  after_id: string | null
  due_at: string
  state: OutboxState
  reason: OutRefusal | null
  created_at: string
}

export type EventSetAsideTable = {
  /** The endpoint's; negative where that was impossible, and then made from what the event says. */
  seq: number
  event_json: string
  set_aside_at: string
  /** As the event calls itself; null where that is nothing that the program knew. */
  kind: EventKind | null
  reason: Generated<SetAsideReason>
  put_away_at: string | null
  /** What it counts until it is put away. */
  bytes: Generated<number>
}

export type EventNotKeptTable = {
  seq: number
  kind: EventKind | null
  login_id: string | null
  patient_id: string | null
  bytes: number
  sha256: string | null
  count: Generated<number>
  not_kept_at: string
  put_away_at: string | null
}

export type EndpointPutBackTable = {
  id: Generated<number>
  noticed_at: string
  said_again_at: string | null
  put_away_at: string | null
}

export type AnchorAttemptTable = {
  id: string
  seq: number
  left_at: string
}

export type UnsealedHolderTable = {
  link_id: string
  reason: HolderTrouble
  since_at: string
  put_away_at: string | null
}

export type WaitingRedemptionTable = {
  link_id: string
  new_link_id: string
  invitation_id: string
  event_seq: number
  at: string
  facts_json: string | null
}

export type CalendarFeedTable = {
  staff_id: string
  token: string | null
  made_at: string
  is_stale: Generated<number>
  put_at: string | null
}

export type InboxItemTable = {
  id: string
  event_seq: number | null
  kind: InboxKind
  patient_id: string | null
  submission_id: string | null
  mail_id: string | null
  request_id: string | null
  facts_json: string
  received_at: string
  done_at: string | null
  done_by: string | null
  /** The login that wrote it; null where nobody is known to have. */
  kept_for: string | null
  /** What it counts until it is settled; null where it counts nothing. */
  kept_bytes: number | null
  appointment_id: string | null
  /** Of a message that was filed in one. */
  thread_id: Generated<string | null>
  file_id: string | null
}
