import type { PatientSummary } from '../../../../shared/contract/desk/patients.ts'
import { readRow, rowKey, type ImportProblem, type ReadingRule } from '../../../../shared/domain/patientImport/rows.ts'
import type { PatientDetails } from '../../../../shared/domain/people.ts'
import type { SourceRow } from './readFile.ts'

/** What the person said of single lines of the file. */
export type Choices = {
  /** Taken without what is wrong in them. */
  readonly lenient: ReadonlySet<number>
  /** Taken although they seem to be there already. */
  readonly despite: ReadonlySet<number>
  readonly corrected: ReadonlyMap<number, readonly string[]>
}
export const noChoices: Choices = { lenient: new Set(), despite: new Set(), corrected: new Map() }

export type RowState = 'ready' | 'problem' | 'onFile' | 'twice'
export type ImportRow = SourceRow & {
  readonly state: RowState
  readonly details: PatientDetails | null
  readonly problems: readonly ImportProblem[]
  /** The earlier line of the same person. */
  readonly twin: number | null
  readonly onFile: PatientSummary | null
}

/** Every line of the file as it would be taken now. @param onFile by line, as far as the desk has compared them */
export function importRows(
  rows: readonly SourceRow[],
  rule: ReadingRule,
  choices: Choices,
  onFile: ReadonlyMap<number, PatientSummary>,
): ImportRow[] {
  const first = new Map<string, number>()
  return rows.flatMap((row) => {
    const { line } = row
    const cells = choices.corrected.get(line) ?? row.cells
    const { details, problems } = readRow(cells, { ...rule, isLenient: choices.lenient.has(line) })
    if (problems.includes('empty')) return []
    const key = details && rowKey(details)
    const twin = key === null ? null : (first.get(key) ?? null)
    if (key !== null && twin === null) first.set(key, line)
    const known = onFile.get(line) ?? null
    const isTaken = choices.despite.has(line)
    const state = !details ? 'problem' : !isTaken && known ? 'onFile' : !isTaken && twin !== null ? 'twice' : 'ready'
    return { line, cells, details, problems, twin, onFile: known, state } satisfies ImportRow
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
