import { x25519 } from '@noble/curves/ed25519.js'
import { bech32 } from '@scure/base'
import { EnvelopeError } from './envelopeError.ts'
import type { AgeRecipient } from './seal.ts'

/** X25519 of a secret and a public key, 32 bytes each. Throws where the result is the same for everybody. */
export type Agree = (own: Uint8Array, other: Uint8Array) => Uint8Array

/** Any scalar: only the point is on trial. */
const TRIAL = new Uint8Array(32).fill(1)

/**
 * R11.6: whether something can be sealed to it. A string of the right shape is not a key: its checksum may be wrong, or
 * its point one of the few that give everybody the same secret.
 */
export function isUsableRecipient(text: string): boolean {
  try {
    x25519.getSharedSecret(TRIAL, recipientBytes(text))
    return true
  } catch {
    return false
  }
}

/** The 32 bytes of an X25519 key. @throws EnvelopeError when it is no age recipient. */
export function recipientBytes(recipient: AgeRecipient): Uint8Array {
  try {
    const decoded = bech32.decodeToBytes(recipient)
    // As age writes it: what bech32 takes in capitals age does not.
    if (recipient.startsWith('age1') && decoded.bytes.length === 32) return decoded.bytes
  } catch (cause) {
    throw new EnvelopeError('Not an age recipient', { cause })
  }
  throw new EnvelopeError('Not an age recipient')
}
