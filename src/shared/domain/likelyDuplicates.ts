import { z } from 'zod'
import { folded } from './folded.ts'
import { isSpellingOf } from './nameSpellings.ts'
import { emailKey, type PatientDetails } from './people.ts'

/** Why somebody may be the person whose details are being typed. */
export const DuplicateReason = z.enum(['nameAndBirth', 'nearNameAndBirth', 'name', 'familyAndPhone', 'phone', 'email'])
export type DuplicateReason = z.infer<typeof DuplicateReason>

/** As far as it has been typed. */
export type TypedDetails = Pick<PatientDetails, 'birthOn' | 'phone' | 'email'> & {
  readonly givenName: string
  readonly familyName: string
}

/** Fewer digits are not yet a number. */
const SHORTEST_PHONE = 7

/** People write it so in one place and otherwise in another: O’Brien, OBrien; Anne-Marie, Anne Marie. */
const PUNCTUATION = /[^\p{L}\p{N}\s]/gu

/**
 * R10.1: whether a chart is likely to be that of the person who is being added, and why; empty when not. Accents, capitals,
 * punctuation and the order of the names do not matter; of two names with the same birth date one may be shorter, or written in
 * another of its usual ways (R6.5). Who shares a telephone or an e-mail alone may be family: the reason says so, a person decides.
 */
export function duplicateReasons(typed: TypedDetails, known: PatientDetails): DuplicateReason[] {
  const reasons: DuplicateReason[] = []
  const isSameBirth = typed.birthOn !== null && typed.birthOn === known.birthOn
  const isOtherBirth = typed.birthOn !== null && known.birthOn !== null && !isSameBirth
  if (isSameBirth && isNameWithin(typed, known)) reasons.push('nameAndBirth')
  else if (isSameBirth && isNearName(typed, known)) reasons.push('nearNameAndBirth')
  else if (!isOtherBirth && isSameName(typed, known)) reasons.push('name')
  if (typed.phone !== null && known.phone !== null && isSamePhone(typed.phone, known.phone)) {
    reasons.push(isNear(typed.familyName, known.familyName) ? 'familyAndPhone' : 'phone')
  }
  if (typed.email !== null && known.email !== null && emailKey(typed.email) === emailKey(known.email)) {
    reasons.push('email')
  }
  return reasons
}

/** Whether it is most likely the same person, and not somebody who lives with them: worth one more press. */
export function isSamePerson(reasons: readonly DuplicateReason[]): boolean {
  return reasons.some((each) => each === 'nameAndBirth' || each === 'nearNameAndBirth' || each === 'name')
}

/** Whether the telephone is the same, however either is written. */
export function isPhoneShared(reasons: readonly DuplicateReason[]): boolean {
  return reasons.some((each) => each === 'phone' || each === 'familyAndPhone')
}

/** Those who share more come first. */
export function compareDuplicates(one: readonly DuplicateReason[], other: readonly DuplicateReason[]): number {
  return weight(other) - weight(one)
}

const WEIGHTS = {
  nameAndBirth: 16,
  nearNameAndBirth: 12,
  name: 8,
  familyAndPhone: 4,
  phone: 2,
  email: 1,
} satisfies Record<DuplicateReason, number>

function weight(reasons: readonly DuplicateReason[]): number {
  return reasons.reduce((sum, reason) => sum + WEIGHTS[reason], 0)
}

type Name = Pick<PatientDetails, 'givenName' | 'familyName'>

/** The words of a name, without accents and punctuation. */
export function nameWords({ givenName, familyName }: Name): string[] {
  return folded(`${givenName} ${familyName}`)
    .replace(PUNCTUATION, ' ')
    .split(/\s+/u)
    .filter((word) => word !== '')
}

function isSameName(typed: Name, known: Name): boolean {
  if (typed.givenName.trim() === '' || typed.familyName.trim() === '') return false
  const words = nameWords(typed)
  if (words.length === 0) return false
  const others = nameWords(known)
  if ([...words].sort().join(' ') === [...others].sort().join(' ')) return true
  // Written in one word there and in two here.
  const joined = ({ givenName, familyName }: Name) => {
    const [given, family] = [givenName, familyName].map((name) => folded(name).replace(/[^\p{L}\p{N}]/gu, ''))
    return [`${given}${family}`, `${family}${given}`]
  }
  return joined(known).includes(joined(typed)[0] ?? '')
}

/** The same name, or all of one within the other: Ana Ruiz and Ana María Ruiz. One word alone is not enough. */
function isNameWithin(typed: Name, known: Name): boolean {
  if (isSameName(typed, known)) return true
  const [fewer, more] = [nameWords(typed), nameWords(known)].sort((a, b) => a.length - b.length)
  return (fewer ?? []).length > 1 && (fewer ?? []).every((word) => (more ?? []).includes(word))
}

/** Given and family name each in some way that people write it (R6.5), the two in either order. */
export function isNearName(typed: Name, known: Name): boolean {
  const isBoth = (given: string, family: string) => isNear(typed.givenName, given) && isNear(typed.familyName, family)
  return isBoth(known.givenName, known.familyName) || isBoth(known.familyName, known.givenName)
}

/** R11.6: a given or a family name has a few words; one of a hundred would be compared for seconds. */
const WORDS_COMPARED = 6

function isNear(one: string, other: string): boolean {
  const words = (name: string) => nameWords({ givenName: name, familyName: '' }).slice(0, WORDS_COMPARED)
  const others = words(other)
  return words(one).some((word) => others.some((each) => isSpellingOf(word, each)))
}

/** One may have a country code or a nought that the other has not. */
function isSamePhone(typed: string, known: string): boolean {
  const [one, other] = [typed, known].map(phoneDigits)
  if (!one || !other || Math.min(one.length, other.length) < SHORTEST_PHONE) return false
  return one.endsWith(other) || other.endsWith(one)
}

/** The digits without leading noughts. */
function phoneDigits(phone: string): string {
  return phone.replace(/\D/gu, '').replace(/^0+/u, '')
}

/** The end of a number under which the search index holds it however it was written; null while it is too short. */
export function phoneTail(phone: string): string | null {
  const digits = phoneDigits(phone)
  return digits.length < SHORTEST_PHONE ? null : digits.slice(-SHORTEST_PHONE)
}
