import type { PatientDetails } from './people.ts'
import { birthStarts } from './typedBirth.ts'

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
 * birth date in any spelling, and a date with the name of its month that birth date. Nothing that was typed acts as query
 * syntax. Null when nothing can be searched for.
 */
export function searchQuery(typed: string): string | null {
  const whole = printable(typed)
  if (isNumber(whole)) return anyOf(numberTerms(whole))
  const words = wordsOf(whole)
  if (words.length === 0) return null
  const terms = words.map((word) => anyOf(isNumber(word) ? numberTerms(word) : wordTerms(word)))
  const date = dateWithin(words)
  if (!date) return terms.join(' AND ')
  const others = terms.filter((_, index) => index < date.from || index >= date.to)
  return `(${terms.join(' AND ')}) OR (${[anyOf(date.starts.map(birthTerm)), ...others].join(' AND ')})`
}

/** Three queries, each narrower than the one before, for putting names first; null for what is no name. */
export type NameQueries = {
  /** Every word begins a word of the name. */
  readonly within: string
  /** The name, as it is said, begins with what was typed. */
  readonly starts: string
  /** It begins with what was typed, and its word ends there. */
  readonly whole: string
}

export function nameQueries(typed: string): NameQueries | null {
  const text = printable(typed)
  const words = wordsOf(text)
  if (words.length === 0 || isNumber(text)) return null
  const phrase = quoted(words.join(' '))
  return {
    within: `name : (${words.map((word) => anyOf(wordTerms(word))).join(' AND ')})`,
    starts: `name : ^ ${phrase} *`,
    whole: `name : ^ ${phrase}`,
  }
}

/** SQLite would end a text at a NUL. */
function printable(typed: string): string {
  return typed.replace(/\p{Cc}/gu, ' ').trim()
}

function wordsOf(text: string): string[] {
  return text.split(/\s+/u).filter(hasSearchable).slice(0, WORDS_READ)
}

/** The longest run of words that is a date with the name of its month, or one of three numbers; with the age after it. */
function dateWithin(words: readonly string[]) {
  for (const length of [3, 2, 1]) {
    for (let from = 0; from + length <= words.length; from += 1) {
      const text = words.slice(from, from + length).join(' ')
      const isDate = length === 3 || !isNumber(text)
      const starts = isDate ? birthStarts(text) : []
      if (starts.length === 0) continue
      const to = from + length
      return { from, to: isAge(words[to] ?? '') ? to + 1 : to, starts }
    }
  }
  return null
}

/** As the list writes it beside a birth date: "(41)". */
function isAge(word: string): boolean {
  return /^\(\d{1,3}\)$/u.test(word)
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
    ...birthStarts(text)
      .filter((each) => each !== digits)
      .map(birthTerm),
  ]
  return [prefix(digits), ...new Set(others)]
}

function birthTerm(start: string): string {
  return `birth : ${prefix(start)}`
}

function prefix(word: string): string {
  return `${quoted(word)}*`
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`
}

function anyOf(terms: readonly string[]): string {
  return terms.length === 1 ? (terms[0] ?? '') : `(${terms.join(' OR ')})`
}
