import { base64urlnopad } from '@scure/base'
import { message } from './message.ts'
import type { AgeIdentity } from './seal.ts'
import { derive, identityBytes, macUnder } from './secrets.ts'

export const OFFER_ANSWERS = ['accepted', 'declined'] as const
export type OfferAnswer = (typeof OFFER_ANSWERS)[number]

/** What proves to the endpoint that one has an offer's link, without giving its secret away. base64url */
export function offerToken(secret: AgeIdentity): string {
  return base64urlnopad.encode(derive(identityBytes(secret), 'offer'))
}

/** What was answered, as whoever answered it saw it. */
export type AnsweredOffer = {
  readonly clinicId: string
  readonly offerId: string
  readonly practitionerId: string
  readonly startsAt: string
  readonly answer: OfferAnswer
}

/**
 * R11.5: whoever has the link said so, of this time: the endpoint knows the token and cannot make one. Hexadecimal HMAC-SHA-256
 * under a key from the offer's secret.
 */
export function offerMac(secret: AgeIdentity, answered: AnsweredOffer): string {
  const { clinicId, offerId, practitionerId, startsAt, answer } = answered
  return macUnder(secret, 'offer-answer', message('offer', clinicId, offerId, practitionerId, startsAt, answer))
}
