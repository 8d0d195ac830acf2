import { emailKey } from './people.ts'

/** An invitation that one login's key was proven by, as the desk knows it. */
export type Redemption = {
  /** The login's e-mail when it redeemed, which the proof covers. */
  readonly email: string
  readonly redeemedWith: 'link' | 'code'
  /** Everywhere that an e-mail with its link may have arrived. */
  readonly wentTo: readonly string[]
}

/**
 * R4.8: the e-mails that a login has verified, as `emailKey`s, from everything that it has redeemed, for whichever
 * patient. Whoever has the link and registers with an address proves that address only where the link went nowhere else.
 */
export function verifiedEmails(redemptions: readonly Redemption[]): ReadonlySet<string> {
  return new Set(redemptions.filter(verifies).map(({ email }) => emailKey(email)))
}

function verifies({ email, redeemedWith, wentTo }: Redemption): boolean {
  return redeemedWith === 'link' && wentTo.length > 0 && wentTo.every((to) => emailKey(to) === emailKey(email))
}

/**
 * R4.8: "redeemed as sam@…, sent to ana@…".
 * @param sentTo where each invitation went, newest first; null for one that was only read aloud or printed
 * @returns the newest address, if none of them is the one that they were redeemed as; else null
 */
export function sentElsewhere(redeemedAs: string, sentTo: readonly (string | null)[]): string | null {
  const addresses = sentTo.filter((to) => to !== null)
  const isOwn = addresses.some((to) => emailKey(to) === emailKey(redeemedAs))
  return isOwn ? null : (addresses[0] ?? null)
}
