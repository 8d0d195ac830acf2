import { createPrivateKey, createPublicKey, diffieHellman, type KeyObject } from 'node:crypto'
import { EnvelopeError } from '../../shared/envelope/envelopeError.ts'
import { letterMac, pairSecret, type LetterClaim, type PairSecret } from '../../shared/envelope/pair.ts'
import { pkcs8Of } from '../../shared/envelope/pkcs8.ts'
import type { Agree } from '../../shared/envelope/recipients.ts'
import type { AgeRecipient, Sealed } from '../../shared/envelope/seal.ts'
import { isSameMac } from '../../shared/envelope/secrets.ts'
import type { ClinicRow } from './db/clinic.ts'

type Keys = Pick<ClinicRow, 'identity' | 'recipient'>

/** So many logins' secrets are kept: what a morning brings comes of fewer. */
const KEPT = 5_000
const kept = new Map<string, PairSecret>()

/**
 * What the clinic and one login have in common, and nobody else; computed once, because everything that a login sends asks
 * for it. @throws EnvelopeError for a key that is none
 */
export function pairOf(clinic: Keys, login: AgeRecipient): PairSecret {
  const name = `${clinic.recipient} ${login}`
  const known = kept.get(name)
  if (known) return known
  const pair = pairSecret(clinic.identity, login, { clinic: clinic.recipient, login }, agreeNatively)
  const [oldest] = kept.size >= KEPT ? kept.keys() : []
  if (oldest !== undefined) kept.delete(oldest)
  kept.set(name, pair)
  return pair
}

/** As {@link pairOf}; null for a key that is none, to which nothing can be sealed either (R11.6). */
export function pairWith(clinic: Keys, login: AgeRecipient): PairSecret | null {
  try {
    return pairOf(clinic, login)
  } catch (cause) {
    if (cause instanceof EnvelopeError) return null
    throw cause
  }
}

/** R11.5: whether the login that holds the link wrote the letter. Nobody whose key was never proven wrote any. */
export function isFrom(
  clinic: Keys & Pick<ClinicRow, 'id'>,
  link: { readonly proven_recipient: AgeRecipient | null },
  claim: Omit<LetterClaim, 'clinicId'>,
  { sealed, mac }: { readonly sealed: Sealed; readonly mac: string },
): boolean {
  if (link.proven_recipient === null) return false
  const pair = pairOf(clinic, link.proven_recipient)
  return isSameMac(letterMac(pair, { clinicId: clinic.id, ...claim }, sealed), mac)
}

/** DER of a public X25519 key, up to its 32 bytes (RFC 8410). */
const SPKI_HEAD = Buffer.from('302a300506032b656e032100', 'hex')

let imported: { readonly own: Uint8Array; readonly key: KeyObject } | null = null

/** Importing it costs several times what agreeing does, and the clinic's is always the same. */
function privateKeyOf(own: Uint8Array): KeyObject {
  if (imported && Buffer.from(imported.own).equals(own)) return imported.key
  const key = createPrivateKey({ key: Buffer.from(pkcs8Of(own)), format: 'der', type: 'pkcs8' })
  imported = { own, key }
  return key
}

/** X25519 as Node has it: ten times as fast as in JavaScript. Throws for a point that gives everybody the same secret. */
const agreeNatively: Agree = (own, other) =>
  diffieHellman({
    privateKey: privateKeyOf(own),
    publicKey: createPublicKey({ key: Buffer.concat([SPKI_HEAD, other]), format: 'der', type: 'spki' }),
  })
