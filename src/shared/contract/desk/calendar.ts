import { z } from 'zod'
import { Blocker } from '../../domain/blockers.ts'
import { ClaimState } from '../../domain/booking/claimState.ts'
import { BookingConcern, ConcernKind } from '../../domain/bookingConcerns.ts'
import {
  AppointmentId,
  InvitationId,
  PatientId,
  QuestionnaireVersionId,
  SeriesId,
  ServiceId,
  StaffId,
} from '../../domain/ids.ts'
import { ReminderState } from '../../domain/reminders.ts'
import { ToldHow } from '../../domain/telling.ts'
import { CalendarDay, ClockTime, Instant } from '../../domain/time.ts'
import { AppointmentStatus, ChartAppointment } from '../../domain/visibility.ts'
import { VisitNotes } from '../../domain/visitNotes.ts'
import { changedMeanwhile, signedIn, Version } from './common.ts'
import { EmailForChart, PatientSummary } from './patients.ts'

export const Service = z.object({
  id: ServiceId,
  name: z.string(),
  minutes: z.number().int(),
  bufferBeforeMinutes: z.number().int(),
  bufferAfterMinutes: z.number().int(),
  isBookableOnline: z.boolean(),
  /** Who offers it; nobody named: everybody does (R6.1). */
  practitionerIds: z.array(StaffId),
  /** Smart Forms that its confirmation offers to send. */
  formIds: z.array(QuestionnaireVersionId),
})
export type Service = z.infer<typeof Service>

/** R6.2: the which of how many visits that recur; null for one by itself. */
const inSeries = {
  series: z.object({ id: SeriesId, number: z.number().int(), of: z.number().int() }).nullable(),
}

export const DayAppointment = z.object({
  id: AppointmentId,
  version: Version,
  patientId: PatientId,
  patientName: z.string(),
  patientAge: z.number().int().nullable(),
  patientPhone: z.string().nullable(),
  practitionerId: StaffId,
  serviceId: ServiceId,
  serviceName: z.string(),
  startsAt: Instant,
  endsAt: Instant,
  status: AppointmentStatus,
  /** Since when it has its status: "Arrived 13:41". */
  statusAt: Instant,
  /** R6.4: on sale and not answered for yet, or given to somebody else. */
  claim: ClaimState.nullable(),
  isBookedOnline: z.boolean(),
  /** R6.3: the clinic has yet to say yes. */
  isAwaited: z.boolean(),
  /** Why it was cancelled, where somebody said so. */
  cancelReason: z.string().nullable(),
  /** R9.1: how the reminder of this time stands. */
  reminder: ReminderState,
  /** R6.2: for the desk alone. */
  ...VisitNotes.shape,
  /** R6.2: whoever ticked it on the call list, and when. */
  called: z.object({ at: Instant, by: z.string() }).nullable(),
  /** R6.6: whether the patient was told of it, as it stands or as it stood. */
  isKnown: z.boolean(),
  /** Whether the patient can be told by e-mail. */
  hasEmail: z.boolean(),
  blockers: z.array(Blocker),
  ...inSeries,
  /** The form invitation or access invitation that a nudge would send again. */
  invitationId: InvitationId.nullable(),
})
export type DayAppointment = z.infer<typeof DayAppointment>

/** Clinic wall-clock. */
const WorkingHours = z.object({ from: ClockTime, to: ClockTime })

/** When somebody works on a day, empty when away; and what their time off on it is for, null where nothing was said. */
const WorkedDay = z.object({ open: z.array(WorkingHours), awayFor: z.string().nullable() })

/** R6.4: what of a day the endpoint may be selling, in order of time, never beyond the day. */
const OnSale = z.object({ onSale: z.array(z.object({ startsAt: Instant, endsAt: Instant })) })

/** A column of the calendar. `isBookable` is false for whoever left, or sees patients no longer: here only for visits that stand. */
const Seen = z.object({ practitionerId: StaffId, name: z.string(), tint: z.number().int(), isBookable: z.boolean() })

/** A visit without whose it is. */
const VisitSpan = z.object({ startsAt: Instant, endsAt: Instant, status: AppointmentStatus })
export type VisitSpan = z.infer<typeof VisitSpan>

/** One person's day in a month. */
const MonthDay = WorkedDay.extend({
  visits: z.number().int(),
  /** Of all visits, without their buffers. */
  bookedMinutes: z.number().int(),
  /** Whether any time off touches the day, with or without a word for it. */
  isOff: z.boolean(),
})

