import { oc as bare } from '@orpc/contract'
import { z } from 'zod'
import { AppointmentId, StaffId } from '../domain/ids.ts'
import { Instant } from '../domain/time.ts'
import { OFFER_ANSWERS } from '../envelope/offers.ts'
import { clinic, full, limited, Token } from './portalShapes.ts'
import { Mac } from './shapes.ts'
import { unexpected } from './unexpected.ts'

const oc = bare.errors(unexpected)

/** A time from the waiting list, as the endpoint keeps it: public facts, and nobody's name (R11.1). */
export const OfferLook = z.object({
  offerId: AppointmentId,
  /** `gone`: the time was given to somebody else after all. */
  state: z.enum(['open', 'accepted', 'declined', 'lapsed', 'withdrawn', 'gone']),
  practitionerId: StaffId,
  /** As the clinic calls them to patients, where that is public. */
  practitionerName: z.string().nullable(),
  serviceName: z.string().nullable(),
  startsAt: Instant,
  endsAt: Instant,
  /** Until then it may be taken. */
  until: Instant,
})
export type OfferLook = z.infer<typeof OfferLook>

/** R6.2: what the link of an offer's e-mail leads to; it needs no login. */
export const offers = {
  /** Changes nothing, however often it is asked. */
  look: oc
    .errors({ ...limited, NOT_FOUND: {} })
    .input(z.object({ ...clinic, token: Token }))
    .output(OfferLook),
  /** The first answer counts, and every later one is told how it stands. `mac` is an `offerMac`. */
  answer: oc
    .errors({ ...limited, ...full, NOT_FOUND: {} })
    .input(z.object({ ...clinic, token: Token, answer: z.enum(OFFER_ANSWERS), mac: Mac }))
    .output(OfferLook),
}
