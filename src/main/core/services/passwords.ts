import { createHmac, randomBytes } from 'node:crypto'
import { argon2id, argon2Verify } from 'hash-wasm'
import { staffPasswordProblem } from '../../../shared/domain/staff.ts'
import { PASSWORD_PARAMETERS } from '../../../shared/envelope/passwords.ts'
import { failure } from './serviceError.ts'

const parameters = {
  memorySize: PASSWORD_PARAMETERS.memoryKiB,
  iterations: PASSWORD_PARAMETERS.passes,
  parallelism: PASSWORD_PARAMETERS.lanes,
  hashLength: 32,
}

/**
 * Argon2id in its own text form, salt and parameters included, so that they can grow.
 * @param password or a one-time code
 */
export function hashPassword(password: string): Promise<string> {
  return argon2id({ ...parameters, password: password.normalize('NFKC'), salt: randomBytes(16), outputType: 'encoded' })
}

/** @throws ServiceError PASSWORD_REFUSED */
export function requireGoodPassword(chosen: string, email: string): void {
  const because = staffPasswordProblem(chosen, email)
  if (because) throw failure('PASSWORD_REFUSED', { because })
}

/** Of a password that nobody has: an unknown e-mail costs as much time as a wrong password. */
const NOBODYS_HASH = '$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'

/** @param hash null where there is nobody to sign in; false after the same work */
export async function passwordIsRight(password: string, hash: string | null): Promise<boolean> {
  if (password.length === 0) return false
  const isRight = await argon2Verify({ password: password.normalize('NFKC'), hash: hash ?? NOBODYS_HASH })
  return isRight && hash !== null
}

/** In hexadecimal, of the salt that one person's spare codes share. */
export function newSpareSalt(): string {
  return randomBytes(16).toString('hex')
}

/**
 * In hexadecimal. Quick, because whoever reads the clinic's file has the authenticator's own key beside it, and whoever
 * does not can only guess at the sign-in, which is slowed.
 */
export function hashSpareCode(code: string, salt: string): string {
  return createHmac('sha256', Buffer.from(salt, 'hex')).update(code).digest('hex')
}
