import type { ClinicId } from '../../../shared/domain/ids.ts'
import { HOUR, MINUTE } from '../../../shared/domain/time.ts'
import type { Limit } from '../limits.ts'

type Counted = { readonly key: readonly string[]; readonly limit: Limit }

/** R4.5: guesses at a code, 5 per address in 10 minutes and 50 per clinic and hour. */
export function codeGuesses(clinicId: ClinicId, address: string): Counted[] {
  return [
    { key: ['code', clinicId, address], limit: { most: 5, within: 10 * MINUTE } },
    { key: ['code', clinicId], limit: { most: 50, within: HOUR } },
  ]
}

/** Passwords, by e-mail: the wait grows from a minute to an hour, and ends with the right password. */
export function passwordGuesses(clinicId: ClinicId, emailKey: string): Counted[] {
  return [
    { key: ['password', clinicId, emailKey], limit: { most: 5, within: MINUTE } },
    { key: ['password', clinicId, emailKey], limit: { most: 15, within: 15 * MINUTE } },
    { key: ['password', clinicId, emailKey], limit: { most: 30, within: HOUR } },
  ]
}

/** What costs something, by address: generous, for a whole waiting room behind one address. */
export function callsOf(name: string, clinicId: ClinicId, address: string): Counted[] {
  return [{ key: [name, clinicId, address], limit: { most: 300, within: 10 * MINUTE } }]
}

/** Passwords, by address: many e-mails tried from one place. */
export function passwordsFrom(clinicId: ClinicId, address: string): Counted[] {
  return [{ key: ['password-from', clinicId, address], limit: { most: 60, within: 10 * MINUTE } }]
}

/** R4.7: an invitation's holder learns of e-mails that have a login a few times, not by the list. */
export function emailsTried(clinicId: ClinicId, tokenHash: string): Counted {
  return { key: ['email-has-login', clinicId, tokenHash], limit: { most: 10, within: HOUR } }
}

/** What one login may send to the clinic. */
export function sentBy(clinicId: ClinicId, loginId: string): Counted[] {
  return [{ key: ['sent', clinicId, loginId], limit: { most: 120, within: HOUR } }]
}
