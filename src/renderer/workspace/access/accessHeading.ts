import type { Holder, Invitation } from '../../../shared/contract/desk/access.ts'
import { emailKey } from '../../../shared/domain/people.ts'

type Held = Pick<Holder, 'email' | 'level' | 'since'>

/** What an open Access Link is for, as its panel is headed: the first access, more of it, or access for one more address. */
export type AccessPurpose = 'firstAddress' | 'raise' | 'secondAddress'

/** @param chartEmail where it would go as long as it has not been sent */
export function purposeOf(
  { email }: Pick<Invitation, 'email'>,
  holders: readonly Held[],
  chartEmail: string | null,
): AccessPurpose {
  const goesTo = email ?? chartEmail
  const own = goesTo === null ? undefined : holders.find((holder) => emailKey(holder.email) === emailKey(goesTo))
  if (own) return own.level === 'limited' ? 'raise' : 'firstAddress'
  return holders.some(({ level }) => level === 'full') ? 'secondAddress' : 'firstAddress'
}

/** Whose full access is the newest: what has succeeded is said before what is not open. */
export function newestFullHolder<Each extends Held>(holders: readonly Each[]): Each | null {
  const full = holders.filter(({ level }) => level === 'full')
  return full.toSorted((one, other) => (one.since > other.since ? -1 : 1))[0] ?? null
}
