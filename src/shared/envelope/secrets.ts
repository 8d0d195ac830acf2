import { hkdf } from '@noble/hashes/hkdf.js'
import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { base64urlnopad, bech32 } from '@scure/base'
import { EnvelopeError } from './envelopeError.ts'
import { message } from './message.ts'
import { sha256Of } from './parts.ts'
import type { AgeIdentity, Sealed } from './seal.ts'

/*
 * What is done with a secret before anything is opened. A phone that follows a link waits for this file, so it imports
 * neither schemas nor age nor Argon2id.
 */

const IDENTITY_PREFIX = 'age-secret-key-'

/** The 32 secret bytes of an age identity. @throws EnvelopeError when it is none. */
export function identityBytes(identity: AgeIdentity): Uint8Array {
  try {
    const decoded = bech32.decodeToBytes(identity)
    if (decoded.prefix.toLowerCase() === IDENTITY_PREFIX && decoded.bytes.length === 32) return decoded.bytes
  } catch (cause) {
    throw new EnvelopeError('Not an age identity', { cause })
  }
  throw new EnvelopeError('Not an age identity')
}

/** @param bytes 32 secret bytes */
export function identityFrom(bytes: Uint8Array): AgeIdentity {
  return bech32.encodeFromBytes(IDENTITY_PREFIX, bytes).toUpperCase()
}

/** 32 bytes for one purpose; none of them tells anything about another purpose's. */
export function derive(secret: Uint8Array, purpose: string): Uint8Array {
  return hkdf(sha256, secret, undefined, utf8ToBytes(`anteroom/1/${purpose}`), 32)
}

/** SHA-256 in hexadecimal: how every token rests at the endpoint (R11.2). */
export function hashToken(token: string): string {
  return bytesToHex(sha256(utf8ToBytes(token)))
}

/** What proves to the endpoint that one holds an invitation's secret, without giving the secret away. */
export function redeemToken(identity: AgeIdentity): string {
  return base64urlnopad.encode(derive(identityBytes(identity), 'redeem'))
}

/**
 * What may overwrite a keyring at the endpoint, which keeps its hash: a session's cookie alone may not. base64url
 * @param wrap the identity that opens the keyring
 */
export function keyringToken(wrap: AgeIdentity): string {
  return base64urlnopad.encode(derive(identityBytes(wrap), 'keyring-write'))
}

/**
 * What somebody does with an invitation: `redeem` it with a login, or `renew` by it the login whose password is lost, with a
 * new key. Proofs of one are none of the other.
 */
export type RedeemingAct = 'redeem' | 'renew'

/** What a login's key is bound to when it redeems an invitation. */
export type Redeemer = {
  readonly clinicId: string
  readonly invitationId: string
  /** As it was typed; spellings of one address are one here. */
  readonly email: string
  /** The login's own, from its keyring and never from an answer of the endpoint. */
  readonly recipient: string
}

/**
 * R11.5: binds the login's key and e-mail to the invitation: the desk, which knows the secret, can tell that whoever held
 * it chose both. Hexadecimal HMAC-SHA-256 under a key from the invitation's secret, or from its code's identity.
 */
export function redeemMac(
  identity: AgeIdentity,
  { clinicId, invitationId, email, recipient }: Redeemer,
  act: RedeemingAct = 'redeem',
): string {
  return macUnder(identity, `${act}-mac`, message(clinicId, invitationId, email.trim().toLowerCase(), recipient))
}

/** Whose login an invitation may renew. */
export type Renewal = { readonly clinicId: string; readonly invitationId: string; readonly email: string }

/**
 * What the endpoint is given to renew a login by, and to tell by which one may be; nothing else follows from it. base64url
 * @param identity the invitation's secret: its code renews nothing
 */
export function renewalKey(identity: AgeIdentity): string {
  return base64urlnopad.encode(derive(identityBytes(identity), 'renewal'))
}

/**
 * R11.5: the one e-mail whose login an invitation may renew, as the desk tells the endpoint; whoever reads it there cannot
 * try e-mails on it. Hexadecimal HMAC-SHA-256. @throws where the key is no base64url
 */
export function renewalMac(key: string, { clinicId, invitationId, email }: Renewal): string {
  const text = message('renewal', clinicId, invitationId, email.trim().toLowerCase())
  return bytesToHex(hmac(sha256, base64urlnopad.decode(key), text))
}

/** What an invitation says of the clinic that made it. */
export type Introduction = {
  readonly clinicId: string
  readonly invitationId: string
  /** The clinic's age recipient: what patients seal to from then on. */
  readonly recipient: string
  readonly codeSalt: string
  /** The `Greeting`, as an age file in base64: whoever sees the invitation's recipient could have sealed another. */
  readonly greeting: Sealed
}

/**
 * R11.5: the desk introduces itself under the invitation's secret, which the endpoint does not know. The page checks it
 * before it asks for a password. Hexadecimal HMAC-SHA-256.
 */
export function introductionMac(identity: AgeIdentity, introduction: Introduction): string {
  const { clinicId, invitationId, recipient, codeSalt, greeting } = introduction
  return macUnder(identity, 'introduction', message(clinicId, invitationId, recipient, codeSalt, sha256Of(greeting)))
}

/**
 * R4.2, R11.5: the one extra day, as only whoever holds an invitation's secret, or its code's, can take it. Hexadecimal
 * HMAC-SHA-256.
 */
export function extraDayMac(identity: AgeIdentity, clinicId: string): string {
  return macUnder(identity, 'extra-day', message('extra-day', clinicId))
}

/** Hexadecimal HMAC-SHA-256, under a key that is derived from `identity` for one purpose. */
export function macUnder(identity: AgeIdentity, purpose: string, text: Uint8Array): string {
  return bytesToHex(hmac(sha256, derive(identityBytes(identity), purpose), text))
}

/** Whether two MACs are the same, in a time that does not depend on where they differ. */
export function isSameMac(one: string, other: string): boolean {
  let difference = one.length ^ other.length
  for (let at = 0; at < one.length; at += 1) difference |= one.charCodeAt(at) ^ other.charCodeAt(at)
  return difference === 0
}

/** The fragment of an Access Link: the identity's bech32 in lower case, whose checksum tells a link that was cut. */
export function toFragment(identity: AgeIdentity): string {
  return identity.toLowerCase().slice(IDENTITY_PREFIX.length + 1)
}

/**
 * Mail programs upper-case links, add a full stop or cut them short. Null when the checksum says that something is
 * missing, so that the page can say so without asking anybody.
 */
export function fromFragment(fragment: string): AgeIdentity | null {
  const plain = decodePercent(fragment)
    .replace(/^#/, '')
    .replace(/[\s.,;:!?)\]}>"'’”]+$/u, '')
    .toLowerCase()
  const identity = `${IDENTITY_PREFIX}1${plain}`.toUpperCase()
  try {
    identityBytes(identity)
    return identity
  } catch {
    return null
  }
}

function decodePercent(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
