import { z } from 'zod'
import { AssignmentId, PatientId, SubmissionId } from './ids.ts'
import { QuestionnaireResponse } from './questionnaires/types.ts'

/** What greets the invitee before redeeming, sealed to the invitation: "Hello Ana, Dr Lee has opened your records". */
export const Greeting = z.object({
  format: z.literal(2),
  /** Whose records it opens: an index that it brings is of no other patient. */
  patientId: PatientId,
  /** As the clinic calls itself, and where it can be called: what the endpoint says of it is nobody's word. */
  clinicName: z.string(),
  clinicPhone: z.string(),
  givenName: z.string(),
  email: z.string().nullable(),
  invitedByName: z.string(),
})
export type Greeting = z.infer<typeof Greeting>

/** Patient → clinic, sealed to the clinic and to the patient's own key. */
export const SealedSubmission = z.object({
  format: z.literal(1),
  submissionId: SubmissionId,
  assignmentId: AssignmentId,
  response: QuestionnaireResponse,
})
export type SealedSubmission = z.infer<typeof SealedSubmission>

export const SealedRequest = z.object({
  format: z.literal(1),
  about: z.enum(['fullAccess']),
  /** Whose full access is asked for (R11.5); absent in what was sent before it was said. */
  patientId: PatientId.optional(),
  message: z.string().max(10_000),
})
export type SealedRequest = z.infer<typeof SealedRequest>
