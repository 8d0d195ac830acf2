import { x25519 } from '@noble/curves/ed25519.js'
import { hkdf } from '@noble/hashes/hkdf.js'
import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { EnvelopeError } from './envelopeError.ts'
import { message } from './message.ts'
import { sha256Of } from './parts.ts'
import { recipientBytes, type Agree } from './recipients.ts'
import { derive, identityBytes, macUnder, type RedeemingAct } from './secrets.ts'
import type { AgeIdentity, AgeRecipient, Sealed } from './seal.ts'

/**
 * R11.5, who wrote an envelope. Sealing to somebody takes their public key alone, so a MAC stands beside every envelope,
 * under a key that only the two can compute: X25519 of the login's identity with the clinic's, as `crypto_box` does.
 */

/** 32 bytes that only the clinic and this login have in common. */
export type PairSecret = Uint8Array

/**
 * @param own the identity of whoever computes it
 * @param parties both recipients, whichever of them is one's own
 * @param agree the runtime's own where it is quicker
 * @throws EnvelopeError when a key is none, or one that gives everybody the same secret
 */
export function pairSecret(
  own: AgeIdentity,
  other: AgeRecipient,
  { clinic, login }: { readonly clinic: AgeRecipient; readonly login: AgeRecipient },
  agree: Agree = x25519.getSharedSecret,
): PairSecret {
  const salt = concatBytes(recipientBytes(clinic), recipientBytes(login))
  try {
    const shared = agree(identityBytes(own), recipientBytes(other))
    return hkdf(sha256, shared, salt, utf8ToBytes('anteroom/1/pair'), 32)
  } catch (cause) {
    throw new EnvelopeError('These two keys have no secret in common', { cause })
  }
}

/** What an index says of itself, beside what is sealed. A later epoch, or within one epoch a higher version, is newer. */
export type IndexClaim = {
  readonly clinicId: string
  readonly owner: { readonly kind: 'link' | 'invitation'; readonly id: string }
  readonly epoch: number
  readonly version: number
}

/** Clinic to patient, through a link. Hexadecimal HMAC-SHA-256. */
export function indexMac(pair: PairSecret, claim: IndexClaim, sealed: Sealed): string {
  return macOf(derive(pair, `to-patient/${claim.owner.id}`), indexMessage(claim, sealed))
}

/** Clinic to whoever holds an open invitation, under its secret or its code's identity (R4.6). */
export function openIndexMac(invitation: AgeIdentity, claim: IndexClaim, sealed: Sealed): string {
  return macUnder(invitation, 'index', indexMessage(claim, sealed))
}

function indexMessage({ clinicId, owner, epoch, version }: IndexClaim, sealed: Sealed): Uint8Array {
  return message('index', clinicId, owner.kind, owner.id, epoch, version, sha256Of(sealed))
}

/** What a message says of itself, beside what is sealed. */
export type MessageClaim = Pick<IndexClaim, 'clinicId' | 'owner'> & { readonly messageId: string }

/** R8.5, clinic to patient, through a link. Hexadecimal HMAC-SHA-256. */
export function messageMac(pair: PairSecret, claim: MessageClaim, sealed: Sealed): string {
  return macOf(derive(pair, `to-patient/${claim.owner.id}`), messageMessage(claim, sealed))
}

/** The same to whoever holds an open invitation, under its secret or its code's identity (R4.6). */
export function openMessageMac(invitation: AgeIdentity, claim: MessageClaim, sealed: Sealed): string {
  return macUnder(invitation, 'message', messageMessage(claim, sealed))
}

function messageMessage({ clinicId, owner, messageId }: MessageClaim, sealed: Sealed): Uint8Array {
  return message('message', clinicId, owner.kind, owner.id, messageId, sha256Of(sealed))
}

/** What a patient's envelope says of itself; `id` is the submission's, the request's, the message's, the appointment's, the file's or the opening's. */
export type LetterClaim = {
  readonly clinicId: string
  readonly linkId: string
  readonly kind:
    | 'form.submitted'
    | 'request.made'
    | 'message.sent'
    | 'visit.booked'
    | 'visit.moved'
    | 'visit.cancelled'
    | 'file.sent'
    | 'document.opened'
  readonly id: string
}

/** Patient to clinic, through a link. Hexadecimal HMAC-SHA-256. */
export function letterMac(pair: PairSecret, { clinicId, linkId, kind, id }: LetterClaim, sealed: Sealed): string {
  return macOf(derive(pair, `to-clinic/${linkId}`), message('letter', clinicId, linkId, kind, id, sha256Of(sealed)))
}

/**
 * What a redemption says beside its `redeemMac`: that whoever held the invitation holds the login's key as well, and has not
 * merely named it. Hexadecimal HMAC-SHA-256.
 */
export function holderMac(
  pair: PairSecret,
  {
    clinicId,
    invitationId,
    email,
  }: { readonly clinicId: string; readonly invitationId: string; readonly email: string },
  act: RedeemingAct = 'redeem',
): string {
  return macOf(derive(pair, act), message(act, clinicId, invitationId, email.trim().toLowerCase()))
}

function macOf(key: Uint8Array, text: Uint8Array): string {
  return bytesToHex(hmac(sha256, key, text))
}
