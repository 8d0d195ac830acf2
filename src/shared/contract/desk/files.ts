import { z } from 'zod'
import { AppointmentId, StaffId } from '../../domain/ids.ts'
import { CalendarDay } from '../../domain/time.ts'
import { plusDays } from '../../domain/zone.ts'
import { signedIn } from './common.ts'

/** As many days as a file of taken times goes over, at most. */
export const FILE_DAYS = 366

/** An .ics file, as text. */
const CalendarFile = z.object({ text: z.string() })

/** What leaves the desk as a file. Each call is one row of the audit log (R8.6). */
export const files = {
  /** R9.2: a visit that stands, as its e-mails bring it into the patient's calendar: when and where, never what for. */
  visit: signedIn.input(z.object({ appointmentId: AppointmentId })).output(CalendarFile),
  /** A practitioner's taken times of these days, without whose or what they are (R11.1). */
  times: signedIn
    .input(
      z
        .object({ practitionerId: StaffId, fromOn: CalendarDay, toOn: CalendarDay })
        .refine(({ fromOn, toOn }) => fromOn <= toOn && toOn < plusDays(fromOn, FILE_DAYS)),
    )
    .output(CalendarFile),
}
