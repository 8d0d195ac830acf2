import type { ClinicId } from '../../../shared/domain/ids.ts'
import { HOUR, MINUTE } from '../../../shared/domain/time.ts'
import type { Limit } from '../limits.ts'

export type Counted = { readonly key: readonly string[]; readonly limit: Limit }

/*
 * R11.7: what is counted by an address is counted whatever else the request names, a clinic among it. Decision 0020 has
 * the reasons for the numbers.
 */

/** R4.5: wrong codes, of all addresses of one clinic: far more than many addresses reach, and far too few to find one. */
const CODES_OF_CLINIC: Limit = { most: 5_000, within: HOUR }
/** R4.5: so many wrong codes of a clinic in an hour are nobody's mistakes. */
export const CODES_WORTH_TELLING = 500

/** R4.5: guesses at a code, 5 an address in 10 minutes and 5,000 a clinic and hour. */
export function codeGuesses(clinicId: ClinicId, address: string): Counted[] {
  return [...by(['code'], address, { most: 5, within: 10 * MINUTE }), codesOf(clinicId)]
}

export function codesOf(clinicId: ClinicId): Counted {
  return { key: ['codes-of', clinicId], limit: CODES_OF_CLINIC }
}

/** R4.5: the desk is told once an hour at most. */
export function codesTold(clinicId: ClinicId): Counted {
  return { key: ['codes-told', clinicId], limit: { most: 1, within: HOUR } }
}

/** Windows that grow make waits that grow. */
const GROWING: readonly Limit[] = [
  { most: 5, within: MINUTE },
  { most: 15, within: 15 * MINUTE },
  { most: 30, within: HOUR },
]

export type PasswordGuesses = {
  /** In the order in which they count: what one place asks beyond its own is not counted on anybody's. */
  readonly all: Counted[]
  /** Of these, what nobody else counts by: whoever knows the password had these guesses for nothing. */
  readonly own: Counted[]
}

/**
 * Passwords, by e-mail and address: the wait grows from a minute to an hour, for this address alone. Over all addresses
 * an e-mail has a limit that takes dozens of them.
 */
export function passwordGuesses(clinicId: ClinicId, emailKey: string, address: string): PasswordGuesses {
  const tries = GROWING.flatMap((limit) => by(['password', clinicId, emailKey], address, limit))
  const ofEmail = { key: ['passwords-of', clinicId, emailKey], limit: { most: 1_000, within: HOUR } }
  return {
    all: [...by(['password-from'], address, { most: 60, within: 10 * MINUTE }), ...tries, ofEmail],
    own: tries.filter(({ key }) => key.at(-1) === address),
  }
}

/** R11.7: a browser that has signed in to this login before guesses on its own account, and nobody else on it. */
export function deviceGuesses(deviceHash: string): PasswordGuesses {
  const own = GROWING.map((limit) => ({ key: ['password-device', deviceHash], limit }))
  return { all: own, own }
}

/** What costs something, by address: generous, for a whole waiting room behind one address. */
export function callsOf(name: string, address: string): Counted[] {
  return by([name], address, { most: 300, within: 10 * MINUTE })
}

/** R4.7: an invitation's holder learns of e-mails that have a login a few times, not by the list. */
export function emailsTried(clinicId: ClinicId, tokenHash: string): Counted {
  return { key: ['email-has-login', clinicId, tokenHash], limit: { most: 10, within: HOUR } }
}

/** What one login may send to the clinic. */
export function sentBy(clinicId: ClinicId, loginId: string): Counted[] {
  return [{ key: ['sent', clinicId, loginId], limit: { most: 120, within: HOUR } }]
}

/** Whoever has an IPv6 /64 mostly has the 65,536 of a /48: together they count as ten. */
function by(key: readonly string[], address: string, limit: Limit): Counted[] {
  const site = /^((?:[0-9a-f]+:){3})[0-9a-f]+::\/64$/.exec(address)?.[1]
  const own = { key: [...key, address], limit }
  return site === undefined
    ? [own]
    : [own, { key: [...key, `${site}:/48`], limit: { ...limit, most: 10 * limit.most } }]
}
