import { z } from 'zod'
import { AppointmentId, PatientId, PlanId } from '../../domain/ids.ts'
import { CalendarDay, Instant } from '../../domain/time.ts'
import { DayAppointment } from './calendar.ts'
import { restricted } from './common.ts'

/** A visit of one's own, with what came since the patient was here last. */
export const MyVisit = DayAppointment.extend({
  /** When the visit before it began that took place; null where this is the first. */
  lastVisitAt: Instant.nullable(),
  news: z.object({
    /** Smart Forms that came back and count. */
    forms: z.number().int(),
    /** Those that break their form’s rules, or whose sender is not proven (R7.5). */
    keptAside: z.number().int(),
    /** Answers among the forms that differ from those given before. */
    changedAnswers: z.number().int(),
    /** Whether one of the forms is the first of its form. */
    hasFirstAnswers: z.boolean(),
    /** Requests for full access that wait (R3.6). */
    requests: z.number().int(),
  }),
})
export type MyVisit = z.infer<typeof MyVisit>

/** What whoever is signed in has begun and not brought to its end. */
export const LeftOpen = z.discriminatedUnion('kind', [
  /** A draft that says what no published version says (R8.1); `since` it was written. */
  z.object({
    kind: z.literal('draftPlan'),
    id: PlanId,
    patientId: PatientId,
    patientName: z.string(),
    title: z.string(),
    since: Instant,
  }),
  /** A visit of a day before today that nobody said the end of; `since` it began. */
  z.object({
    kind: z.literal('unmarkedVisit'),
    id: AppointmentId,
    patientId: PatientId,
    patientName: z.string(),
    since: Instant,
  }),
])
export type LeftOpen = z.infer<typeof LeftOpen>

/** R10.1 *My day*: the visits of whoever is signed in. */
export const myDay = {
  day: restricted.input(z.object({ on: CalendarDay })).output(
    z.object({
      on: CalendarDay,
      visits: z.array(MyVisit),
      /** As it stands now, whatever the day; the longest open first. */
      leftOpen: z.array(LeftOpen),
    }),
  ),
}
