import { nameWords } from '../likelyDuplicates.ts'
import { EmailAddress, emailKey, isPhone, PatientDetails, PersonName } from '../people.ts'
import type { CalendarDay } from '../time.ts'
import { readBirthDate, type DayOrder } from './birthDates.ts'
import type { ColumnMapping, ImportField } from './columns.ts'

/** Why a row of a file is not taken as it stands. */
export type ImportProblem =
  'empty' | 'otherLength' | 'noName' | 'name' | 'formula' | 'birth' | 'birthTwoDays' | 'birthToCome' | 'phone' | 'email'

/** Problems of these leave the rest of the row worth having: it can be taken without the field. */
const WITHOUT: Partial<Record<ImportProblem, readonly ImportField[]>> = {
  birth: ['birthOn'],
  birthTwoDays: ['birthOn'],
  birthToCome: ['birthOn'],
  phone: ['mobile', 'phone'],
  email: ['email'],
}

export type ReadRow = {
  /** Null while a problem stands. */
  readonly details: PatientDetails | null
  readonly problems: readonly ImportProblem[]
}

export type ReadingRule = {
  readonly mapping: ColumnMapping
  readonly order: DayOrder | null
  /** The clinic's. */
  readonly today: CalendarDay
  /** Take the row without the fields that are wrong. */
  readonly isLenient?: boolean
}

/** One row of another program's file as a patient's details, or why not. */
export function readRow(cells: readonly string[], rule: ReadingRule): ReadRow {
  if (cells.every((cell) => cell.trim() === '')) return { details: null, problems: ['empty'] }
  if (cells.length !== rule.mapping.length) return { details: null, problems: ['otherLength'] }
  const { givenName, familyName, birthOn, phone, email, wrong } = readCells(cells, rule)
  const problems = [...new Set(wrong.values())]
  const standing = rule.isLenient === true ? problems.filter((problem) => WITHOUT[problem] === undefined) : problems
  if (standing.length > 0) return { details: null, problems }
  const without = new Set(problems.flatMap((problem) => WITHOUT[problem] ?? []))
  return {
    details: PatientDetails.parse({
      givenName,
      familyName,
      birthOn,
      phone: without.has('phone') ? null : phone || null,
      email: without.has('email') ? null : email || null,
    }),
    problems,
  }
}

/** R10.8: what is wrong in the cells of a row that is being corrected, by their columns. */
export function wrongCells(cells: readonly string[], rule: ReadingRule): ReadonlyMap<number, ImportProblem> {
  return readCells(cells, rule).wrong
}

/** The birth date as it is written, where it could be two days and only the order says which; else null. */
export function birthByOrder(cells: readonly string[], rule: ReadingRule): string | null {
  const text = textAt(cells, columnOf(cells, rule, 'birthOn'))
  return rule.order !== null && readBirthDate(text, null, rule.today).kind === 'twoDays' ? text : null
}

/** Whether everything that is wrong with a row can be left out of it. */
export function canBeLenient(problems: readonly ImportProblem[]): boolean {
  return problems.length > 0 && problems.every((problem) => WITHOUT[problem] !== undefined)
}

/** Two rows of a file with one key are one person: the same name and birth date, or else telephone, or else e-mail. */
export function rowKey({ birthOn, phone, email, ...name }: PatientDetails): string {
  const apart = birthOn ?? phone?.replace(/\D/gu, '').slice(-7) ?? (email === null ? '' : emailKey(email))
  return [...nameWords(name).sort(), apart].join(' ')
}

function readCells(cells: readonly string[], rule: ReadingRule) {
  const wrong = new Map<number, ImportProblem>()
  const read = (column: number, problemOf: (text: string) => ImportProblem | null): string => {
    const text = textAt(cells, column)
    const problem = problemOf(text)
    if (problem !== null) wrong.set(column, problem)
    return text
  }
  const column = (field: ImportField) => columnOf(cells, rule, field)
  const givenName = read(column('givenName'), nameProblem)
  const familyName = read(column('familyName'), nameProblem)
  let birthOn: CalendarDay | null = null
  read(column('birthOn'), (text) => {
    const birth = readBirthDate(text, rule.order, rule.today)
    if (text === '') return null
    if (birth.kind !== 'day') return birth.kind === 'twoDays' ? 'birthTwoDays' : 'birth'
    if (birth.day > rule.today) return 'birthToCome'
    birthOn = birth.day
    return null
  })
  const mobile = column('mobile')
  const phone = read(textAt(cells, mobile) === '' ? column('phone') : mobile, (text) =>
    text === '' || isPhone(text) ? null : 'phone',
  )
  const email = read(column('email'), (text) => (text === '' || EmailAddress.safeParse(text).success ? null : 'email'))
  return { givenName, familyName, birthOn, phone, email, wrong }
}

function textAt(cells: readonly string[], column: number): string {
  return (cells[column] ?? '').trim()
}

/** The first that holds something, or else the first; -1 where no column is of the field. */
function columnOf(cells: readonly string[], { mapping }: ReadingRule, field: ImportField): number {
  const filled = mapping.findIndex((each, column) => each === field && textAt(cells, column) !== '')
  return filled === -1 ? mapping.indexOf(field) : filled
}

function nameProblem(name: string): ImportProblem | null {
  if (name === '') return 'noName'
  // A spreadsheet that a clinic exports to one day would run it.
  if (/^[=@+]/u.test(name)) return 'formula'
  return PersonName.safeParse(name).success ? null : 'name'
}
