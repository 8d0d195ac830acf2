import { base64urlnopad } from '@scure/base'
import { argon2id } from 'hash-wasm'
import { z } from 'zod'
import type { AgeIdentity } from './seal.ts'
import { derive, identityFrom } from './secrets.ts'

/** Argon2id parameters, stored with the login so that they can grow (19 MiB, 2 passes, 1 lane). */
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

/**
 * Newest first. An older one stays for as long as a login has it: everybody is told of all of them alike, so that what is
 * told of an e-mail does not say whether, and since when, it has a login. A login grows to the newest when it signs in.
 */
export const PASSWORD_GENERATIONS: readonly PasswordParameters[] = [PASSWORD_PARAMETERS]

/**
 * R11.5: the endpoint says how a password is stretched, and a page that did whatever it says would hand out keys that are
 * quick to guess. Weaker than `least` in anything is refused.
 */
export function isStrongEnough(parameters: PasswordParameters, least: PasswordParameters): boolean {
  return parameters.memoryKiB >= least.memoryKiB && parameters.passes >= least.passes
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
