import { hkdf } from '@noble/hashes/hkdf.js'
import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { base64urlnopad, bech32 } from '@scure/base'
import { EnvelopeError } from './envelopeError.ts'
import type { AgeIdentity } from './seal.ts'

/*
 * What is done with a secret before anything is opened. A phone that follows a link waits for this file, so it imports
 * neither schemas nor age nor Argon2id.
 */

const IDENTITY_PREFIX = 'age-secret-key-'

/** The 32 secret bytes of an age identity. @throws EnvelopeError when it is none. */
function identityBytes(identity: AgeIdentity): Uint8Array {
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
 * Binds the login's key to the invitation: the desk, which knows the secret, can tell that whoever held it chose
 * `recipient`. Hexadecimal HMAC-SHA-256.
 */
export function redeemMac(identity: AgeIdentity, loginRecipient: string): string {
  return macUnder(identity, 'redeem-mac', loginRecipient)
}

/** Hexadecimal HMAC-SHA-256 of `text`, under a key that is derived from `identity` for one purpose. */
export function macUnder(identity: AgeIdentity, purpose: string, text: string): string {
  return bytesToHex(hmac(sha256, derive(identityBytes(identity), purpose), utf8ToBytes(text)))
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
