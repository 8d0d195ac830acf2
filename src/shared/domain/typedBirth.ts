import { LANGUAGES } from '../language/languages.ts'
import { makeFormats } from '../language/formats.ts'
import { folded } from './folded.ts'

const SHORTEST_NAME = 3

/** What stands between the parts of a date: `12. March`, `March 12, 1985`, `12/3/1985`. */
const BETWEEN = /[\s,./\-‐‑–]+/u

/** `1st`, `2nd`, `3rd`, `4th` */
const ORDINAL = /^(\d{1,2})(?:st|nd|rd|th)$/u

/** Folded month names of every language, January first. */
const MONTHS: readonly (readonly string[])[] = Array.from({ length: 12 }, (_, month) => [
  ...new Set(LANGUAGES.map((language) => folded(makeFormats(language).monthNames()[month] ?? ''))),
])

/**
 * Every start, in the spellings of the search index (year, month, day; day, month, year; month, day, year), of the birth
 * dates that a text may mean (R10.1): `12 March 1985`, `March 12, 1985`, `Mar 1985`, `12.3.85`, `1985-03`.
 * Months may be named in any language of this program, from three letters on; two digits of a year may be either century.
 * Empty where the text is no date, and for digits alone.
 */
export function birthStarts(text: string): string[] {
  const parts = folded(text)
    .split(BETWEEN)
    .filter((part) => part !== '' && part !== 'of')
    .map((part) => ORDINAL.exec(part)?.[1] ?? part)
  if (parts.length < 2 || parts.length > 3) return []
  const named = parts.findIndex((part) => !isDigits(part))
  if (named === -1) return numericStarts(parts)
  const months = monthsNamed(parts[named] ?? '')
  const others = parts.filter((_, index) => index !== named)
  if (months.length === 0 || !others.every(isDigits)) return []
  return [...new Set(months.flatMap((month) => namedStarts(month, others, named)))]
}

/** A month beside a day, a year or both. */
function namedStarts(month: string, others: readonly string[], namedAt: number): string[] {
  const [first = '', second = ''] = others
  if (others.length === 1) {
    if (first.length === 4) return [first + month]
    // `March 19` may be a day or the beginning of a year; the index is asked for the day.
    return [twoDigits(first, true) + month]
  }
  if (first.length === 4) return [first + month + twoDigits(second, false)]
  if (namedAt === 2) return []
  // `12 March 1985` and `March 12 1985`: the day stands first among the others in both. With a year the spelling is taken
  // that means no other day.
  const day = twoDigits(first, true)
  if (second.length === 4) return [second + month + day]
  const centuries = second.length === 2 ? ['19', '20'].map((century) => century + second + month + day) : []
  return [day + month + second, ...centuries]
}

/** `12.3.1985` and every start of it. */
function numericStarts(parts: readonly string[]): string[] {
  const [first = '', second = '', third = ''] = parts
  if (first.length === 4) return [first + twoDigits(second, third !== '') + twoDigits(third, false)]
  const start = twoDigits(first, true) + twoDigits(second, true)
  return third.length === 2 ? [start + third, `${start}19${third}`, `${start}20${third}`] : [start + third]
}

/** `01` to `12` for every month of which the text is the beginning of a name. */
function monthsNamed(part: string): string[] {
  if (part.length < SHORTEST_NAME) return []
  return MONTHS.flatMap((names, index) =>
    names.some((name) => name.startsWith(part)) ? [String(index + 1).padStart(2, '0')] : [],
  )
}

function isDigits(part: string): boolean {
  return /^\d{1,4}$/u.test(part)
}

/** One digit stands for itself with a nought before it once the part is complete; at the end it may still grow. */
function twoDigits(part: string, isComplete: boolean): string {
  return isComplete && part.length === 1 ? `0${part}` : part
}
