import { z } from 'zod'
import { AccessLevel } from './invitations.ts'
import { PartId, PatientId } from './ids.ts'
import { OutOfHours } from './outOfHours.ts'
import { ProfileProposal, RecordHolder } from './profileProposals.ts'
import { Questionnaire, QuestionnaireResponse } from './questionnaires/types.ts'
import { Instant, TimeZone } from './time.ts'
import {
  Because,
  ChartAppointment,
  ChartDocument,
  ChartForm,
  ChartPlan,
  ChartProfile,
  ChartSubmission,
  ChartUpload,
  TakenBackDocument,
} from './visibility.ts'

/**
 * What is sealed for one holder is an *index*: small, and rewritten whole. What is heavy is a *part*: sealed once to an
 * identity of its own, which stands in the index of whoever may see it. One more holder, a recall, a new plan: indexes
 * change, parts are not sealed again.
 */

/** Where a part is and what opens it. */
export const PartRef = z.object({
  id: PartId,
  /** `AGE-SECRET-KEY-1…`, which opens this part alone. */
  identity: z.string(),
  /** Of the age file, in hexadecimal: the endpoint can give nothing else for it. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
})
export type PartRef = z.infer<typeof PartRef>

/** What a part opens to. */
export const PartContent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('form'), questionnaire: Questionnaire }),
  z.object({ kind: z.literal('submission'), response: QuestionnaireResponse }),
  z.object({ kind: z.literal('plan'), text: z.string() }),
])
export type PartContent = z.infer<typeof PartContent>
export type PartKind = PartContent['kind']

const part = { part: PartRef }

/** A `VisibleItem`, with where its heavy part is. Messages stand in no index: each goes by itself (decision 0040). */
export const IndexItem = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('appointment'), because: Because, appointment: ChartAppointment }),
  z.object({ kind: z.literal('form'), because: Because, form: ChartForm, ...part }),
  z.object({ kind: z.literal('submission'), because: Because, submission: ChartSubmission, ...part }),
  z.object({ kind: z.literal('plan'), because: Because, plan: ChartPlan, ...part }),
  /** The bytes of a document and of an upload come by reference: `part` is a blob's. */
  z.object({ kind: z.literal('document'), because: Because, document: ChartDocument, ...part }),
  z.object({ kind: z.literal('takenBack'), because: Because, document: TakenBackDocument }),
  /** Without a part where the clinic could not take it. */
  z.object({ kind: z.literal('upload'), because: Because, upload: ChartUpload, part: PartRef.nullable() }),
  z.object({ kind: z.literal('profile'), because: Because, profile: ChartProfile }),
])
export type IndexItem = z.infer<typeof IndexItem>

export const ClinicFacts = z.object({
  name: z.string(),
  addressLine: z.string(),
  phone: z.string(),
  timeZone: TimeZone,
  /** R8.5; absent in what was sealed before it could be said, null for nothing said. */
  outOfHours: OutOfHours.nullable().default(null),
})
export type ClinicFacts = z.infer<typeof ClinicFacts>

/**
 * What is sealed for one viewer and opened in the patient's browser. `patientName` is what staff call the patient; a
 * limited holder gets the given name only, so that the page can say whose things these are (R5.3).
 */
export const RecordIndex = z.object({
  format: z.literal(3),
  level: AccessLevel,
  patientId: PatientId,
  patientName: z.string(),
  /** The clinic's own words about itself, whatever the endpoint says. */
  clinic: ClinicFacts,
  items: z.array(IndexItem),
  /** R8.4: what this login proposed to change, the newest first; a desk of before told none. */
  proposals: z.array(ProfileProposal).default([]),
  /** R5.3: for whoever sees everything, who else sees what, the first holder first; likewise. */
  holders: z.array(RecordHolder).default([]),
  madeAt: Instant,
})
export type RecordIndex = z.infer<typeof RecordIndex>
