import { z } from 'zod'
import { BookingConcern } from '../../domain/bookingConcerns.ts'
import { AppointmentId, PatientId, ServiceId, StaffId, WaitingEntryId } from '../../domain/ids.ts'
import { CalendarDay, Instant } from '../../domain/time.ts'
import { DayPart, OfferState, SuitReason } from '../../domain/waitingList.ts'
import { timeTaken } from './calendar.ts'
import { changedMeanwhile, signedIn, Version } from './common.ts'
import { Leaving } from './outbox.ts'

/** When somebody can come, and how soon they are asked. */
export const WaitingWishes = z.object({
  serviceId: ServiceId,
  /** Null for anyone. */
  practitionerId: StaffId.nullable(),
  /** 1 (Monday) to 7; none: any. */
  weekdays: z.array(z.number().int().min(1).max(7)).max(7),
  /** None: any. */
  parts: z.array(DayPart).max(3),
  fromOn: CalendarDay.nullable(),
  untilOn: CalendarDay.nullable(),
  isUrgent: z.boolean(),
  /** The visit that a yes moves; null where it makes one. */
  insteadOfId: AppointmentId.nullable(),
})
export type WaitingWishes = z.infer<typeof WaitingWishes>

export const WaitingEntry = WaitingWishes.extend({
  id: WaitingEntryId,
  version: Version,
  patientId: PatientId,
  patientName: z.string(),
  serviceName: z.string(),
  practitionerName: z.string().nullable(),
  since: Instant,
  /** When the visit is that a yes moves; null where it makes one, or that visit is none to be moved any more. */
  insteadOfAt: Instant.nullable(),
  /** Whether they can be asked by e-mail, and where they are called. */
  hasEmail: z.boolean(),
  phone: z.string().nullable(),
})
export type WaitingEntry = z.infer<typeof WaitingEntry>

/** A time that was given back and suits somebody. */
export const FreedTime = z.object({
  practitionerId: StaffId,
  practitionerName: z.string(),
  /** Of the visit that was there. */
  serviceName: z.string(),
  startsAt: Instant,
  endsAt: Instant,
  freedAt: Instant,
  /** Until when it would be kept for somebody who is offered it now; null where it begins too soon to ask by e-mail. */
  until: Instant.nullable(),
  /** In the order in which it is offered. */
  suits: z.array(z.object({ entryId: WaitingEntryId, because: z.array(SuitReason).min(1) })).min(1),
})
export type FreedTime = z.infer<typeof FreedTime>

export const Offer = z.object({
  /** The visit's, once it is taken. */
  id: AppointmentId,
  entryId: WaitingEntryId,
  patientId: PatientId,
  patientName: z.string(),
  serviceName: z.string(),
  practitionerId: StaffId,
  practitionerName: z.string(),
  startsAt: Instant,
  endsAt: Instant,
  until: Instant,
  state: OfferState,
})
export type Offer = z.infer<typeof Offer>

const seen = { id: WaitingEntryId, seenVersion: Version }
const DATES_IMPOSSIBLE = { DATES_IMPOSSIBLE: {} }

export const waitingList = {
  list: signedIn.output(
    z.object({
      /** The soonest first. */
      freed: z.array(FreedTime),
      /** Whoever waits, in line. */
      waiting: z.array(WaitingEntry),
      /** Those that stand, and what became of others lately; the newest first. */
      offers: z.array(Offer),
    }),
  ),
  /** `id` is made by the renderer. DATES_IMPOSSIBLE: the last day is before the first. */
  add: signedIn
    .errors(DATES_IMPOSSIBLE)
    .input(WaitingWishes.extend({ id: WaitingEntryId, patientId: PatientId }))
    .output(WaitingEntry),
  change: signedIn
    .errors({ ...DATES_IMPOSSIBLE, ...changedMeanwhile(WaitingEntry) })
    .input(z.object({ ...seen, wishes: WaitingWishes }))
    .output(WaitingEntry),
  /** Takes somebody off the list; what they are offered is withdrawn. */
  remove: signedIn.errors(changedMeanwhile(WaitingEntry)).input(z.object(seen)).output(z.object({})),
  /** R10.4: they wait again, since when they did. Undoing twice is undoing once. */
  undoRemove: signedIn.input(z.object({ id: WaitingEntryId })).output(WaitingEntry),
  /**
   * R6.2: offers a freed time by e-mail; the endpoint keeps it meanwhile, so it is asked at once. OFFERED_ALREADY: they have another
   * offer to answer; BEGINS_TOO_SOON: nobody would have the time to answer; TIME_NOT_KEPT: the endpoint did not say that it keeps the time, and
   * nothing was offered.
   */
  offer: signedIn
    .errors({
      ...timeTaken,
      OUT_OF_THE_ORDINARY: { data: z.object({ concerns: z.array(BookingConcern).min(1) }) },
      EMAIL_MISSING: {},
      NOT_PAIRED: {},
      OFFERED_ALREADY: {},
      BEGINS_TOO_SOON: {},
      TIME_NOT_KEPT: {},
    })
    .input(z.object({ id: AppointmentId, entryId: WaitingEntryId, practitionerId: StaffId, startsAt: Instant }))
    .output(z.object({ offer: Offer, leaving: Leaving.nullable() })),
  /** The time is free again, unless somebody has just taken it. Twice is once. */
  withdraw: signedIn.input(z.object({ id: AppointmentId })).output(Offer),
}
