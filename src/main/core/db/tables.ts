import type { Generated } from 'kysely'
import type { Submission } from '../../../shared/contract/desk/forms.ts'
import type { InvitationOutcome } from '../../../shared/domain/inboxFacts.ts'
import type { AccessLevel, InvitationKind, InvitationState } from '../../../shared/domain/invitations.ts'
import type { MailWay, SmtpSecurity } from '../../../shared/domain/mailServer.ts'
import type { StaffRole } from '../../../shared/domain/roles.ts'
import type { AppointmentStatus } from '../../../shared/domain/visibility.ts'
import type {
  AnchorAttemptTable,
  EndpointPutBackTable,
  EventNotKeptTable,
  EventSetAsideTable,
  UnsealedHolderTable,
  InboxItemTable,
  MailTable,
  OutboxTable,
  PartTable,
  SyncStateTable,
  WaitingRedemptionTable,
} from './wireTables.ts'

/** The clinic's tables as Kysely sees them: as they stand after the newest migration of `migrations/clinic`. */

/** `expired` follows from the clock and is never stored (R4.1). */
export type StoredInvitationState = Exclude<InvitationState, 'expired'>
/**
 * `heldAnew`: the same key holds the patient by another link, because the endpoint had forgotten this one. `renewed`: suspended,
 * because another key took the place of the login's, whose password was lost.
 */
export type LinkEndedBecause = 'staff' | 'invitationEnded' | 'heldAnew' | 'renewed'

export type ClinicTable = {
  id: string
  name: string
  address_line: string
  phone: string
  time_zone: string
  identity: string
  recipient: string
  code_salt: string
  access_days: Generated<number>
  undo_seconds: Generated<number>
  created_at: string
  version: Generated<number>
  changed_at: string | null
  changed_by: string | null
  short_name: string | null
  chosen_name: string | null
  chosen_name_refused: Generated<number>
  mail_way: Generated<MailWay>
  smtp_host: Generated<string>
  smtp_port: Generated<number>
  smtp_security: Generated<SmtpSecurity>
  smtp_user: Generated<string>
  smtp_password: Generated<string>
  mail_from_address: Generated<string>
  mail_from_name: Generated<string>
  idle_minutes: Generated<number>
}

export type StaffTable = {
  id: string
  name: string
  called_name: string
  email: string
  email_key: string
  role: StaffRole
  password_hash: string | null
  tint: number
  has_calendar: number
  is_active: Generated<number>
  version: Generated<number>
  changed_at: Generated<string | null>
  changed_by: Generated<string | null>
  created_at: string
}

export type OneTimeCodeTable = {
  staff_id: string
  code_hash: string
  expires_at: string
  used_at: string | null
}

export type SecondFactorTable = {
  staff_id: string
  secret: string
  since_at: string
  last_step: number
  spare_salt: string
}

export type SpareCodeTable = {
  staff_id: string
  code_hash: string
  used_at: string | null
}

export type PatientTable = {
  id: string
  chart_number: number
  given_name: string
  family_name: string
  birth_on: string | null
  phone: string | null
  email: string | null
  email_key: string | null
  created_at: string
  changed_at: string
  archived_at: string | null
  version: Generated<number>
  changed_by: string | null
  import_id: string | null
}

export type PatientImportTable = {
  id: string
  file_name: string
  started_at: string
  started_by: string
  undone_at: string | null
}

export type ServiceTable = {
  id: string
  name: string
  minutes: number
  buffer_before_minutes: number
  buffer_after_minutes: number
  is_bookable_online: number
  sort: number
  version: Generated<number>
  changed_at: Generated<string | null>
  changed_by: Generated<string | null>
  withdrawn_at: Generated<string | null>
}

export type WorkingHoursTable = {
  id: string
  practitioner_id: string
  weekday: number
  from_time: string
  to_time: string
  begins_on: Generated<string>
}

export type WorkingWeekTable = {
  practitioner_id: string
  begins_on: string
  version: Generated<number>
  changed_at: string
  changed_by: string | null
}

export type TimeOffTable = {
  id: string
  practitioner_id: string
  from_on: string
  to_on: string
  from_time: string | null
  to_time: string | null
  word: string
  created_at: string
  created_by: string | null
}

