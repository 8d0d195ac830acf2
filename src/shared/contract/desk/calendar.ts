import { z } from 'zod'
import { Blocker } from '../../domain/blockers.ts'
import { BookingConcern, ConcernKind } from '../../domain/bookingConcerns.ts'
import { AppointmentId, InvitationId, PatientId, QuestionnaireVersionId, ServiceId, StaffId } from '../../domain/ids.ts'
import { CalendarDay, ClockTime, Instant } from '../../domain/time.ts'
import { AppointmentStatus, ChartAppointment } from '../../domain/visibility.ts'
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

export const DayAppointment = z.object({
  id: AppointmentId,
  version: Version,
  patientId: PatientId,
  patientName: z.string(),
  patientAge: z.number().int().nullable(),
  practitionerId: StaffId,
  serviceId: ServiceId,
  serviceName: z.string(),
  startsAt: Instant,
  endsAt: Instant,
  status: AppointmentStatus,
  /** Since when it has its status: "Arrived 13:41". */
  statusAt: Instant,
  blockers: z.array(Blocker),
  /** The form invitation or access invitation that a nudge would send again. */
  invitationId: InvitationId.nullable(),
})
export type DayAppointment = z.infer<typeof DayAppointment>

/** Clinic wall-clock. */
const WorkingHours = z.object({ from: ClockTime, to: ClockTime })

/** Somebody else's visit, buffers included, that the wanted one would run into. */
const TakenTime = z.object({ startsAt: Instant, endsAt: Instant, patientName: z.string() })

export type PatientAppointment = z.infer<typeof ChartAppointment>

export const calendar = {
  services: signedIn.output(z.array(Service)),
  /** One clinic day: who works when, and every appointment on it. */
  day: signedIn.input(z.object({ on: CalendarDay })).output(
    z.object({
      on: CalendarDay,
      startsAt: Instant,
      endsAt: Instant,
      columns: z.array(
        z.object({
          practitionerId: StaffId,
          name: z.string(),
          tint: z.number().int(),
          /** Empty when away. */
          open: z.array(WorkingHours),
        }),
      ),
      appointments: z.array(DayAppointment),
    }),
  ),
  /** Who works when on one clinic day; empty when away. */
  hours: signedIn
    .input(z.object({ on: CalendarDay }))
    .output(z.array(z.object({ practitionerId: StaffId, open: z.array(WorkingHours) }))),
  /** What is out of the ordinary about a visit before it is booked, and whom it would run into (R6.4). */
  concerns: signedIn
    .input(z.object({ practitionerId: StaffId, serviceId: ServiceId, startsAt: Instant }))
    .output(z.object({ concerns: z.array(BookingConcern), taken: TakenTime.nullable() })),
  /** All of one patient's, newest first (R10.2). */
  ofPatient: signedIn.input(z.object({ patientId: PatientId })).output(z.array(ChartAppointment)),
  /**
   * "Save" and "Save and Send". `id` is made by the renderer, so that a double click books once. With `tell`, one
   * confirmation e-mail leaves, with the .ics and, where forms were chosen, "Take me to my forms" (R2.2, R9.1).
   */
  book: signedIn
    .errors({
      /** Somebody has this time; `overbookReason` overrides on purpose (R6.4). */
      TIME_TAKEN: { data: TakenTime },
      /** Out of the ordinary in a way that `despite` does not name. */
      OUT_OF_THE_ORDINARY: { data: z.object({ concerns: z.array(BookingConcern).min(1) }) },
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
        /** What the person was told is out of the ordinary, and books all the same. */
        despite: z.array(ConcernKind),
        overbookReason: z.string().trim().min(1).max(500).nullable(),
      }),
    )
    .output(DayAppointment),
  /** The same status again changes nothing, whoever set it; another than was seen is a conflict (R10.7). */
  setStatus: signedIn
    .errors(changedMeanwhile(DayAppointment))
    .input(z.object({ id: AppointmentId, seenVersion: Version, status: AppointmentStatus }))
    .output(DayAppointment),
}
