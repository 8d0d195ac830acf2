import { z } from 'zod'
import { PatientId, StaffId } from '../../domain/ids.ts'
import { CalendarDay } from '../../domain/time.ts'
import { restricted } from './common.ts'
import { HistoryLine } from './patients.ts'

/** Which lines: those that are about this patient, by this person, from this day to that one, both included. Null: all. */
const Wanted = z.object({
  patientId: PatientId.nullable(),
  staffId: StaffId.nullable(),
  from: CalendarDay.nullable(),
  to: CalendarDay.nullable(),
})

export const AuditLine = HistoryLine.extend({
  seq: z.number().int(),
  /** Whom it is about; null: nobody, but the clinic itself. */
  patient: z.object({ id: PatientId, name: z.string(), chartNumber: z.number().int() }).nullable(),
})
export type AuditLine = z.infer<typeof AuditLine>

/** R8.6: who read, changed, exported and printed what, of everybody; that it was read, printed or exported stands in it too. */
export const auditLog = {
  /** The newest first, a page after another. */
  list: restricted.input(Wanted.extend({ before: z.number().int().nullable() })).output(
    z.object({
      lines: z.array(AuditLine),
      /** Null where there is nothing older. */
      before: z.number().int().nullable(),
    }),
  ),
  /** Whoever takes lines away says so once they have them. */
  taken: restricted
    .input(
      Wanted.pick({ patientId: true }).extend({
        how: z.enum(['printed', 'exported']),
        count: z.number().int().min(0),
      }),
    )
    .output(z.object({})),
}
