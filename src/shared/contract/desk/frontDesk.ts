import { z } from 'zod'
import {
  AppointmentId,
  InboxItemId,
  InvitationId,
  MailId,
  OutboxId,
  PatientId,
  QuestionnaireVersionId,
  ServiceId,
  StaffId,
  SubmissionId,
} from '../../domain/ids.ts'
import { CalendarDay, ClockTime, Instant } from '../../domain/time.ts'
import { AppointmentStatus } from '../../domain/visibility.ts'
import { Questionnaire } from '../../domain/questionnaires/types.ts'
import { signedIn } from './common.ts'
import { Assignment, Submission } from './patients.ts'

export const Service = z.object({
  id: ServiceId,
  name: z.string(),
  minutes: z.number().int(),
  bufferBeforeMinutes: z.number().int(),
  bufferAfterMinutes: z.number().int(),
  isBookableOnline: z.boolean(),
  /** Smart Forms that its confirmation offers to send. */
  formIds: z.array(QuestionnaireVersionId),
})
export type Service = z.infer<typeof Service>

/** What stands between a visit and its start (R10.1); a chip each. */
export const Blocker = z.enum(['formNotReturned', 'mailBounced', 'notTold', 'limitedOnly', 'noEmail'])
export type Blocker = z.infer<typeof Blocker>

export const DayAppointment = z.object({
  id: AppointmentId,
  patientId: PatientId,
  patientName: z.string(),
  patientAge: z.number().int().nullable(),
  practitionerId: StaffId,
  serviceId: ServiceId,
  serviceName: z.string(),
  startsAt: Instant,
  endsAt: Instant,
  status: AppointmentStatus,
  /** Since when it has its status: "Arrived 13:41". */
  statusAt: Instant,
  blockers: z.array(Blocker),
  /** The form invitation or access invitation that a nudge would send again. */
  invitationId: InvitationId.nullable(),
})
export type DayAppointment = z.infer<typeof DayAppointment>

export const calendar = {
  services: signedIn.output(z.array(Service)),
  /** One clinic day: who works when, and every appointment on it. */
  day: signedIn.input(z.object({ on: CalendarDay })).output(
    z.object({
      on: CalendarDay,
      startsAt: Instant,
      endsAt: Instant,
      columns: z.array(
        z.object({
          practitionerId: StaffId,
          name: z.string(),
          tint: z.number().int(),
          /** Clinic wall-clock; empty when away. */
          open: z.array(z.object({ from: ClockTime, to: ClockTime })),
        }),
      ),
      appointments: z.array(DayAppointment),
    }),
  ),
  /**
   * "Save" and "Save and Send". `id` is made by the renderer, so that a double click books once. With `tell`, one
   * confirmation e-mail leaves, with the .ics and, where forms were chosen, "Take me to my forms" (R2.2, R9.1).
   */
  book: signedIn
    .errors({
      /** Somebody has this time; `overbookReason` overrides on purpose (R6.4). */
      TIME_TAKEN: { data: z.object({ startsAt: Instant, endsAt: Instant, patientName: z.string() }) },
      EMAIL_MISSING: {},
      NOT_PAIRED: {},
    })
    .input(
      z.object({
        id: AppointmentId,
        patientId: PatientId,
        practitionerId: StaffId,
        serviceId: ServiceId,
        startsAt: Instant,
        formIds: z.array(QuestionnaireVersionId).max(20),
        tell: z.boolean(),
        overbookReason: z.string().trim().min(1).max(500).nullable(),
      }),
    )
    .output(DayAppointment),
  setStatus: signedIn.input(z.object({ id: AppointmentId, status: AppointmentStatus })).output(DayAppointment),
}

