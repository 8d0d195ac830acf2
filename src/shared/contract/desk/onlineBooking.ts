import { z } from 'zod'
import { FrameSite, SaleRules } from '../../domain/booking/sale.ts'
import { InboxItemId, PatientId } from '../../domain/ids.ts'
import { AccessLevel } from '../../domain/invitations.ts'
import { DuplicateReason } from '../../domain/likelyDuplicates.ts'
import { Instant } from '../../domain/time.ts'
import { OfferMinutes } from '../../domain/waitingList.ts'
import { DayAppointment, timeTaken } from './calendar.ts'
import { changedMeanwhile, restricted, signedIn, Version } from './common.ts'
import { PatientSummary } from './patients.ts'

const MOST_SITES = 10

const Changeable = SaleRules.extend({
  /** Nothing is on sale while it is closed. */
  isOpen: z.boolean(),
  /** R6.2: a time is kept so long for whoever it is offered to from the waiting list. */
  offerMinutes: OfferMinutes,
  /** Sites that may show the page in a frame, one a line; none for an empty text. */
  frameSites: z
    .string()
    .max(2_100)
    .refine((text) => linesOf(text).length <= MOST_SITES, 'Too many')
    .refine((text) => linesOf(text).every((line) => FrameSite.safeParse(line).success), 'Not a site'),
})

/** The sites of a text with one a line. */
export function linesOf(text: string): string[] {
  return text.split('\n').filter((line) => line !== '')
}

export const OnlineBooking = Changeable.extend({
  version: Version,
  /** What the addresses for the clinic's website are made of (`bookingAddress`); null until paired. */
  page: z
    .object({
      portalUrl: z.string(),
      clinicId: z.string(),
      shortName: z.string().nullable(),
      fingerprint: z.string(),
    })
    .nullable(),
})
export type OnlineBooking = z.infer<typeof OnlineBooking>

/** One of those whose chart it may be (R6.5), or the person who booked. */
export const Compared = PatientSummary.extend({
  lastVisit: z.object({ startsAt: Instant, practitionerName: z.string() }).nullable(),
  /** Who holds them, and how much of it. */
  online: z.array(z.object({ email: z.string(), level: AccessLevel })),
})
export type Compared = z.infer<typeof Compared>

export const LikelyChart = Compared.extend({ reasons: z.array(DuplicateReason).min(1) })
export type LikelyChart = z.infer<typeof LikelyChart>

/** A booking that waits for a person: what it is, who says so, and whose chart it may be. */
export const BookingToMatch = z.object({
  visit: DayAppointment.nullable(),
  practitionerName: z.string(),
  email: z.string(),
  /** How the login's e-mail stands: the endpoint's word, which verifies nothing (R3.2). */
  confirmation: z.enum(['confirmed', 'hasLogin']).nullable(),
  person: Compared,
  /** The likeliest first; nobody once it is said. */
  charts: z.array(LikelyChart),
  /** Whose chart it turned out to be. */
  chart: PatientSummary.nullable(),
})
export type BookingToMatch = z.infer<typeof BookingToMatch>

/** R6.4: one of the visits that run into each other, and where its patient is called. */
const Clashing = z.object({
  visit: DayAppointment,
  phone: z.string().nullable(),
  isBookedOnline: z.boolean(),
})

const item = { id: InboxItemId }
const seen = { ...item, seenVersion: Version }
const acts = { TOO_LATE: {}, ...changedMeanwhile(z.union([PatientSummary, DayAppointment])) }

export const onlineBooking = {
  get: signedIn.output(OnlineBooking),
  /** R6.3: only what was changed, and the version that was seen (R10.7). */
  save: restricted
    .errors(changedMeanwhile(OnlineBooking))
    .input(z.object({ seenVersion: Version, changes: Changeable.partial() }))
    .output(OnlineBooking),

  /** R3.5: two charts beside each other, before one is merged into the other. */
  compareCharts: restricted
    .errors({ TOO_LATE: {} })
    .input(z.object({ patientId: PatientId, chartId: PatientId }))
    .output(z.object({ patient: Compared, chart: Compared })),
  /** R6.5: what the Inbox shows of a booking. */
  toMatch: signedIn.input(z.object(item)).output(BookingToMatch),
  /** "It is this one": what the person has goes to the chart, of which nothing is overwritten, and no level is widened (R3.5). */
  merge: signedIn
    .errors(acts)
    .input(z.object({ ...seen, chartId: PatientId }))
    .output(z.object({ doneAt: Instant })),
  /** "Make a new chart". */
  makeChart: signedIn
    .errors(acts)
    .input(z.object(seen))
    .output(z.object({ doneAt: Instant })),
  /** R10.4: takes back whichever of both it came to, and everything is where it was. Undoing twice is undoing once. */
  undoMatch: signedIn.errors(acts).input(z.object(item)).output(z.object({})),
  /** "Approve first": yes, or no, which frees the time. `seenVersion`: of the visit. */
  answer: signedIn
    .errors(acts)
    .input(z.object({ ...seen, isApproved: z.boolean() }))
    .output(DayAppointment),
  /** R10.4: it waits for an answer again. */
  undoAnswer: signedIn
    .errors({ ...acts, ...timeTaken })
    .input(z.object(seen))
    .output(DayAppointment),
  /** R6.4: the visits that run into one another, the one that the item is of first. */
  clash: signedIn.input(z.object(item)).output(z.object({ visits: z.array(Clashing) })),
  /** Both stay, on purpose. `seenVersion`: of the item's visit. */
  keepBoth: signedIn
    .errors(acts)
    .input(z.object({ ...seen, reason: z.string().trim().min(1).max(500) }))
    .output(DayAppointment),
  /** R10.4. */
  undoKeepBoth: signedIn.errors(acts).input(z.object(seen)).output(DayAppointment),
}
