import type { InvitationKind } from './invitations.ts'
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

/** R4.8: of what it has verified, what the login still goes by: an address that it gave up decides nothing any more. */
export function stillVerified(redemptions: readonly Redemption[], present: string): ReadonlySet<string> {
  const key = emailKey(present)
  return new Set(verifiedEmails(redemptions).has(key) ? [key] : [])
}

function verifies({ email, redeemedWith, wentTo }: Redemption): boolean {
  const only = onlyAddress(wentTo)
  return redeemedWith === 'link' && only !== null && emailKey(only) === emailKey(email)
}

/** The one mailbox where a link may have been read; null where it went to none, or to several. */
function onlyAddress(wentTo: readonly string[]): string | null {
  const [first] = wentTo
  if (first === undefined) return null
  return wentTo.every((to) => emailKey(to) === emailKey(first)) ? first : null
}

/**
 * Whose login an invitation may renew, with a new key in place of a lost password: that of the address which staff confirmed
 * for an Access Link and which alone it went to. Null for every other invitation.
 * @param wentTo everywhere that an e-mail with its link may have arrived
 */
export function renewableAs(kind: InvitationKind, wentTo: readonly string[]): string | null {
  return kind === 'access' ? onlyAddress(wentTo) : null
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
