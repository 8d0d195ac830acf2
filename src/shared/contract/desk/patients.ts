import { z } from 'zod'
import { AuditFacts } from '../../domain/auditFacts.ts'
import { AppointmentId, PatientId } from '../../domain/ids.ts'
import { DuplicateReason } from '../../domain/likelyDuplicates.ts'
import { AccessLevel } from '../../domain/invitations.ts'
import { EmailAddress, NewPatientDetails, PatientDetails } from '../../domain/people.ts'
import { Instant } from '../../domain/time.ts'
import { changedMeanwhile, restricted, signedIn, Version } from './common.ts'

export const PatientSummary = PatientDetails.extend({
  id: PatientId,
  version: Version,
  /** Shown as "No. 2041". */
  chartNumber: z.number().int(),
  /** The highest level that anybody holds for this patient. */
  access: AccessLevel.nullable(),
  /** R6.5. `provisional`: booked online, and has no chart yet; `merged`: turned out to be somebody who had one. */
  standing: z.enum(['chart', 'provisional', 'merged']),
})
export type PatientSummary = z.infer<typeof PatientSummary>

/**
 * An address that a person typed while doing something else (booking, sending again): put on file in the same
 * transaction as what it is needed for, and like every change it names what was seen (R10.7).
 */
export const EmailForChart = z.object({ email: EmailAddress, seenVersion: Version })
export type EmailForChart = z.infer<typeof EmailForChart>

/**
 * One line of the audit log as it is read. `earlier`: written before actions had facts; shown as it stands. `imported`: where the
 * chart came from; the log has one row for many of these.
 */
export const HistoryLine = z.object({
  at: Instant,
  staffName: z.string().nullable(),
  stationName: z.string().nullable(),
  facts: z.union([
    AuditFacts,
    z.object({ action: z.literal('earlier'), text: z.string() }),
    z.object({ action: z.literal('imported'), fileName: z.string() }),
  ]),
})
export type HistoryLine = z.infer<typeof HistoryLine>

/** Details as far as they have been typed. */
const TypedDetails = PatientDetails.extend({ givenName: z.string().max(400), familyName: z.string().max(400) })

/** R3.5: a chart that was merged into another. */
export const MergedChart = z.object({
  patientId: PatientId,
  name: z.string(),
  chartNumber: z.number().int(),
  at: Instant,
})
export type MergedChart = z.infer<typeof MergedChart>

/** `chartId`: the one that stays. */
const both = z.object({ patientId: PatientId, chartId: PatientId })

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
  /** R10.1: up to five who are likely to be the person that is being added, the likeliest first. */
  likely: signedIn
    .input(TypedDetails)
    .output(z.array(z.object({ patient: PatientSummary, reasons: z.array(DuplicateReason).min(1) }))),
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
  add: signedIn.input(NewPatientDetails.extend({ id: PatientId })).output(PatientSummary),
  /** Only the fields that were changed, and the version that was seen (R10.7). */
  change: signedIn
    .errors(changedMeanwhile(PatientSummary))
    .input(z.object({ id: PatientId, seenVersion: Version, changes: NewPatientDetails.partial() }))
    .output(PatientSummary),
  /** R3.5: what hangs on one chart goes to another, which is the same person's; nobody's level is widened. */
  merge: restricted
    .errors({ TOO_LATE: {}, ...changedMeanwhile(PatientSummary) })
    .input(both.extend({ seenVersion: Version, seenChartVersion: Version }))
    .output(z.object({})),
  /** The same day. Undoing twice is undoing once. */
  undoMerge: restricted
    .errors({ TOO_LATE: {} })
    .input(z.object({ patientId: PatientId }))
    .output(z.object({})),
  /** What was merged into this chart today. */
  mergedToday: restricted.input(z.object({ patientId: PatientId })).output(z.array(MergedChart)),
  /** Who changed or read what, newest first (R8.6). */
  history: restricted.input(z.object({ patientId: PatientId })).output(z.array(HistoryLine)),
}
