import { sha256 } from '@noble/hashes/sha2.js'
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { wordlist } from '@scure/bip39/wordlists/english.js'
import { recipientBytes } from './recipients.ts'
import type { AgeRecipient } from './seal.ts'

const WORDS = 6
const BITS_PER_WORD = 11

/**
 * R11.5: six words of the BIP-39 list, 66 bits, from both keys. They are the same at the desk and in the portal only where
 * nobody stands between. @throws EnvelopeError when a recipient is none
 */
export function safetyWords(clinic: AgeRecipient, login: AgeRecipient): string[] {
  const digest = sha256(
    concatBytes(utf8ToBytes('anteroom/1/safety-words'), recipientBytes(clinic), recipientBytes(login)),
  )
  const bits = Array.from(digest, (byte) => byte.toString(2).padStart(8, '0')).join('')
  return Array.from({ length: WORDS }, (_, at) => {
    const index = Number.parseInt(bits.slice(at * BITS_PER_WORD, (at + 1) * BITS_PER_WORD), 2)
    return wordlist[index] ?? ''
  })
}
