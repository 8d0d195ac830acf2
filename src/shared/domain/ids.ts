import { z } from 'zod'

/**
 * Ids are branded so that a patient's id cannot stand where a login's is meant. All are UUIDs, version 7 where this
 * program makes them, so that they sort by the time they were made.
 */
export const ClinicId = z.uuid().brand('ClinicId')
export type ClinicId = z.infer<typeof ClinicId>
export const StaffId = z.uuid().brand('StaffId')
export type StaffId = z.infer<typeof StaffId>
export const PatientId = z.uuid().brand('PatientId')
export type PatientId = z.infer<typeof PatientId>
export const LoginId = z.uuid().brand('LoginId')
export type LoginId = z.infer<typeof LoginId>
export const LinkId = z.uuid().brand('LinkId')
export type LinkId = z.infer<typeof LinkId>
export const InvitationId = z.uuid().brand('InvitationId')
export type InvitationId = z.infer<typeof InvitationId>
export const ServiceId = z.uuid().brand('ServiceId')
export type ServiceId = z.infer<typeof ServiceId>
export const TimeOffId = z.uuid().brand('TimeOffId')
export type TimeOffId = z.infer<typeof TimeOffId>
export const AppointmentId = z.uuid().brand('AppointmentId')
export type AppointmentId = z.infer<typeof AppointmentId>
/** Of visits that recur. */
export const SeriesId = z.uuid().brand('SeriesId')
export type SeriesId = z.infer<typeof SeriesId>
export const QuestionnaireVersionId = z.uuid().brand('QuestionnaireVersionId')
export type QuestionnaireVersionId = z.infer<typeof QuestionnaireVersionId>
export const AssignmentId = z.uuid().brand('AssignmentId')
export type AssignmentId = z.infer<typeof AssignmentId>
export const SubmissionId = z.uuid().brand('SubmissionId')
export type SubmissionId = z.infer<typeof SubmissionId>
export const ImportId = z.uuid().brand('ImportId')
export type ImportId = z.infer<typeof ImportId>
export const PlanId = z.uuid().brand('PlanId')
export type PlanId = z.infer<typeof PlanId>
export const DocumentId = z.uuid().brand('DocumentId')
export type DocumentId = z.infer<typeof DocumentId>
export const MailId = z.uuid().brand('MailId')
export type MailId = z.infer<typeof MailId>
export const OutboxId = z.uuid().brand('OutboxId')
export type OutboxId = z.infer<typeof OutboxId>
export const EventId = z.uuid().brand('EventId')
export type EventId = z.infer<typeof EventId>
export const InboxItemId = z.uuid().brand('InboxItemId')
export type InboxItemId = z.infer<typeof InboxItemId>
/** Of what is sealed once and named by indexes: a questionnaire, a submission, a version of a plan. */
export const PartId = z.uuid().brand('PartId')
export type PartId = z.infer<typeof PartId>
/** Somebody's place on the waiting list. An offer from it has the id that its visit will have. */
export const WaitingEntryId = z.uuid().brand('WaitingEntryId')
export type WaitingEntryId = z.infer<typeof WaitingEntryId>
export const MessageId = z.uuid().brand('MessageId')
export type MessageId = z.infer<typeof MessageId>
/** Messages about one thing, both ways. */
export const ThreadId = z.uuid().brand('ThreadId')
export type ThreadId = z.infer<typeof ThreadId>
