import { base64urlnopad } from '@scure/base'
import { message } from './message.ts'
import type { AgeIdentity } from './seal.ts'
import { derive, identityBytes, macUnder } from './secrets.ts'

/** What shows to the endpoint that one holds a reminder's secret, without giving the secret away. base64url */
export function reminderToken(identity: AgeIdentity): string {
  return base64urlnopad.encode(derive(identityBytes(identity), 'reminder'))
}

/** What is answered, and to which reminder of which visit. */
export type WillCome = {
  readonly clinicId: string
  readonly mailId: string
  readonly visitId: string
  readonly startsAt: string
}

/**
 * R11.5: "I will come", as only whoever has the reminder can say it: the endpoint has a hash of its token, and no database gives it the
 * secret. Hexadecimal HMAC-SHA-256.
 */
export function willComeMac(identity: AgeIdentity, { clinicId, mailId, visitId, startsAt }: WillCome): string {
  return macUnder(identity, 'will-come', message('will-come', clinicId, mailId, visitId, startsAt))
}
