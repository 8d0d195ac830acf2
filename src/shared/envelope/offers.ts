import { base64urlnopad } from '@scure/base'
import { message } from './message.ts'
import type { AgeIdentity } from './seal.ts'
import { Instant, MINUTE } from '../domain/time.ts'
import { derive, fromFragment, identityBytes, macUnder, toFragment } from './secrets.ts'

export const OFFER_ANSWERS = ['accepted', 'declined'] as const
export type OfferAnswer = (typeof OFFER_ANSWERS)[number]

/**
 * What the link of an offer carries and no server sees: its secret, and when the visit is that a yes moves, in minutes since the
 * epoch to the base of 36; null where it makes one.
 */
export function offerFragment(secret: AgeIdentity, insteadOfAt: Instant | null): string {
  const minutes = insteadOfAt === null ? '' : `-${Math.floor(Date.parse(insteadOfAt) / MINUTE).toString(36)}`
  return `${toFragment(secret)}${minutes}`
}

/** Null where the secret is cut short or is none. */
export function readOfferFragment(
  fragment: string,
): { readonly secret: AgeIdentity; readonly insteadOfAt: Instant | null } | null {
  const [whole = '', minutes] = /^(.*?)(?:(?:-|%2d)([0-9a-z]{1,7})?\W*)?$/i.exec(fragment)?.slice(1) ?? []
  const secret = fromFragment(whole)
  if (!secret) return null
  const at = minutes === undefined ? null : new Date(Number.parseInt(minutes, 36) * MINUTE).toISOString()
  return { secret, insteadOfAt: Instant.nullable().parse(at) }
}

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