const ClinicDay = z.object({ on: CalendarDay, startsAt: Instant, endsAt: Instant })

/** Somebody else's visit, buffers included, that the wanted one would run into. */
export const TakenTime = z.object({ startsAt: Instant, endsAt: Instant, patientName: z.string() })

export const PatientAppointment = ChartAppointment.extend({
  practitionerId: StaffId,
  serviceId: ServiceId,
  version: Version,
  /** R6.6: whether the patient knows how it stands. */
  isTold: z.boolean(),
  cancelReason: z.string().nullable(),
  ...inSeries,
})
export type PatientAppointment = z.infer<typeof PatientAppointment>

/** A visit as it was seen (R10.7). */
export const SeenVisit = z.object({ id: AppointmentId, seenVersion: Version })

/** A visit after an act; `leavesAt`: until when the e-mail that tells of it can be taken back, where one was left (R9.3). */
export const ChangedVisit = DayAppointment.extend({ leavesAt: Instant.nullable() })
export type ChangedVisit = z.infer<typeof ChangedVisit>

/** Where a visit is to be, besides which one; what is out of the ordinary about it is named, two at once has a reason (R6.4). */
const onPurpose = {
  /** What the person was told is out of the ordinary, and wants all the same. */
  despite: z.array(ConcernKind),
  overbookReason: z.string().trim().min(1).max(500).nullable(),
}

/** Somebody has this time; `overbookReason` overrides on purpose (R6.4). */
export const timeTaken = {
  TIME_TAKEN: {
    data: TakenTime.extend({
      /** Null for somebody who was faster online, and is not known here yet. */
      patientName: z.string().nullable(),
      /** The next times at which it could be, where that is known. */
      next: z.array(Instant).max(12),
    }),
  },
}

const timeRefused = {
  ...timeTaken,
  /** Out of the ordinary in a way that `despite` does not name. */
  OUT_OF_THE_ORDINARY: { data: z.object({ concerns: z.array(BookingConcern).min(1) }) },
}