export type AppointmentTable = {
  id: string
  patient_id: string
  practitioner_id: string
  service_id: string
  /** As the service was called when it was booked. */
  service_name: string
  starts_at: string
  ends_at: string
  status: AppointmentStatus
  status_at: string
  booked_by_link_id: string | null
  overbook_reason: string | null
  sequence: Generated<number>
  version: Generated<number>
  changed_at: string
  changed_by: string | null
  created_by: string | null
  created_at: string
  told_json: Generated<string | null>
  before_json: Generated<string | null>
  undone_version: Generated<number | null>
  undone_at: Generated<string | null>
}

export type QuestionnaireVersionTable = {
  id: string
  questionnaire_id: string
  version: string
  title: string
  minutes: number
  resource_json: string
  published_at: string
}

export type ServiceFormTable = {
  service_id: string
  questionnaire_version_id: string
}

export type ServicePractitionerTable = {
  service_id: string
  practitioner_id: string
}

export type InvitationTable = {
  id: string
  patient_id: string
  kind: InvitationKind
  state: StoredInvitationState
  email: string | null
  secret: string
  recipient: string
  code: string | null
  code_secret: string | null
  code_recipient: string | null
  requested_by: string
  prepared_at: string
  sent_at: string | null
  accepted_at: string | null
  fetched_at: string | null
  opened_at: string | null
  redeemed_at: string | null
  redeemed_by_email: string | null
  redeemed_outcome: InvitationOutcome | null
  redeemed_with: 'link' | 'code' | null
  redeemed_recipient: string | null
  ended_at: string | null
  end_reason: string | null
  expires_at: string
}

export type LoginTable = {
  id: string
  email: string
  email_key: string
  recipient: string
  first_seen_at: string
}

export type LinkTable = {
  id: string
  login_id: string
  patient_id: string
  level: AccessLevel
  proven_recipient: string | null
  since_at: string
  ended_at: string | null
  ended_because: LinkEndedBecause | null
  end_reason: string | null
}

export type LinkInvitationTable = {
  link_id: string
  invitation_id: string
}

export type AssignmentTable = {
  id: string
  patient_id: string
  questionnaire_version_id: string
  invitation_id: string | null
  appointment_id: string | null
  sent_to: string | null
  due_at: string | null
  assigned_at: string
  assigned_by: string
  submitted_at: string | null
}

export type SubmissionTable = {
  id: string
  assignment_id: string | null
  patient_id: string
  link_id: string
  questionnaire_version_id: string
  response_json: string
  state: Submission['state']
  problems_json: string
  submitted_at: string
  received_at: string
}

export type PlanTable = {
  id: string
  patient_id: string
  title: string
  draft: string
  draft_saved_at: string
  created_by: string
  draft_version: Generated<number>
  draft_saved_by: string | null
}

export type PlanVersionTable = {
  plan_id: string
  version: number
  title: string
  text: string
  published_at: string
  published_by: string
  undone_at: Generated<string | null>
}

export type RecoverySheetTable = {
  id: number
  key_hash: string
  made_at: string
  checked_at: string
  checked_by: string
}

export type AuditTable = {
  seq: number
  at: string
  staff_id: string | null
  patient_id: string | null
  action: string
  detail: string | null
  previous_hash: string
  hash: string
  format: Generated<number>
  station: string | null
}

export type PatientSearchTable = {
  rowid: number
  name: string
  phone: string
  email: string
  birth: string
}

export type ClinicTables = {
  clinic: ClinicTable
  sync_state: SyncStateTable
  staff: StaffTable
  one_time_code: OneTimeCodeTable
  second_factor: SecondFactorTable
  spare_code: SpareCodeTable
  patient: PatientTable
  patient_import: PatientImportTable
  service: ServiceTable
  working_hours: WorkingHoursTable
  working_week: WorkingWeekTable
  time_off: TimeOffTable
  appointment: AppointmentTable
  questionnaire_version: QuestionnaireVersionTable
  service_form: ServiceFormTable
  service_practitioner: ServicePractitionerTable
  invitation: InvitationTable
  login: LoginTable
  link: LinkTable
  link_invitation: LinkInvitationTable
  assignment: AssignmentTable
  submission: SubmissionTable
  plan: PlanTable
  plan_version: PlanVersionTable
  mail: MailTable
  part: PartTable
  outbox: OutboxTable
  event_set_aside: EventSetAsideTable
  event_not_kept: EventNotKeptTable
  unsealed_holder: UnsealedHolderTable
  endpoint_put_back: EndpointPutBackTable
  anchor_attempt: AnchorAttemptTable
  waiting_redemption: WaitingRedemptionTable
  inbox_item: InboxItemTable
  recovery_sheet: RecoverySheetTable
  audit: AuditTable
  patient_search: PatientSearchTable
}
