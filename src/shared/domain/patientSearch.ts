import type { PatientDetails } from './people.ts'

/** What the search index holds of one patient (R10.1); words apart by spaces, compared by prefix, accents folded. */
export type SearchText = {
  readonly name: string
  readonly phone: string
  readonly email: string
  readonly birth: string
}

/** O’Brien is typed as O'Brien, OBrien and O Brien; Anne-Marie likewise. */
const INNER_PUNCTUATION = /['’ʼ`´.\-‐‑–]/gu

/** Lengths at which people start a number: without its country code, without its area code, its last block. */
const PHONE_TAILS = [10, 9, 8, 7, 4]

/** More words tell nobody apart, and each costs time. */
const WORDS_READ = 12

export function searchText(patient: PatientDetails): SearchText {
  const name = `${patient.givenName} ${patient.familyName}`
  const joined = name.replace(INNER_PUNCTUATION, '')
  return {
    name: joined === name ? name : `${name} ${joined}`,
    phone: patient.phone === null ? '' : phoneStarts(patient.phone).join(' '),
    email: patient.email ?? '',
    birth: patient.birthOn === null ? '' : birthSpellings(patient.birthOn).join(' '),
  }
}

/** Digits from every place where somebody might start to type: each block as written, and the usual lengths. */
function phoneStarts(phone: string): string[] {
  const blocks = phone.match(/\d+/gu) ?? []
  const digits = blocks.join('')
  const fromBlocks = blocks.map((_, index) => blocks.slice(index).join(''))
  const tails = PHONE_TAILS.filter((length) => length < digits.length).map((length) => digits.slice(-length))
  return [...new Set([...fromBlocks, ...tails])]
}

/** Year, month, day; day, month, year; month, day, year. */
function birthSpellings(birthOn: string): string[] {
  const [year = '', month = '', day = ''] = birthOn.split('-')
  return [...new Set([year + month + day, day + month + year, month + day + year])]
}

/**
 * What a person typed, as an FTS5 query: every word must match the start of some word, digits also a phone number or a
 * birth date in any spelling. Nothing that was typed acts as query syntax. Null when nothing can be searched for.
 */
export function searchQuery(typed: string): string | null {
  // SQLite would end a text at a NUL.
  const whole = typed.replace(/\p{Cc}/gu, ' ').trim()
  if (isNumber(whole)) return anyOf(numberTerms(whole))
  const words = whole.split(/\s+/u).filter(hasSearchable).slice(0, WORDS_READ)
  if (words.length === 0) return null
  return words.map((word) => anyOf(isNumber(word) ? numberTerms(word) : wordTerms(word))).join(' AND ')
}

function hasSearchable(word: string): boolean {
  return /[\p{L}\p{N}\p{So}]/u.test(word)
}

function isNumber(text: string): boolean {
  return /^[+\d\s().\-/]*$/u.test(text) && /\d/u.test(text)
}

function wordTerms(word: string): string[] {
  const joined = word.replace(INNER_PUNCTUATION, '')
  return hasSearchable(joined) && joined !== word ? [prefix(word), prefix(joined)] : [prefix(word)]
}

/** The digits as they stand in any column, first: one term costs a quarter of four. */
function numberTerms(text: string): string[] {
  const digits = text.replace(/\D/gu, '')
  const phones = [digits.replace(/^0+/u, ''), digits.length > 10 ? digits.slice(-10) : '']
  const others = [
    ...phones.filter((each) => each !== '' && each !== digits).map((each) => `phone : ${prefix(each)}`),
    ...dateStarts(text)
      .filter((each) => each !== digits)
      .map((each) => `birth : ${prefix(each)}`),
  ]
  return [prefix(digits), ...new Set(others)]
}

/** `12.3.1985` and every start of it; two digits of a year may be either century. */
function dateStarts(text: string): string[] {
  const parts = text.split(/[./\-\s]+/u).filter((part) => part !== '')
  const [first = '', second = '', third = ''] = parts
  const isDate = parts.length >= 2 && parts.length <= 3 && parts.every((part) => /^\d{1,4}$/u.test(part))
  if (!isDate) return []
  if (first.length === 4) return [first + pad(second, third !== '') + pad(third, false)]
  const start = pad(first, true) + pad(second, true)
  return third.length === 2 ? [start + third, `${start}19${third}`, `${start}20${third}`] : [start + third]
}

/** One digit stands for itself with a nought before it once the part is complete; at the end it may still grow. */
function pad(part: string, isComplete: boolean): string {
  return isComplete && part.length === 1 ? `0${part}` : part
}

function prefix(word: string): string {
  return `"${word.replaceAll('"', '""')}"*`
}

function anyOf(terms: readonly string[]): string {
  return terms.length === 1 ? (terms[0] ?? '') : `(${terms.join(' OR ')})`
}

/** Letters without accents or case, for ordering what was found. */
export function folded(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
}
