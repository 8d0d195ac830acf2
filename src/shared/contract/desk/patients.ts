import { z } from 'zod'
import {
  AppointmentId,
  AssignmentId,
  InvitationId,
  LinkId,
  LoginId,
  MailId,
  PatientId,
  PlanId,
  SubmissionId,
} from '../../domain/ids.ts'
import { AccessLevel, InvitationKind, InvitationState } from '../../domain/invitations.ts'
import { EmailAddress, PatientDetails } from '../../domain/people.ts'
import { Questionnaire, QuestionnaireResponse } from '../../domain/questionnaires/types.ts'
import { Instant } from '../../domain/time.ts'
import { AppointmentStatus, Projection } from '../../domain/visibility.ts'
import { signedIn } from './common.ts'

export const PatientSummary = PatientDetails.extend({
  id: PatientId,
  /** Shown as "No. 2041". */
  chartNumber: z.number().int(),
  /** The highest level that anybody holds for this patient. */
  access: AccessLevel.nullable(),
})
export type PatientSummary = z.infer<typeof PatientSummary>

export const patients = {
  /** As one types (R10.1): name, phone, e-mail, birth date. An empty query lists by family name. */
  search: signedIn
    .input(
      z.object({
        query: z.string().max(200),
        limit: z.number().int().min(1).max(200),
        offset: z.number().int().min(0),
      }),
    )
    .output(z.object({ patients: z.array(PatientSummary), total: z.number().int() })),
  get: signedIn.input(z.object({ patientId: PatientId })).output(
    PatientSummary.extend({
      nextAppointment: z
        .object({
          id: AppointmentId,
          startsAt: Instant,
          practitionerCalledName: z.string(),
          serviceName: z.string(),
        })
        .nullable(),
    }),
  ),
  /** `id` is made by the renderer, so that a double click makes one patient. */
  add: signedIn.input(PatientDetails.extend({ id: PatientId })).output(PatientSummary),
  change: signedIn.input(PatientDetails.extend({ id: PatientId })).output(PatientSummary),
  /** Who changed or read what, newest first (R8.6). */
  history: signedIn.input(z.object({ patientId: PatientId })).output(
    z.array(
      z.object({
        at: Instant,
        staffName: z.string().nullable(),
        action: z.string(),
        detail: z.string().nullable(),
      }),
    ),
  ),
}

export const Invitation = z.object({
  id: InvitationId,
  kind: InvitationKind,
  state: InvitationState,
  /** Null for a patient without a birth date, or once the invitation is no longer open. */
  code: z.string().nullable(),
  email: z.string().nullable(),
  requestedBy: z.string(),
  preparedAt: Instant,
  sentAt: Instant.nullable(),
  /** The mail server took the e-mail. */
  acceptedAt: Instant.nullable(),
  fetchedAt: Instant.nullable(),
  openedAt: Instant.nullable(),
  redeemedAt: Instant.nullable(),
  redeemedBy: z.string().nullable(),
  redeemedOutcome: z.enum(['added', 'upgraded', 'alreadyHeld']).nullable(),
  endedAt: Instant.nullable(),
  endReason: z.string().nullable(),
  expiresAt: Instant,
  /** State of the newest e-mail that carries it. */
  mail: z
    .object({
      id: MailId,
      state: z.enum(['waiting', 'leaving', 'sent', 'bounced', 'failed', 'unknown', 'undone']),
      leavesAt: Instant,
      failure: z.string().nullable(),
    })
    .nullable(),
})
export type Invitation = z.infer<typeof Invitation>

export const Holder = z.object({
  linkId: LinkId,
  loginId: LoginId,
  email: z.string(),
  level: AccessLevel,
  since: Instant,
  /** By what it came: an Access Link, "Take me to my forms", online booking; and who sent it. */
  by: z.object({ kind: InvitationKind, staffName: z.string() }).nullable(),
  /** False when the proof that the invitation's holder chose this key did not hold: nothing was published to it. */
  isProven: z.boolean(),
})
export type Holder = z.infer<typeof Holder>

