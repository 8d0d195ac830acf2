import type { Compared, LikelyChart } from '../../../shared/contract/desk/onlineBooking.ts'
import { isNearName, isPhoneShared } from '../../../shared/domain/likelyDuplicates.ts'
import { emailKey } from '../../../shared/domain/people.ts'

/** How a detail of a chart stands to what was typed in the booking. */
export type Match = 'same' | 'near' | 'differs' | 'none'

export type Matches = Readonly<Record<'name' | 'born' | 'phone' | 'email', Match>>

/** R6.5: each detail beside the other; whose they are a person decides. */
export function matchesOf(typed: Compared, { reasons, ...chart }: LikelyChart): Matches {
  const isSameName = typed.givenName === chart.givenName && typed.familyName === chart.familyName
  const emailOf = (email: string | null) => (email === null ? null : emailKey(email))
  return {
    name: isSameName ? 'same' : isNear(typed, chart) ? 'near' : 'differs',
    born: plain(typed.birthOn, chart.birthOn),
    phone: isPhoneShared(reasons) ? 'same' : plain(typed.phone, chart.phone),
    email: plain(emailOf(typed.email), emailOf(chart.email)),
  }
}

/** Words of one within the other, or in another of their usual spellings. */
function isNear(typed: Compared, chart: Pick<Compared, 'givenName' | 'familyName'>): boolean {
  const words = (name: string) => name.toLowerCase().split(/\s+/u)
  const isShared = words(typed.givenName).some((word) => words(chart.givenName).includes(word))
  return isNearName(typed, chart) || isShared
}

function plain(typed: string | null, known: string | null): Match {
  if (known === null) return 'none'
  return typed === known ? 'same' : 'differs'
}

/** The same birth date with a name that fits: more than a family's telephone. */
export function isVeryLikely({ reasons }: Pick<LikelyChart, 'reasons'>): boolean {
  return reasons.some((each) => each === 'nameAndBirth' || each === 'nearNameAndBirth')
}