export const calendar = {
  services: signedIn.output(z.array(Service)),
  /** One clinic day: who works when, and every appointment on it, also of whoever is not here any more. */
  day: signedIn.input(z.object({ on: CalendarDay })).output(
    z.object({
      on: CalendarDay,
      startsAt: Instant,
      endsAt: Instant,
      columns: z.array(Seen.extend(WorkedDay.shape).extend(OnSale.shape)),
      appointments: z.array(DayAppointment),
    }),
  ),
  /**
   * R6.2: the week of a day, Monday first: one practitioner's visits as they stand, of everybody's only when. Whose: as asked for,
   * else the person's own, else the first there is; null where nobody has a calendar.
   */
  week: signedIn.input(z.object({ on: CalendarDay, practitionerId: StaffId.nullable() })).output(
    z.object({
      practitionerId: StaffId.nullable(),
      days: z.array(ClinicDay).length(7),
      /** Their days are those of the week; a visit stands on the day on which it begins. */
      people: z.array(
        Seen.extend({ days: z.array(WorkedDay.extend(OnSale.shape).extend({ visits: z.array(VisitSpan) })) }),
      ),
      appointments: z.array(DayAppointment),
    }),
  ),
  /** R6.2: how many visits each has on each day of the weeks that a month touches, Monday first, and how long they take. */
  month: signedIn.input(z.object({ on: CalendarDay })).output(
    z.object({
      days: z.array(ClinicDay),
      people: z.array(Seen.extend({ days: z.array(MonthDay) })),
    }),
  ),
  /** Who works when on one clinic day; empty when away. */
  hours: signedIn
    .input(z.object({ on: CalendarDay }))
    .output(z.array(z.object({ practitionerId: StaffId, open: z.array(WorkingHours) }))),
  /** What is out of the ordinary about a visit before it is booked, and whom it would run into (R6.4). */
  concerns: signedIn
    .input(
      z.object({
        practitionerId: StaffId,
        serviceId: ServiceId,
        startsAt: Instant,
        /** The visit that is to be moved there. */
        moving: AppointmentId.nullable().default(null),
        /** Null: as long as it is, or as its service. */
        endsAt: Instant.nullable().default(null),
      }),
    )
    .output(z.object({ concerns: z.array(BookingConcern), taken: TakenTime.nullable() })),
  /** The next times from `after` on that are free for a service, in order of time; of anyone's where nobody is named. */
  firstFree: signedIn
    .input(
      z.object({
        serviceId: ServiceId,
        practitionerId: StaffId.nullable(),
        after: Instant,
        most: z.number().int().min(1).max(50),
      }),
    )
    .output(z.array(z.object({ practitionerId: StaffId, startsAt: Instant }))),
  /** All of one patient's, newest first (R10.2). */
  ofPatient: signedIn.input(z.object({ patientId: PatientId })).output(z.array(PatientAppointment)),
  /**
   * "Save" and "Save and Send". `id` is made by the renderer, so that a double click books once. With `tell`, one
   * confirmation e-mail leaves, with the .ics and, where forms were chosen, "Take me to my forms" (R2.2, R9.1).
   */
  book: signedIn
    .errors({
      ...timeRefused,
      EMAIL_MISSING: {},
      NOT_PAIRED: {},
      ...changedMeanwhile(PatientSummary),
    })
    .input(
      z.object({
        id: AppointmentId,
        patientId: PatientId,
        practitionerId: StaffId,
        serviceId: ServiceId,
        startsAt: Instant,
        formIds: z.array(QuestionnaireVersionId).max(20),
        tell: z.boolean(),
        /** Typed in the panel; the confirmation goes there. */
        emailForChart: EmailForChart.nullable(),
        ...onPurpose,
      }),
    )
    /** `undoUntil`: until its confirmation leaves, and no longer than Undo lasts. */
    .output(DayAppointment.extend({ undoUntil: Instant })),
  /**
   * The same status again changes nothing, whoever set it; another than was seen is a conflict (R10.7). With `tell`, a patient
   * who has something else to know by it, and can be told by e-mail, is told by one (R6.6). `reason`: why it is cancelled,
   * for the desk alone.
   */
  setStatus: signedIn
    .errors({ ...timeTaken, ...changedMeanwhile(DayAppointment) })
    .input(
      SeenVisit.extend({
        status: AppointmentStatus,
        tell: z.boolean(),
        reason: z.string().trim().min(1).max(500).nullable(),
      }),
    )
    .output(ChangedVisit),
  /**
   * To another time or practitioner, as long as before unless its end is named (R6.2). With `tell`, as for another status
   * (R6.6). LENGTH_IMPOSSIBLE: it would end before it begins, or take longer than a day.
   */
  move: signedIn
    .errors({ ...timeRefused, VISIT_OVER: {}, LENGTH_IMPOSSIBLE: {}, ...changedMeanwhile(DayAppointment) })
    .input(
      SeenVisit.extend({
        practitionerId: StaffId,
        startsAt: Instant,
        endsAt: Instant.nullable().default(null),
        tell: z.boolean(),
        ...onPurpose,
      }),
    )
    .output(ChangedVisit),
  /** R6.6: somebody told the patient how the visit stands, or an e-mail is to; VISIT_OVER where it would come too late. */
  tell: signedIn
    .errors({ EMAIL_MISSING: {}, NOT_PAIRED: {}, VISIT_OVER: {}, ...changedMeanwhile(DayAppointment) })
    .input(SeenVisit.extend({ how: ToldHow }))
    .output(ChangedVisit),
  /** R6.2: reason, note and alert; only what changed is named. None of it ever leaves the desk. */
  annotate: signedIn
    .errors(changedMeanwhile(DayAppointment))
    .input(SeenVisit.extend({ changes: VisitNotes.partial() }))
    .output(ChangedVisit),
  /** R6.2: ticks a visit on the call list, or takes the tick away. It never leaves the desk. */
  setCalled: signedIn
    .errors(changedMeanwhile(DayAppointment))
    .input(SeenVisit.extend({ isCalled: z.boolean() }))
    .output(ChangedVisit),
  /**
   * R10.4: takes back what made this version of the visit. Undoing twice is undoing once. `visit` is null where its booking
   * was undone; TOO_LATE once ten seconds are over, or its confirmation may have left.
   */
  undo: signedIn
    .errors({ TOO_LATE: {}, ...timeTaken, ...changedMeanwhile(DayAppointment) })
    .input(SeenVisit)
    .output(z.object({ visit: DayAppointment.nullable() })),
}
