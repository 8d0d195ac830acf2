import { z } from 'zod'
import { AssignmentId, InvitationId, PatientId, QuestionnaireVersionId, SubmissionId } from '../../domain/ids.ts'
import { Questionnaire, QuestionnaireResponse } from '../../domain/questionnaires/types.ts'
import { SubmissionProblem } from '../../domain/submissionProblems.ts'
import { Instant } from '../../domain/time.ts'
import { changedMeanwhile, signedIn } from './common.ts'
import { Leaving } from './outbox.ts'
import { EmailForChart, PatientSummary } from './patients.ts'

export const Assignment = z.object({
  id: AssignmentId,
  title: z.string(),
  patientId: PatientId,
  patientName: z.string(),
  state: z.enum(['pending', 'inProgress', 'submitted', 'expired']),
  sentTo: z.string().nullable(),
  assignedAt: Instant,
  submittedAt: Instant.nullable(),
  /** R4.2: until when it can be opened and sent, and what staff extend; null where it came back, or its invitation was ended. */
  invitation: z.object({ id: InvitationId, expiresAt: Instant }).nullable(),
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
  /** `setAside` breaks a rule of the form; `unproven` was not written by the login through whose link it came. */
  state: z.enum(['received', 'filed', 'setAside', 'unproven']),
  /** Why it was set aside (R7.5). */
  problems: z.array(SubmissionProblem),
  questionnaire: Questionnaire,
  response: QuestionnaireResponse,
})
export type Submission = z.infer<typeof Submission>

export const LibraryForm = z.object({
  id: QuestionnaireVersionId,
  title: z.string(),
  description: z.string().nullable(),
  version: z.string(),
  /** `first`: of whoever begins it; `most`: with all that answers lead to. */
  questions: z.object({ first: z.number().int(), most: z.number().int() }),
  minutes: z.number().int(),
  questionnaire: Questionnaire,
  counts: z.object({
    pending: z.number().int(),
    inProgress: z.number().int(),
    submitted: z.number().int(),
    expired: z.number().int(),
  }),
})
export type LibraryForm = z.infer<typeof LibraryForm>

export const forms = {
  /** Published versions in use, newest of each. */
  library: signedIn.output(z.array(LibraryForm)),
  assignments: signedIn.output(z.array(Assignment)),
  /** One patient's, newest first (R10.2). */
  ofPatient: signedIn
    .input(z.object({ patientId: PatientId }))
    .output(z.object({ assignments: z.array(Assignment), submissions: z.array(Submission) })),
  /** R2.2: one e-mail with "Take me to my forms". `id` is the invitation's, made by the renderer. */
  send: signedIn
    .errors({ EMAIL_MISSING: {}, NOT_PAIRED: {}, ...changedMeanwhile(PatientSummary) })
    .input(
      z.object({
        id: InvitationId,
        patientId: PatientId,
        formIds: z.array(QuestionnaireVersionId).min(1).max(20),
        /** Typed where there was none on file. */
        emailForChart: EmailForChart.nullable(),
      }),
    )
    .output(z.object({ leaving: Leaving.nullable() })),
  /** R4.2: 30 days more, before they expire or after. `id` is the invitation's. */
  extend: signedIn
    .errors({ INVITATION_CLOSED: {} })
    .input(z.object({ id: InvitationId }))
    .output(z.object({ expiresAt: Instant })),
  submission: signedIn.input(z.object({ submissionId: SubmissionId })).output(Submission),
}
