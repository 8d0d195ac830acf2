import { createPrivateKey, createPublicKey, diffieHellman } from 'node:crypto'
import { letterMac, pairSecret, type Agree, type LetterClaim, type PairSecret } from '../../shared/envelope/pair.ts'
import type { AgeRecipient, Sealed } from '../../shared/envelope/seal.ts'
import { isSameMac } from '../../shared/envelope/secrets.ts'
import type { ClinicRow } from './db/clinic.ts'

type Keys = Pick<ClinicRow, 'identity' | 'recipient'>

/** What the clinic and one login have in common, and nobody else. @throws EnvelopeError for a key that is none */
export function pairOf(clinic: Keys, login: AgeRecipient): PairSecret {
  const parties = { clinic: clinic.recipient, login }
  return pairSecret(clinic.identity, login, parties, agreeNatively)
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

/** DER of an X25519 key, up to its 32 bytes (RFC 8410). */
const PKCS8_HEAD = Buffer.from('302e020100300506032b656e04220420', 'hex')
const SPKI_HEAD = Buffer.from('302a300506032b656e032100', 'hex')

/** X25519 as Node has it: ten times as fast as in JavaScript. Throws for a point that gives everybody the same secret. */
const agreeNatively: Agree = (own, other) =>
  diffieHellman({
    privateKey: createPrivateKey({ key: Buffer.concat([PKCS8_HEAD, own]), format: 'der', type: 'pkcs8' }),
    publicKey: createPublicKey({ key: Buffer.concat([SPKI_HEAD, other]), format: 'der', type: 'spki' }),
  })
