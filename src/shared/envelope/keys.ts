import { hkdf } from '@noble/hashes/hkdf.js'
import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { base64urlnopad, bech32 } from '@scure/base'
import { argon2id } from 'hash-wasm'
import { z } from 'zod'
import { EnvelopeError, type AgeIdentity } from './seal.ts'

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

function identityFrom(bytes: Uint8Array): AgeIdentity {
  return bech32.encodeFromBytes(IDENTITY_PREFIX, bytes).toUpperCase()
}

function derive(secret: Uint8Array, purpose: string): Uint8Array {
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
  const key = derive(identityBytes(identity), 'redeem-mac')
  return bytesToHex(hmac(sha256, key, utf8ToBytes(loginRecipient)))
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

/** Argon2id parameters, stored with the login so that they can grow (DESIGN: 19 MiB, 2 passes, 1 lane). */
export const PasswordParameters = z.object({
  algorithm: z.literal('argon2id'),
  memoryKiB: z.number().int().min(19_456).max(1_048_576),
  passes: z.number().int().min(1).max(16),
  lanes: z.number().int().min(1).max(4),
})
export type PasswordParameters = z.infer<typeof PasswordParameters>
export const PASSWORD_PARAMETERS: PasswordParameters = {
  algorithm: 'argon2id',
  memoryKiB: 19_456,
  passes: 2,
  lanes: 1,
}

function argon(secret: string, salt: Uint8Array, parameters: PasswordParameters): Promise<Uint8Array> {
  return argon2id({
    password: secret.normalize('NFKC'),
    salt,
    memorySize: parameters.memoryKiB,
    iterations: parameters.passes,
    parallelism: parameters.lanes,
    hashLength: 32,
    outputType: 'binary',
  })
}

export type LoginKeys = {
  /** Sent to the endpoint and kept there only as a hash. */
  readonly auth: string
  /** An age identity that opens the keyring; never leaves the browser. */
  readonly wrap: AgeIdentity
}

/** @param salt base64url, at least 16 bytes, as the endpoint gave it */
export async function deriveLoginKeys(
  password: string,
  salt: string,
  parameters: PasswordParameters,
): Promise<LoginKeys> {
  const root = await argon(password, base64urlnopad.decode(salt), parameters)
  return {
    auth: base64urlnopad.encode(derive(root, 'login-auth')),
    wrap: identityFrom(derive(root, 'login-wrap')),
  }
}

/**
 * R4.5: a code read aloud, together with the date of birth, is a second identity of the same invitation. Its redeem
 * token is the look-up token.
 * @param code as `normaliseCode` gives it, `ABCD-EFGH`
 * @param birthOn ISO day, `1985-03-12`
 * @param clinicSalt base64url
 */
export async function codeIdentity(code: string, birthOn: string, clinicSalt: string): Promise<AgeIdentity> {
  const root = await argon(`${code}|${birthOn}`, base64urlnopad.decode(clinicSalt), PASSWORD_PARAMETERS)
  return identityFrom(derive(root, 'code-identity'))
}

/** What a login keeps at the endpoint, sealed to its `wrap` identity. */
export const Keyring = z.object({
  format: z.literal(1),
  identity: z.string(),
  /** Identities of redeemed invitations, newest first: they open what was sealed before the desk knew the login. */
  invitations: z.array(z.string()).max(1_000),
})
export type Keyring = z.infer<typeof Keyring>
