import { z } from 'zod'
import { ImportId, PatientId } from '../../domain/ids.ts'
import { NewPatientDetails } from '../../domain/people.ts'
import { Instant } from '../../domain/time.ts'
import { restricted } from './common.ts'
import { PatientSummary } from './patients.ts'

/** So many rows of a file travel at once. */
export const IMPORT_BATCH = 500

export const PatientImport = z.object({
  id: ImportId,
  fileName: z.string(),
  at: Instant,
  staffName: z.string(),
  /** Of its patients that are still there. */
  count: z.number().int(),
  /** Null unless undoing has begun; those that are still there then were worked on since, or wait to be removed. */
  undoneAt: Instant.nullable(),
})
export type PatientImport = z.infer<typeof PatientImport>

/** R10.8: patients from another program's file, a batch at a time, and all of them undone as one. */
export const imports = {
  /** Newest first. */
  list: restricted.output(z.array(PatientImport)),
  /** Of these rows, those who are most likely on file already. `row` counts from 0. */
  check: restricted
    .input(z.object({ rows: z.array(NewPatientDetails).max(IMPORT_BATCH) }))
    .output(z.array(z.object({ row: z.number().int(), patient: PatientSummary }))),
  /** Ids are made by the renderer: a batch that is sent again adds nobody twice. */
  add: restricted
    .errors({ IMPORT_UNDONE: {} })
    .input(
      z.object({
        importId: ImportId,
        fileName: z.string().trim().min(1).max(255),
        rows: z
          .array(NewPatientDetails.extend({ id: PatientId }))
          .min(1)
          .max(IMPORT_BATCH),
      }),
    )
    .output(z.object({ added: z.number().int() })),
  /**
   * Removes up to a batch of those whom nobody has worked on since; again and again until none is left. Who was only
   * looked at goes too.
   */
  undo: restricted.input(z.object({ importId: ImportId })).output(
    z.object({
      removed: z.number().int(),
      isDone: z.boolean(),
      /** Once it is done, those who stay: there is an appointment, a form, access, a plan, an e-mail, or a change by hand. */
      kept: z.number().int(),
    }),
  ),
}
