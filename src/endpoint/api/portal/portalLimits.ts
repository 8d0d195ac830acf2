import type { ClinicId, LoginId } from '../../../shared/domain/ids.ts'
import { DAY, HOUR, MINUTE } from '../../../shared/domain/time.ts'
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

/**
 * What one login may send to the clinic. Anybody makes one by booking: without a mailbox that is known to be its own it sends what
 * a person changes and asks, and fills no Inbox.
 */
export function sentBy(clinicId: ClinicId, loginId: string, isProven: boolean): Counted[] {
  const key = ['sent', clinicId, loginId]
  if (isProven) return [{ key, limit: { most: 120, within: HOUR } }]
  return [
    { key, limit: { most: 10, within: HOUR } },
    { key, limit: { most: 20, within: DAY } },
  ]
}

/*
 * Bookings (R6.3). A script books from one address or from thousands, and neither sells a calendar out nor stands in the desk's
 * way: what nobody's mailbox vouches for is bounded by address, and for all of them together by clinic. A login whose e-mail is
 * proven counts on its own account and never on theirs. Decision 0034 has the reasons for the numbers.
 */

/** Whose holds count together, and how many of them stand at once. */
export type HoldLimit = {
  readonly column: 'holder_hash' | 'site_hash' | 'any'
  readonly key: readonly string[]
  readonly most: number
}

/** @param loginId of whoever is signed in and has a proven e-mail; null for everybody else, who counts by address */
export function holdLimits(address: string, loginId: LoginId | null): HoldLimit[] {
  if (loginId !== null) return [{ column: 'holder_hash', key: ['holds', loginId], most: 3 }]
  const [own, site] = by(['holds'], address, { most: 10, within: 0 })
  return [
    ...(own ? [{ column: 'holder_hash', key: own.key, most: own.limit.most } as const] : []),
    ...(site ? [{ column: 'site_hash', key: site.key, most: site.limit.most } as const] : []),
    { column: 'any', key: [], most: 60 },
  ]
}

/** Looking for a time and holding it: by address, or by a login of its own. */
export function lookingFor(name: string, address: string, loginId: LoginId | null): Counted[] {
  return loginId === null
    ? callsOf(name, address)
    : [{ key: [name, loginId], limit: { most: 100, within: 10 * MINUTE } }]
}

/** Bookings of whoever nobody has heard of by e-mail: those of an address first, then those of the clinic. */
export function unprovenBookings(clinicId: ClinicId, address: string): Counted[] {
  return [
    ...by(['bookings'], address, { most: 20, within: HOUR }),
    ...by(['bookings'], address, { most: 60, within: DAY }),
    { key: ['bookings-of', clinicId], limit: { most: 40, within: HOUR } },
    { key: ['bookings-of', clinicId], limit: { most: 120, within: DAY } },
  ]
}

/** So many of their visits are to come at one clinic, and no more. */
export const MOST_UNPROVEN_TO_COME = 200

/** E-mails about visits: beyond it a booking stands all the same, and no more is written to whoever may not have asked. */
export function visitMails(clinicId: ClinicId, emailKey: string, loginId: LoginId | null): Counted {
  return loginId === null
    ? { key: ['visit-mails', clinicId, emailKey], limit: { most: 5, within: DAY } }
    : { key: ['visit-mails', clinicId, loginId], limit: { most: 30, within: DAY } }
}

/** R4.7: other addresses that a login wants, and e-mails to one of them, whoever wants it: nobody's mailbox is filled. */
export function emailsWanted(clinicId: ClinicId, loginId: LoginId, emailKey: string): Counted[] {
  return [
    { key: ['emails-wanted', clinicId, loginId], limit: { most: 5, within: DAY } },
    { key: ['email-wanted', clinicId, emailKey], limit: { most: 3, within: DAY } },
  ]
}

/** Whom a login holds anew by booking for them. */
export function newlyHeld(clinicId: ClinicId, loginId: LoginId): Counted {
  return { key: ['newly-held', clinicId, loginId], limit: { most: 10, within: DAY } }
}

/** Whoever has an IPv6 /64 mostly has the 65,536 of a /48: together they count as ten. */
function by(key: readonly string[], address: string, limit: Limit): Counted[] {
  const site = /^((?:[0-9a-f]+:){3})[0-9a-f]+::\/64$/.exec(address)?.[1]
  const own = { key: [...key, address], limit }
  return site === undefined
    ? [own]
    : [own, { key: [...key, `${site}:/48`], limit: { ...limit, most: 10 * limit.most } }]
}
