import type { PatientSummary } from '../../../../shared/contract/desk/patients.ts'
import type { DayOrder } from '../../../../shared/domain/patientImport/birthDates.ts'
import type { ColumnMapping } from '../../../../shared/domain/patientImport/columns.ts'
import { duplicateReasons, isPhoneShared } from '../../../../shared/domain/likelyDuplicates.ts'
import {
  birthByOrder,
  readRow,
  rowKey,
  type ImportProblem,
  type ReadingRule,
} from '../../../../shared/domain/patientImport/rows.ts'
import type { PatientDetails } from '../../../../shared/domain/people.ts'
import type { SourceFile, SourceRow } from './readFile.ts'

/** What the person said of single lines of the file. */
export type Choices = {
  /** Taken without what is wrong in them. */
  readonly lenient: ReadonlySet<number>
  /** Taken although they seem to be there already. */
  readonly despite: ReadonlySet<number>
  readonly corrected: ReadonlyMap<number, readonly string[]>
}
export const noChoices: Choices = { lenient: new Set(), despite: new Set(), corrected: new Map() }

/** A file that somebody prepares, and what they said of it. */
export type PreparedImport = {
  readonly file: SourceFile
  readonly mapping: ColumnMapping
  /** Null until somebody chose: then what the file's own dates say stands. */
  readonly chosenOrder: DayOrder | null
  readonly choices: Choices
}

export type RowState = 'ready' | 'problem' | 'onFile' | 'twice'
export type ImportRow = SourceRow & {
  readonly state: RowState
  readonly details: PatientDetails | null
  readonly problems: readonly ImportProblem[]
  /** The earlier line of what is probably the same person. */
  readonly twin: Twin | null
  readonly onFile: PatientSummary | null
  /** The birth date as it is written, where a person's choice alone says which of two days it is. */
  readonly byChoice: string | null
}
type Twin = { readonly line: number; readonly details: PatientDetails }

/** How the lines are read; the order is proven where the file's own dates say the same. */
export type LinesRule = ReadingRule & { readonly isOrderProven: boolean }

/** The lines under one heading; those whose date was chosen are among the ready ones. */
export type RowsView = RowState | 'byChoice'

/** Every line of the file as it would be taken now. @param onFile by line, as far as the desk has compared them */
export function importRows(
  rows: readonly SourceRow[],
  rule: LinesRule,
  choices: Choices,
  onFile: ReadonlyMap<number, PatientSummary>,
): ImportRow[] {
  const first = new Map<string, Twin>()
  return rows.flatMap((row) => {
    const { line } = row
    const cells = choices.corrected.get(line) ?? row.cells
    const { details, problems } = readRow(cells, { ...rule, isLenient: choices.lenient.has(line) })
    if (problems.includes('empty')) return []
    const key = details && rowKey(details)
    const twin = key === null ? null : (first.get(key) ?? null)
    if (key !== null && details && twin === null) first.set(key, { line, details })
    const known = onFile.get(line) ?? null
    const isTaken = choices.despite.has(line)
    const state = !details ? 'problem' : !isTaken && known ? 'onFile' : !isTaken && twin !== null ? 'twice' : 'ready'
    const byChoice = state === 'ready' && details?.birthOn && !rule.isOrderProven ? birthByOrder(cells, rule) : null
    return { line, cells, details, problems, twin, onFile: known, byChoice, state } satisfies ImportRow
  })
}

export function rowsUnder(view: RowsView, rows: readonly ImportRow[]): ImportRow[] {
  return rows.filter(({ state, byChoice }) => (view === 'byChoice' ? byChoice !== null : state === view))
}

export type Difference = {
  readonly field: 'phone' | 'email'
  readonly here: string
  readonly there: string | null
}

/** What a line has otherwise than whom it is probably the same person as: that stays out with it, or makes it another one. */
export function differences(here: PatientDetails, there: PatientDetails): Difference[] {
  const reasons = duplicateReasons(here, there)
  const isSame = { phone: isPhoneShared(reasons), email: reasons.includes('email') }
  return (['phone', 'email'] as const).flatMap((field) => {
    const value = here[field]
    return value === null || isSame[field] ? [] : [{ field, here: value, there: there[field] }]
  })
}

export function countStates(rows: readonly ImportRow[]): Record<RowState, number> {
  const counts: Record<RowState, number> = { ready: 0, problem: 0, onFile: 0, twice: 0 }
  for (const { state } of rows) counts[state] += 1
  return counts
}

/** In the order of the file, so many at once. */
export function batchesOf<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, n) => all.slice(n * size, (n + 1) * size))
}