/** The tab "Medical Access Code" (R2.3, R4.1). */
export const access = {
  get: signedIn.input(z.object({ patientId: PatientId })).output(
    z.object({
      /** The open access invitation, if any; then those that are over, newest first, of both kinds. */
      current: Invitation.nullable(),
      earlier: z.array(Invitation),
      holders: z.array(Holder),
    }),
  ),
  /** "Request Access Code": replaces an open one (R4.4). */
  requestCode: signedIn
    .input(z.object({ id: InvitationId, patientId: PatientId, email: EmailAddress.nullable() }))
    .output(Invitation),
  /** "Send Access Link" after confirming the address. A second call while it leaves changes nothing. */
  sendLink: signedIn
    .errors({ EMAIL_MISSING: {}, INVITATION_CLOSED: {}, NOT_PAIRED: {} })
    .input(z.object({ invitationId: InvitationId, email: EmailAddress }))
    .output(Invitation),
  revokeInvitation: signedIn
    .errors({ INVITATION_CLOSED: {} })
    .input(z.object({ invitationId: InvitationId, reason: z.string().trim().max(500) }))
    .output(z.object({})),
  /** R3.5: ends a link, or lowers it to limited; the patient is told by e-mail. */
  revokeLink: signedIn
    .input(z.object({ linkId: LinkId, reason: z.string().trim().min(1).max(500) }))
    .output(z.object({})),
  lowerLink: signedIn
    .input(z.object({ linkId: LinkId, reason: z.string().trim().min(1).max(500) }))
    .output(z.object({})),
  /** "See as patient": what one holder sees, by the same rule that publishes it (R3.3). */
  seeAs: signedIn.input(z.object({ linkId: LinkId })).output(Projection),
}

export const Assignment = z.object({
  id: AssignmentId,
  title: z.string(),
  patientId: PatientId,
  patientName: z.string(),
  state: z.enum(['pending', 'inProgress', 'submitted', 'expired']),
  sentTo: z.string().nullable(),
  assignedAt: Instant,
  submittedAt: Instant.nullable(),
})
export type Assignment = z.infer<typeof Assignment>

export const Submission = z.object({
  id: SubmissionId,
  patientId: PatientId,
  patientName: z.string(),
  title: z.string(),
  submittedAt: Instant,
  receivedAt: Instant,
  submittedBy: z.string(),
  state: z.enum(['received', 'filed', 'setAside']),
  /** What broke the rules, where it was set aside (R7.5). */
  problems: z.array(z.string()),
  questionnaire: Questionnaire,
  response: QuestionnaireResponse,
})
export type Submission = z.infer<typeof Submission>

export const workspace = {
  appointments: signedIn.input(z.object({ patientId: PatientId })).output(
    z.array(
      z.object({
        id: AppointmentId,
        startsAt: Instant,
        endsAt: Instant,
        serviceName: z.string(),
        practitionerName: z.string(),
        status: AppointmentStatus,
      }),
    ),
  ),
  forms: signedIn.input(z.object({ patientId: PatientId })).output(
    z.object({
      assignments: z.array(Assignment),
      submissions: z.array(Submission),
    }),
  ),
}

export const Plan = z.object({
  id: PlanId,
  title: z.string(),
  draft: z.string(),
  draftSavedAt: Instant,
  publishedVersions: z.array(
    z.object({
      version: z.number().int(),
      text: z.string(),
      publishedAt: Instant,
      publishedBy: z.string(),
    }),
  ),
})
export type Plan = z.infer<typeof Plan>

/** R8.1: draft, then published versions; patients see published ones only. */
export const plans = {
  list: signedIn.input(z.object({ patientId: PatientId })).output(z.array(Plan)),
  saveDraft: signedIn
    .input(
      z.object({
        id: PlanId,
        patientId: PatientId,
        title: z.string().trim().min(1).max(200),
        text: z.string().max(50_000),
      }),
    )
    .output(Plan),
  publish: signedIn
    .errors({ NOTHING_TO_PUBLISH: {} })
    .input(z.object({ planId: PlanId }))
    .output(Plan),
}
