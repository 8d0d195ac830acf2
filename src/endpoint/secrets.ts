import { createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto'
import { hashToken } from '../shared/envelope/secrets.ts'

export type Secrets = {
  /** R2.4: an e-mail without a login has a salt all the same, always the same one. base64url, 16 bytes. */
  readonly salt: (clinicId: string, emailKey: string) => string
  /** Hides whatever a limit counts by: addresses and e-mails are never stored for it. */
  readonly limitKey: (...parts: readonly string[]) => string
}

/**
 * @param mailIdentity kept outside the database, so that what a limit counts by cannot be guessed from it
 * @param saltKey of this endpoint for ever: whoever compares before and after a new mail key learns nothing
 */
export function makeSecrets(mailIdentity: string, saltKey: Buffer): Secrets {
  const derive = (purpose: string): Buffer =>
    Buffer.from(hkdfSync('sha256', mailIdentity, '', `anteroom/1/endpoint-${purpose}`, 32))
  const limitKey = derive('limit')
  return {
    salt: (clinicId, emailKey) =>
      createHmac('sha256', saltKey).update(`${clinicId}|${emailKey}`).digest().subarray(0, 16).toString('base64url'),
    limitKey: (...parts) => createHmac('sha256', limitKey).update(JSON.stringify(parts)).digest('hex'),
  }
}

/** 256 random bits, base64url: a session or a desk's token. */
export function makeToken(): string {
  return randomBytes(32).toString('base64url')
}

/** What a browser is known by at one login, and at no other. @param token that of its cookie */
export function hashDevice(token: string, clinicId: string, loginId: string): string {
  return hashToken(`${token}|${clinicId}|${loginId}`)
}

/** Compared with where there is no login, so that an unknown e-mail costs the same time as a wrong password. */
export const NO_AUTH_HASH = '0'.repeat(64)

/**
 * `auth` is 256 bits that Argon2id and HKDF made in the browser: a plain SHA-256 of it can be neither guessed nor
 * reversed, so that a slow hash here would only cost time (R11.2).
 */
export function matchesAuth(auth: string, authHash: string): boolean {
  return timingSafeEqual(Buffer.from(hashToken(auth), 'hex'), Buffer.from(authHash, 'hex'))
}
