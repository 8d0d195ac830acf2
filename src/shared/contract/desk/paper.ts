import { z } from 'zod'
import { Blocker } from '../../domain/blockers.ts'
import { CallListOf } from '../../domain/callList.ts'
import { AppointmentId, PatientId, StaffId } from '../../domain/ids.ts'
import { CalendarDay, ClockTime, Instant } from '../../domain/time.ts'
import { AppointmentStatus } from '../../domain/visibility.ts'
import { signedIn } from './common.ts'

const PrintedVisit = z.object({
  id: AppointmentId,
  startsAt: Instant,
  endsAt: Instant,
  patientName: z.string(),
  serviceName: z.string(),
  status: AppointmentStatus,
})

/** What stands on one printed calendar: a part for each practitioner of a day, or for each day of one practitioner's week. */
export const PrintedCalendar = z.object({
  printedAt: Instant,
  by: z.string(),
  parts: z.array(
    z.object({
      on: CalendarDay,
      /** Null where nobody has a calendar. */
      practitionerId: StaffId.nullable(),
      practitionerName: z.string(),
      /** When they work on it, by the clinic's clock. */
      open: z.array(z.object({ from: ClockTime, to: ClockTime })),
      visits: z.array(PrintedVisit),
    }),
  ),
})
export type PrintedCalendar = z.infer<typeof PrintedCalendar>

/** R10.1: whom the reception rings, and who was. */
export const PrintedCallList = z.object({
  printedAt: Instant,
  by: z.string(),
  on: CalendarDay,
  of: CallListOf,
  visits: z.array(
    PrintedVisit.pick({ id: true, startsAt: true, patientName: true }).extend({
      patientPhone: z.string().nullable(),
      practitionerName: z.string(),
      blockers: z.array(Blocker),
      isCalled: z.boolean(),
      isWithoutReminder: z.boolean(),
    }),
  ),
})
export type PrintedCallList = z.infer<typeof PrintedCallList>

/** R6.2: what a patient takes home: when, and with whom. */
export const Slip = z.object({
  patientName: z.string(),
  clinic: z.object({ name: z.string(), addressLine: z.string(), phone: z.string() }),
  visits: z.array(
    z.object({
      id: AppointmentId,
      startsAt: Instant,
      endsAt: Instant,
      practitionerName: z.string(),
      /** R6.3: how the patient moves or cancels it, and until when. */
      change: z.object({ by: z.enum(['online', 'telephone']), until: Instant.nullable() }),
    }),
  ),
})
export type Slip = z.infer<typeof Slip>

/** What leaves the desk on paper. Each call is one row of the audit log (R8.6). */
export const paper = {
  /** Visits that are cancelled stand on none. Of a week one practitioner's, as `calendar.week` chooses whose. */
  calendar: signedIn
    .input(z.object({ view: z.enum(['day', 'week']), on: CalendarDay, practitionerId: StaffId.nullable() }))
    .output(PrintedCalendar),
  /** The call list of a day. */
  callList: signedIn.input(z.object({ on: CalendarDay, of: CallListOf })).output(PrintedCallList),
  /** Visits to come that stand; of one visit where it is named. */
  slip: signedIn.input(z.object({ patientId: PatientId, appointmentId: AppointmentId.nullable() })).output(Slip),
}
