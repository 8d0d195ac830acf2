import type { DocumentOpeningTable, DocumentShareTable, DocumentTable, FileTable } from './documentTables.ts'
import type { Generated } from 'kysely'
import type { MailWay, SmtpSecurity } from '../../../shared/domain/mailServer.ts'
import type { ClaimState } from '../../../shared/domain/booking/claimState.ts'
import type { AppointmentStatus } from '../../../shared/domain/visibility.ts'
import type { InvitationTable, LinkInvitationTable, LinkTable, LoginTable } from './accessTables.ts'
import type {
  OnlineBookingTable,
  PatientMergeTable,
  RangeOnSaleTable,
  WaitingEntryTable,
  WaitingOfferTable,
} from './onlineTables.ts'
import type { MessageGivenTable, MessageTable, MessageThreadTable } from './messageTables.ts'
import type { AssignmentTable, QuestionnaireVersionTable, ServiceFormTable, SubmissionTable } from './formTables.ts'
import type {
  OneTimeCodeTable,
  SecondFactorTable,
  SpareCodeTable,
  StaffTable,
  TimeOffTable,
  WorkingHoursTable,
  WorkingWeekTable,
} from './staffTables.ts'
import type {
  AnchorAttemptTable,
  CalendarFeedTable,
  EndpointPutBackTable,
  EventNotKeptTable,
  EventSetAsideTable,
  UnsealedHolderTable,
  InboxItemTable,
  MailTable,
  OutboxTable,
  PartTable,
  ReminderTable,
  SyncStateTable,
  WaitingRedemptionTable,
} from './wireTables.ts'

/** The clinic's tables as Kysely sees them: as they stand after the newest migration of `migrations/clinic`. */

export type ClinicTable = {
  id: string
  name: string
  address_line: string
  phone: string
  email: Generated<string>
  time_zone: string
  identity: string
  recipient: string
  code_salt: string
  access_days: Generated<number>
  undo_seconds: Generated<number>
  of_age: Generated<number>
  /** Null: nobody is reminded. */
  reminder_hours: Generated<number | null>
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
  set_up_ended_at: string | null
  open_hours: Generated<string>
  out_of_hours_text: Generated<string>
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
  standing: Generated<'chart' | 'provisional'>
  merged_into: string | null
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
  cancel_reason: Generated<string | null>
  reason: Generated<string | null>
  note: Generated<string | null>
  alert: Generated<string | null>
  called_at: Generated<string | null>
  called_by: Generated<string | null>
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
  is_claimed: Generated<number>
  claim_state: ClaimState | null
  is_awaited: Generated<number>
  series_id: Generated<string | null>
  originally_at: Generated<string | null>
}

/** Visits that recur (R6.2). */
export type SeriesTable = {
  id: string
  /** RFC 5545. */
  rule: string
  first_at: string
  time_zone: string
  minutes: number
  created_at: string
  created_by: string
}

export type ServicePractitionerTable = {
  service_id: string
  practitioner_id: string
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
  file: FileTable
  document: DocumentTable
  document_share: DocumentShareTable
  document_opening: DocumentOpeningTable
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
  series: SeriesTable
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
  message_thread: MessageThreadTable
  message: MessageTable
  message_given: MessageGivenTable
  mail: MailTable
  reminder: ReminderTable
  part: PartTable
  outbox: OutboxTable
  event_set_aside: EventSetAsideTable
  event_not_kept: EventNotKeptTable
  unsealed_holder: UnsealedHolderTable
  endpoint_put_back: EndpointPutBackTable
  anchor_attempt: AnchorAttemptTable
  calendar_feed: CalendarFeedTable
  waiting_redemption: WaitingRedemptionTable
  inbox_item: InboxItemTable
  recovery_sheet: RecoverySheetTable
  online_booking: OnlineBookingTable
  range_on_sale: RangeOnSaleTable
  patient_merge: PatientMergeTable
  waiting_entry: WaitingEntryTable
  waiting_offer: WaitingOfferTable
  audit: AuditTable
  patient_search: PatientSearchTable
}
