import { z } from 'zod'
import { AppointmentId, PatientId, StaffId, TimeOffId } from '../../domain/ids.ts'
import { CalendarDay, ClockTime, Instant } from '../../domain/time.ts'
import { HoursProblem, TimeOffDetails } from '../../domain/workingHours.ts'
import { changedMeanwhile, restricted, signedIn } from './common.ts'

const Spans = z.array(z.object({ from: ClockTime, to: ClockTime })).max(20)
/** Monday first, clinic wall clock; a day without spans is off, a break is the gap between two. */
const Days = z.array(Spans).length(7)

/** The hours of a week, from a day on until the next ones begin. */
export const Week = z.object({
  /** Null: always, until others begin. */
  beginsOn: CalendarDay.nullable(),
  /** Rises with every change; 0 while it was never changed, or is not there. */
  version: z.number().int().min(0),
  days: Days,
})
export type Week = z.infer<typeof Week>

/** A booked visit that stands where its practitioner is away, or is not at the clinic any more. */
export const StandingVisit = z.object({
  id: AppointmentId,
  patientId: PatientId,
  patientName: z.string(),
  serviceName: z.string(),
  startsAt: Instant,
})
export type StandingVisit = z.infer<typeof StandingVisit>

export const TimeOff = z.object({ id: TimeOffId, details: TimeOffDetails, visits: z.array(StandingVisit) })
export type TimeOff = z.infer<typeof TimeOff>

const whose = { practitionerId: StaffId }

/** Who works when (R6.1, R10.8): everybody reads it, an admin changes it. */
export const hours = {
  /** One practitioner's: the week that counts always, those that begin on a date, and the time off that is not over. */
  of: signedIn.input(z.object(whose)).output(z.object({ weeks: z.array(Week).min(1), timeOff: z.array(TimeOff) })),
  /** The days that were changed (1 to 7), over the version that was seen; with `beginsOn` of none yet, a new week. */
  saveWeek: restricted
    .errors({
      ...changedMeanwhile(Week),
      /** Spans of one day overlap, or end before they begin. */
      HOURS_IMPOSSIBLE: { data: z.object({ weekday: z.number().int(), problem: HoursProblem }) },
    })
    .input(
      z.object({
        ...whose,
        beginsOn: CalendarDay.nullable(),
        seenVersion: z.number().int().min(0),
        changes: z.array(z.object({ weekday: z.number().int().min(1).max(7), spans: Spans })).max(7),
      }),
    )
    .output(Week),
  /** A week that begins on a date is taken away: the one before goes on. */
  removeWeek: restricted
    .errors(changedMeanwhile(Week))
    .input(z.object({ ...whose, beginsOn: CalendarDay, seenVersion: z.number().int() }))
    .output(z.object({})),
  /** The visits that would stand in it. */
  visitsIn: signedIn.input(z.object({ ...whose, details: TimeOffDetails })).output(z.array(StandingVisit)),
  /** `id` is made by the renderer, so that a double click adds once. */
  addTimeOff: restricted
    .errors({
      /** Visits stand in it that `leaving` does not name. */
      VISITS_STAND: { data: z.object({ visits: z.array(StandingVisit) }) },
    })
    .input(
      z.object({
        ...whose,
        id: TimeOffId,
        details: TimeOffDetails,
        /** Visits that the person was shown, and leaves where they stand. */
        leaving: z.array(AppointmentId).max(2000),
      }),
    )
    .output(TimeOff),
  removeTimeOff: restricted.input(z.object({ id: TimeOffId })).output(z.object({})),
}