export const forms = {
  /** Published versions in use, newest of each. */
  library: signedIn.output(
    z.array(
      z.object({
        id: QuestionnaireVersionId,
        title: z.string(),
        description: z.string().nullable(),
        version: z.string(),
        questionCount: z.number().int(),
        minutes: z.number().int(),
        questionnaire: Questionnaire,
        counts: z.object({
          pending: z.number().int(),
          inProgress: z.number().int(),
          submitted: z.number().int(),
          expired: z.number().int(),
        }),
      }),
    ),
  ),
  assignments: signedIn.output(z.array(Assignment)),
  /** R2.2: one e-mail with "Take me to my forms". `id` is the invitation's, made by the renderer. */
  send: signedIn
    .errors({ EMAIL_MISSING: {}, NOT_PAIRED: {} })
    .input(
      z.object({ id: InvitationId, patientId: PatientId, formIds: z.array(QuestionnaireVersionId).min(1).max(20) }),
    )
    .output(z.object({})),
  submission: signedIn.input(z.object({ submissionId: SubmissionId })).output(Submission),
}

export const InboxItem = z.object({
  id: InboxItemId,
  kind: z.enum(['submission', 'request', 'mailBounced', 'redeemed', 'unproven']),
  patientId: PatientId.nullable(),
  patientName: z.string().nullable(),
  receivedAt: Instant,
  /** One line: the form's title, the request's first words, the address that bounced. */
  title: z.string(),
  message: z.string().nullable(),
  submissionId: SubmissionId.nullable(),
  /** The e-mail that came back, where `mailBounced`. */
  mailId: MailId.nullable(),
  doneAt: Instant.nullable(),
})
export type InboxItem = z.infer<typeof InboxItem>

export const inbox = {
  list: signedIn.input(z.object({ includeDone: z.boolean() })).output(z.array(InboxItem)),
  /** Files a submission in the chart, or settles the item. */
  settle: signedIn.input(z.object({ id: InboxItemId })).output(z.object({})),
}

export const OutboxMail = z.object({
  id: MailId,
  patientId: PatientId.nullable(),
  patientName: z.string().nullable(),
  kind: z.enum(['confirmation', 'forms', 'accessLink', 'linkAdded', 'linkEnded']),
  to: z.string(),
  subject: z.string(),
  state: z.enum(['waiting', 'leaving', 'sent', 'bounced', 'failed', 'unknown', 'undone']),
  createdAt: Instant,
  /** While `waiting`: when the countdown ends and "Undo" goes away. */
  leavesAt: Instant,
  sentAt: Instant.nullable(),
  failure: z.string().nullable(),
})
export type OutboxMail = z.infer<typeof OutboxMail>

export const outbox = {
  list: signedIn.output(
    z.object({
      mails: z.array(OutboxMail),
      /** Outbox rows that the endpoint refused: "needs attention". */
      refused: z.array(z.object({ id: OutboxId, kind: z.string(), reason: z.string(), at: Instant })),
    }),
  ),
  /** Until it leaves (R9.3). */
  undo: signedIn
    .errors({ TOO_LATE: {} })
    .input(z.object({ mailId: MailId }))
    .output(z.object({})),
  /** Sends a bounced, failed or undone e-mail again, to the address now on file. */
  sendAgain: signedIn
    .errors({ EMAIL_MISSING: {}, INVITATION_CLOSED: {} })
    .input(z.object({ mailId: MailId }))
    .output(z.object({})),
}

/** Figures for the rail: what waits where. */
export const counts = signedIn.output(
  z.object({
    forms: z.number().int(),
    inbox: z.number().int(),
    outboxTrouble: z.number().int(),
  }),
)

export const today = {
  /** The right-hand panel of *Today*. */
  summary: signedIn.output(
    z.object({
      submissions: z.object({
        count: z.number().int(),
        latestName: z.string().nullable(),
        latestAt: Instant.nullable(),
      }),
      requests: z.number().int(),
      bounced: z.array(z.object({ mailId: MailId, to: z.string() })),
      tomorrow: z.object({
        visits: z.number().int(),
        ready: z.number().int(),
        formNotReturned: z.number().int(),
        noEmail: z.number().int(),
        mailBounced: z.number().int(),
      }),
    }),
  ),
}
