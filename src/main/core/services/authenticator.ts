import { Secret, TOTP } from 'otpauth'
import type { Instant } from '../../../shared/domain/time.ts'

/** Steps of thirty seconds by which the clocks of both may differ. */
const STEPS_APART = 1

/** What an authenticator and the clinic's file share, in base32. */
export function newAuthenticatorKey(): string {
  return new Secret({ size: 20 }).base32
}

/** What an authenticator reads from a picture: the key, and under which names it shows its codes. */
export function authenticatorUri(key: string, clinicName: string, email: string): string {
  return new TOTP({ issuer: clinicName, label: email, secret: key }).toString()
}

/** RFC 6238: the step of thirty seconds since 1970 whose code this is, near `now`; null for none. */
export function stepOf(key: string, code: string, now: Instant): number | null {
  const timestamp = Date.parse(now)
  const apart = TOTP.validate({ token: code, secret: Secret.fromBase32(key), timestamp, window: STEPS_APART })
  return apart === null ? null : TOTP.counter({ timestamp }) + apart
}
