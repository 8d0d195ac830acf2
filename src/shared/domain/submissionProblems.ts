import { z } from 'zod'
import { PROBLEMS } from './questionnaires/validate.ts'

/** Why a submission was kept aside (R7.5): a rule of the form that an answer breaks, or what it is as a whole. */
export const SubmissionProblem = z.discriminatedUnion('kind', [
  /** `linkId` is empty where the whole response breaks the rule. */
  z.object({ kind: z.literal('answer'), linkId: z.string(), problem: z.enum(PROBLEMS) }),
  z.object({ kind: z.literal('unreadable') }),
  /** The login that holds the link did not write it (R11.5). */
  z.object({ kind: z.literal('notFromHolder') }),
  z.object({ kind: z.literal('formOfSomebodyElse') }),
  z.object({ kind: z.literal('otherForm') }),
  z.object({ kind: z.literal('accessEnded') }),
  /** As it was written before problems had facts. */
  z.object({ kind: z.literal('earlier'), text: z.string() }),
])
export type SubmissionProblem = z.infer<typeof SubmissionProblem>
