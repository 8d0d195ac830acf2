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
  const problems: ImportProblem[] = []
  const [givenName = '', familyName = ''] = (['givenName', 'familyName'] as const).map((field) =>
    cellOf(cells, rule, field),
  )
  problems.push(...nameProblems(givenName, familyName))
  const birthOn = readBirth(cellOf(cells, rule, 'birthOn'), rule, problems)
  const phone = cellOf(cells, rule, 'mobile') || cellOf(cells, rule, 'phone') || null
  if (phone !== null && !isPhone(phone)) problems.push('phone')
  const email = cellOf(cells, rule, 'email') || null
  if (email !== null && !EmailAddress.safeParse(email).success) problems.push('email')
  const standing = rule.isLenient === true ? problems.filter((problem) => WITHOUT[problem] === undefined) : problems
  if (standing.length > 0) return { details: null, problems }
  const wrong = new Set(problems.flatMap((problem) => WITHOUT[problem] ?? []))
  return {
    details: PatientDetails.parse({
      givenName,
      familyName,
      birthOn,
      phone: wrong.has('phone') ? null : phone,
      email: wrong.has('email') ? null : email,
    }),
    problems,
  }
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

function cellOf(cells: readonly string[], { mapping }: ReadingRule, field: ImportField): string {
  for (const [column, each] of mapping.entries()) {
    const cell = each === field ? (cells[column] ?? '').trim() : ''
    if (cell !== '') return cell
  }
  return ''
}

function nameProblems(givenName: string, familyName: string): ImportProblem[] {
  if (givenName === '' || familyName === '') return ['noName']
  // A spreadsheet that a clinic exports to one day would run it.
  if ([givenName, familyName].some((name) => /^[=@+]/u.test(name))) return ['formula']
  return [givenName, familyName].every((name) => PersonName.safeParse(name).success) ? [] : ['name']
}

function readBirth(text: string, rule: ReadingRule, problems: ImportProblem[]): CalendarDay | null {
  if (text === '') return null
  const birth = readBirthDate(text, rule.order, rule.today)
  if (birth.kind === 'day' && birth.day <= rule.today) return birth.day
  problems.push({ day: 'birthToCome', twoDays: 'birthTwoDays', none: 'birth' }[birth.kind] as ImportProblem)
  return null
}
