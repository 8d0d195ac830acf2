import { sha256 } from '@noble/hashes/sha2.js'
import { base64urlnopad } from '@scure/base'
import { recipientBytes } from './recipients.ts'
import type { AgeRecipient } from './seal.ts'

const BYTES = 16

/**
 * What the address on a clinic's website says of its key (decision 0034): the first 128 bits of SHA-256 over the recipient's 32
 * bytes, in base64url: 22 characters. @throws EnvelopeError when it is no age recipient
 */
export function keyFingerprint(recipient: AgeRecipient): string {
  return base64urlnopad.encode(sha256(recipientBytes(recipient)).subarray(0, BYTES))
}
