import { z } from 'zod'
import { AppointmentId, LinkId, LoginId, MailId, PatientId, ServiceId, StaffId } from '../domain/ids.ts'
import { Instant } from '../domain/time.ts'
import { OFFER_ANSWERS } from '../envelope/offers.ts'
import { Mac, SealedBody } from './shapes.ts'

/** What is public of a visit: the endpoint's word, held against what the patient sealed. */
const visit = {
  appointmentId: AppointmentId,
  linkId: LinkId,
  practitionerId: StaffId,
  startsAt: Instant,
  endsAt: Instant,
  /** iCalendar SEQUENCE of what the patient was told by it (R9.2). */
  sequence: z.number().int().min(0),
  /** What tells the patient of it, which the endpoint wrote; null where nothing went. */
  mailId: MailId.nullable(),
  /** `letterMac` of the event's kind and the appointment. */
  mac: Mac,
}

/** Patient → clinic, of visits that are booked online (R6.3). */
export const visitEvents = [
  /** `sealed` is a `SealedBooking`. The link is a new one where it is for somebody whom the login does not hold yet. */
  z.object({
    kind: z.literal('visit.booked'),
    ...visit,
    serviceId: ServiceId,
    patientId: PatientId,
    loginId: LoginId,
    loginEmail: z.string().max(254),
    /** As it came: the desk tries it. */
    loginRecipient: z.string().max(200),
    isNewLink: z.boolean(),
    /** The clinic has yet to say yes. */
    isAwaited: z.boolean(),
    sealed: SealedBody,
  }),
  /** `sealed` is a `SealedVisitChange`. */
  z.object({ kind: z.literal('visit.moved'), ...visit, sealed: SealedBody }),
  z.object({ kind: z.literal('visit.cancelled'), ...visit, sealed: SealedBody }),
  /**
   * Whoever reads the login's mailbox says that it is theirs. `hasLogin`: another login has this e-mail already, and the new one
   * opens by no e-mail. The endpoint's word: it verifies no address for R3.2.
   */
  z.object({
    kind: z.literal('login.confirmed'),
    loginId: LoginId,
    loginEmail: z.string().max(254),
    outcome: z.enum(['confirmed', 'hasLogin']),
  }),
  /**
   * R6.2: whoever has the link of an offer answered it, as the first. What was accepted is a claim from then on. `mac` is an
   * `offerMac`, and tells the endpoint's word from theirs.
   */
  z.object({ kind: z.literal('offer.answered'), offerId: AppointmentId, answer: z.enum(OFFER_ANSWERS), mac: Mac }),
] as const
