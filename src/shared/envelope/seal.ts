import { base64 } from '@scure/base'
import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption'
import { checkHeader } from './ageHeader.ts'
import { EnvelopeError } from './envelopeError.ts'
import { padJson } from './padding.ts'

/**
 * An age file (age-encryption.org/v1) in base64: what every table of the endpoint holds and what travels. Opens with the
 * ordinary `age` program once decoded.
 */
export type Sealed = string

/** `AGE-SECRET-KEY-1…` */
export type AgeIdentity = string
/** `age1…` */
export type AgeRecipient = string

export async function makeIdentity(): Promise<{ identity: AgeIdentity; recipient: AgeRecipient }> {
  const identity = await generateX25519Identity()
  return { identity, recipient: await identityToRecipient(identity) }
}

export function recipientOf(identity: AgeIdentity): Promise<AgeRecipient> {
  return identityToRecipient(identity)
}

/** @throws EnvelopeError when a recipient is none: of another shape, or a point to which nothing can be sealed. */
export async function seal(plain: string | Uint8Array, recipients: readonly AgeRecipient[]): Promise<Sealed> {
  if (recipients.length === 0) throw new EnvelopeError('An envelope needs a recipient')
  const encrypter = new Encrypter()
  try {
    for (const recipient of recipients) encrypter.addRecipient(recipient)
    return base64.encode(await encrypter.encrypt(plain))
  } catch (cause) {
    throw new EnvelopeError('Not an age recipient', { cause })
  }
}

/** @throws EnvelopeError when none of the identities opens it, or it was damaged on the way. */
export async function open(sealed: Sealed, identities: readonly AgeIdentity[]): Promise<string> {
  const decrypter = new Decrypter()
  try {
    for (const identity of identities) decrypter.addIdentity(identity)
  } catch (cause) {
    throw new EnvelopeError('Not an age identity', { cause })
  }
  try {
    checkHeader(sealed)
    return await decrypter.decrypt(base64.decode(sealed), 'text')
  } catch (cause) {
    throw new EnvelopeError('The envelope does not open with these keys', { cause })
  }
}

/** Seals a value as padded JSON; the reader parses what it opens with a schema. */
export function sealJson(value: unknown, recipients: readonly AgeRecipient[]): Promise<Sealed> {
  return seal(padJson(JSON.stringify(value)), recipients)
}

/**
 * Opens and parses in one step: an opened envelope is a border like any other.
 * @throws EnvelopeError when it does not open or does not hold what `schema` describes.
 */
export async function openJson<T>(
  sealed: Sealed,
  identities: readonly AgeIdentity[],
  schema: { parse: (value: unknown) => T },
): Promise<T> {
  return parseOpened(await open(sealed, identities), schema)
}

/** @throws EnvelopeError when what was opened is not what `schema` describes. */
export function parseOpened<T>(text: string, schema: { parse: (value: unknown) => T }): T {
  try {
    return schema.parse(JSON.parse(text))
  } catch (cause) {
    throw new EnvelopeError('The envelope holds something else', { cause })
  }
}
