import { randomBytes } from 'node:crypto'
import { argon2id, argon2Verify } from 'hash-wasm'
import { PASSWORD_PARAMETERS } from '../../../shared/envelope/passwords.ts'

/** Argon2id in its own text form, salt and parameters included, so that they can grow. */
export function hashPassword(password: string): Promise<string> {
  return argon2id({
    password: password.normalize('NFKC'),
    salt: randomBytes(16),
    memorySize: PASSWORD_PARAMETERS.memoryKiB,
    iterations: PASSWORD_PARAMETERS.passes,
    parallelism: PASSWORD_PARAMETERS.lanes,
    hashLength: 32,
    outputType: 'encoded',
  })
}

/** Of a password that nobody has: an unknown e-mail costs as much time as a wrong password. */
const NOBODYS_HASH = '$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'

/** @param hash null where there is nobody to sign in; false after the same work */
export async function passwordIsRight(password: string, hash: string | null): Promise<boolean> {
  if (password.length === 0) return false
  const isRight = await argon2Verify({ password: password.normalize('NFKC'), hash: hash ?? NOBODYS_HASH })
  return isRight && hash !== null
}
