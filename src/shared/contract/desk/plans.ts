import { z } from 'zod'
import { PatientId, PlanId } from '../../domain/ids.ts'
import { Instant } from '../../domain/time.ts'
import { changedMeanwhile, restricted, Version } from './common.ts'

export const Plan = z.object({
  id: PlanId,
  title: z.string(),
  draft: z.string(),
  draftSavedAt: Instant,
  /** Of title and draft (R10.7); not the number of a published version. */
  draftVersion: Version,
  publishedVersions: z.array(
    z.object({
      version: z.number().int(),
      title: z.string(),
      text: z.string(),
      publishedAt: Instant,
      publishedBy: z.string(),
    }),
  ),
})
export type Plan = z.infer<typeof Plan>

const Draft = z.object({ title: z.string().trim().min(1).max(200), text: z.string().max(50_000) })

/** R8.1: draft, then published versions; patients see published ones only. */
export const plans = {
  list: restricted.input(z.object({ patientId: PatientId })).output(z.array(Plan)),
  /** Makes the plan where `seenVersion` is null; then only what was changed, and the version that was seen (R10.7). */
  saveDraft: restricted
    .errors(changedMeanwhile(Plan))
    .input(
      z.union([
        Draft.extend({ id: PlanId, patientId: PatientId, seenVersion: z.null() }),
        Draft.partial().extend({ id: PlanId, patientId: PatientId, seenVersion: Version }),
      ]),
    )
    .output(Plan),
  /** The draft as it was seen: a draft that somebody wrote meanwhile is not published unread. */
  publish: restricted
    .errors({ NOTHING_TO_PUBLISH: {}, ...changedMeanwhile(Plan) })
    .input(z.object({ planId: PlanId, seenVersion: Version }))
    .output(Plan),
  /** R10.4: takes a version out of sight that was published a moment ago. Undoing twice is undoing once. */
  undoPublishing: restricted
    .errors({ TOO_LATE: {}, ...changedMeanwhile(Plan) })
    .input(z.object({ planId: PlanId, version: Version }))
    .output(Plan),
}
