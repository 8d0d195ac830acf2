import { Secret, TOTP } from 'otpauth'
import type { Clock } from '../../../shared/domain/time.ts'
import type { TestClinic } from './openClinic.ts'

/** What an authenticator shows that has this key. @param steps of thirty seconds, before or after now */
export function authenticatorCode(key: string, { now }: Clock, steps = 0): string {
  return TOTP.generate({ secret: Secret.fromBase32(key), timestamp: Date.parse(now()) + steps * 30_000 })
}

/** By whoever is signed in at the clinic's station. */
export async function turnOnSecondFactor(clinic: TestClinic): Promise<{ key: string; spareCodes: string[] }> {
  const { key } = await clinic.client.account.beginSecondFactor({ password: clinic.password })
  const code = authenticatorCode(key, clinic.clock)
  return { key, ...(await clinic.client.account.confirmSecondFactor({ code })) }
}
