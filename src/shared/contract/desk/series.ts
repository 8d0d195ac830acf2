import { z } from 'zod'
import { BookingConcern, ConcernKind } from '../../domain/bookingConcerns.ts'
import { AppointmentId, PatientId, QuestionnaireVersionId, SeriesId, ServiceId, StaffId } from '../../domain/ids.ts'
import { MOST_VISITS, Recurrence } from '../../domain/recurrence/recurrence.ts'
import { Instant } from '../../domain/time.ts'
import { DayAppointment, SeenVisit, TakenTime } from './calendar.ts'
import { changedMeanwhile, signedIn, Version } from './common.ts'
import { EmailForChart, PatientSummary } from './patients.ts'

/** What recurs: the first visit, and how it goes on. */
const wanted = { practitionerId: StaffId, serviceId: ServiceId, startsAt: Instant, recurrence: Recurrence }

/** What is odd about a visit of a series, at the time that is wanted for it. */
const weighed = { concerns: z.array(BookingConcern), taken: TakenTime.nullable() }

export const Occurrence = z.object({
  /** When the rule has it. */
  originallyAt: Instant,
  endsAt: Instant,
  ...weighed,
  /** R6.4: on sale online, so that the endpoint answers for it. */
  isOnSale: z.boolean(),
  /** Of one that is odd: the same practitioner's next free time, which no other visit of the series wants. */
  nextFreeAt: Instant.nullable(),
})
export type Occurrence = z.infer<typeof Occurrence>

const SeriesVisit = z.object({
  id: AppointmentId,
  originallyAt: Instant,
  /** Where it is to be, the next free time for one. */
  startsAt: Instant,
  despite: z.array(ConcernKind),
  overbookReason: z.string().trim().min(1).max(500).nullable(),
})
export type SeriesVisit = z.infer<typeof SeriesVisit>

/** R6.2, R6.4: where a visit would be if it were moved along, and what is odd about it there. */
export const MovedVisit = z.object({
  id: AppointmentId,
  version: Version,
  originallyAt: Instant,
  /** When it is now. */
  from: Instant,
  startsAt: Instant,
  endsAt: Instant,
  practitionerId: StaffId,
  ...weighed,
  /** Whether it is to be moved: one that is odd where nobody keeps it is not. */
  goesAlong: z.boolean(),
})
export type MovedVisit = z.infer<typeof MovedVisit>

/** One that is moved along as it was seen, despite what was said of it. */
const MovingVisit = SeenVisit.extend({
  despite: z.array(ConcernKind),
  overbookReason: z.string().trim().min(1).max(500).nullable(),
})
export type MovingVisit = z.infer<typeof MovingVisit>

/** Where one visit of a series is to be; `endsAt` null: as long as before. */
const movedTo = { id: AppointmentId, practitionerId: StaffId, startsAt: Instant, endsAt: Instant.nullable() }

const chosenVisits = z.array(AppointmentId).max(MOST_VISITS)

const visitsRefused = {
  VISITS_REFUSED: { data: z.object({ visits: z.array(z.object({ originallyAt: Instant, ...weighed })).min(1) }) },
}

/** Which visits of a series, those that are over and those that are off left out. */
export const SeriesScope = z.enum(['following', 'toCome'])
export type SeriesScope = z.infer<typeof SeriesScope>

const seen = z.array(SeenVisit).min(1).max(MOST_VISITS)

/** R6.2: visits that recur. */
export const series = {
  /** Every visit that the rule has, each with what is odd about it, before anything is saved. */
  preview: signedIn.input(z.object(wanted)).output(z.object({ occurrences: z.array(Occurrence), isCut: z.boolean() })),
  /**
   * All in one act: those that were ticked, each by the rules of one visit. VISITS_REFUSED: at least one is odd in a way that was
   * not named, and nothing is booked. `refused`: when somebody online was faster (R6.4); the others are booked.
   */
  book: signedIn
    .errors({
      ...visitsRefused,
      INTO_THE_PAST: {},
      EMAIL_MISSING: {},
      NOT_PAIRED: {},
      ...changedMeanwhile(PatientSummary),
    })
    .input(
      z.object({
        id: SeriesId,
        patientId: PatientId,
        ...wanted,
        visits: z.array(SeriesVisit).min(1).max(MOST_VISITS),
        /** Due at the first of them. */
        formIds: z.array(QuestionnaireVersionId).max(20),
        tell: z.boolean(),
        emailForChart: EmailForChart.nullable(),
      }),
    )
    .output(z.object({ visits: z.array(DayAppointment), refused: z.array(Instant), undoUntil: Instant })),
  /** The series of a visit, in the order of its rule. */
  ofVisit: signedIn
    .input(z.object({ id: AppointmentId }))
    .output(z.array(DayAppointment.extend({ originallyAt: Instant }))),
  /**
   * R6.2: this visit and those that follow it in the series, or all that are to come. `seen`: each of them as it was seen (R10.7).
   * With `tell`, whoever knows of them is told by one e-mail (R6.6). The answer is what is off now.
   */
  cancel: signedIn
    .errors({ ...changedMeanwhile(DayAppointment) })
    .input(
      z.object({
        id: AppointmentId,
        scope: SeriesScope,
        seen,
        tell: z.boolean(),
        reason: z.string().trim().min(1).max(500).nullable(),
      }),
    )
    .output(z.object({ visits: z.array(DayAppointment), leavesAt: Instant.nullable() })),
  /**
   * R6.2: this visit and those that follow it, if it were moved there and they along with it: each with where it would be and what is
   * odd about it. `leftOut`: which of them stay; `kept`: which go along however odd.
   */
  previewMove: signedIn
    .input(z.object({ ...movedTo, leftOut: chosenVisits, kept: chosenVisits }))
    .output(z.array(MovedVisit)),
  /**
   * All in one act: those that are named, the others stay. VISITS_REFUSED: at least one would be odd in a way that was not named, and
   * nothing is moved. `refused`: when those were to be that somebody online was faster for (R6.4); the others are moved. `visits`: in
   * the order in which they are undone.
   */
  move: signedIn
    .errors({
      ...visitsRefused,
      LENGTH_IMPOSSIBLE: {},
      VISIT_OVER: {},
      ...changedMeanwhile(DayAppointment),
    })
    .input(z.object({ ...movedTo, visits: z.array(MovingVisit).min(1).max(MOST_VISITS), tell: z.boolean() }))
    .output(z.object({ visits: z.array(DayAppointment), refused: z.array(Instant), leavesAt: Instant.nullable() })),
  /** R10.4: takes back what made these versions of several visits, all or nothing; as for one. */
  undo: signedIn
    .errors({
      TOO_LATE: {},
      TIME_TAKEN: { data: TakenTime.extend({ patientName: z.string().nullable(), next: z.array(Instant) }) },
      ...changedMeanwhile(DayAppointment),
    })
    .input(z.object({ seen })),
}
