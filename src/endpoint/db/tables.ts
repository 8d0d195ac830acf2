import type { Generated, Kysely, Transaction } from 'kysely'

/**
 * The endpoint's tables as Kysely sees them: as they stand after the newest migration of `migrations/endpoint`. Text is
 * text here; what it may be is checked where a row is read.
 */

type ClinicTable = {
  id: string
  token_hash: string
  epoch: number
  profile_json: string
  last_seq: number
  paired_at: string
  anchor_sealed: Buffer | null
  stored_bytes: number
  last_message: Generated<number>
}

type ClinicNameTable = { name: string; clinic_id: string; taken_at: string }

type PairingCodeTable = { code_hash: string; clinic_id: string | null; expires_at: string }

type AppliedItemTable = { clinic_id: string; id: string; applied_at: string }

type EventTable = {
  clinic_id: string
  seq: number
  id: string
  at: string
  body_json: string
  body_sealed: Buffer | null
  login_id: string | null
  bytes: number
}

type InvitationTable = {
  clinic_id: string
  id: string
  patient_id: string
  kind: string
  state: string
  recipient: string
  token_hash: string
  code_token_hash: string | null
  expires_at: string
  days_from_opening: number | null
  greeting_sealed: Buffer | null
  introduction: string
  code_introduction: string | null
  renewal: string | null
  fetched_at: string | null
  opened_at: string | null
  extra_day_at: string | null
  ended_at: string | null
}

type LoginTable = {
  clinic_id: string
  id: string
  email: string
  email_key: string
  auth_hash: string
  salt: string
  parameters_json: string
  recipient: string
  keyring_sealed: Buffer
  keyring_token_hash: string
  keyring_revision: number
  created_at: string
  parked_by: string | null
  made_by: string | null
  confirm_token_hash: string | null
  confirmed_as: string | null
  wanted_email: string | null
  wanted_token_hash: string | null
  wanted_until: string | null
}

type SessionTable = {
  token_hash: string
  clinic_id: string
  login_id: string
  started_at: string
  used_at: string
  device_json: string | null
}

type PasskeyTable = {
  clinic_id: string
  id_hash: string
  login_id: string
  auth_hash: string
  wrap_sealed: Buffer
  device_json: string
  made_at: string
}

type DeviceTable = { clinic_id: string; login_id: string; token_hash: string; used_at: string }

type LinkTable = {
  clinic_id: string
  id: string
  login_id: string
  patient_id: string
  level: string
  since_at: string
  ended_at: string | null
  merged_into: string | null
}

type RecordIndexTable = {
  clinic_id: string
  owner_kind: string
  owner_id: string
  level: string
  epoch: number
  version: number
  signed_kind: string
  signed_id: string
  macs_json: string
  body_sealed: Buffer
  published_at: string
}

/** `body_sealed` is null for a blob. */
type PartTable = { clinic_id: string; id: string; body_sealed: Buffer | null; loose_at: string }

type BlobTable = {
  clinic_id: string
  id: string
  state: string
  bytes: number
  stored: number
  sha256: string
  link_id: string | null
}

type BlobChunkTable = { clinic_id: string; blob_id: string; from_byte: number; body_sealed: Buffer }

type RecordIndexPartTable = { clinic_id: string; owner_kind: string; owner_id: string; part_id: string }

type RecordIndexFormTable = { clinic_id: string; owner_kind: string; owner_id: string; assignment_id: string }

type MessageTable = {
  clinic_id: string
  number: number
  id: string
  owner_kind: string
  owner_id: string
  level: string
  signed_kind: string
  signed_id: string
  macs_json: string
  body_sealed: Buffer
}

type DraftTable = { clinic_id: string; link_id: string; assignment_id: string; body_sealed: Buffer; saved_at: string }

type ReceivedTable = { clinic_id: string; link_id: string; id: string; received_at: string }

type MailTable = {
  clinic_id: string
  id: string
  to_address: string
  body_sealed: Buffer
  attempts: number
  due_at: string
  claimed_by: string | null
  created_at: string
  claim_id: string | null
  is_reminder: Generated<number>
}

type ReminderTable = {
  clinic_id: string
  id: string
  visit_id: string | null
  practitioner_id: string | null
  starts_at: string | null
  ends_at: string | null
  token_hash: string | null
  ended_at: string | null
  answered_at: string | null
  kept_until: string
}

type SaleTable = { clinic_id: string; sale_json: string }

type LaneTable = { number: Generated<number>; clinic_id: string; practitioner_id: string }

type LaneRangeTable = { lane: number; ranges_json: string }

type ClaimTable = {
  clinic_id: string
  id: string
  lane: number
  busy_from: number
  busy_to: number
  starts_at: string
  ends_at: string
  sequence: number
  is_on_purpose: number
  is_awaited: number
  held_until: string | null
  token_hash: string | null
  holder_hash: string | null
  site_hash: string | null
  service_id: string | null
  login_id: string | null
  link_id: string | null
  ended_at: string | null
}

type OfferTable = {
  clinic_id: string
  id: string
  token_hash: string
  practitioner_id: string
  service_id: string
  starts_at: string
  ends_at: string
  until_at: string
  state: string
}

type FeedTable = {
  clinic_id: string
  practitioner_id: string
  token_hash: string
  busy_json: string
  changed_at: string
}

type EndpointKeyTable = { name: string; value: Buffer }

type AttemptTable = { key_hash: string; points: number; resets_at: string }

export type EndpointTables = {
  clinic: ClinicTable
  clinic_name: ClinicNameTable
  pairing_code: PairingCodeTable
  applied_item: AppliedItemTable
  event: EventTable
  invitation: InvitationTable
  login: LoginTable
  session: SessionTable
  passkey: PasskeyTable
  device: DeviceTable
  link: LinkTable
  record_index: RecordIndexTable
  part: PartTable
  blob: BlobTable
  blob_chunk: BlobChunkTable
  record_index_part: RecordIndexPartTable
  record_index_form: RecordIndexFormTable
  message: MessageTable
  draft: DraftTable
  received: ReceivedTable
  mail: MailTable
  reminder: ReminderTable
  feed: FeedTable
  attempt: AttemptTable
  endpoint_key: EndpointKeyTable
  sale: SaleTable
  lane: LaneTable
  lane_range: LaneRangeTable
  claim: ClaimTable
  offer: OfferTable
}

/** Either the database or an open transaction. Never a module-level database: inside a transaction that deadlocks. */
export type Db = Kysely<EndpointTables> | Transaction<EndpointTables>
export type Tx = Transaction<EndpointTables>
