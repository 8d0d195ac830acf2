import Papa from 'papaparse'
import type { ImportProblem } from '../../../../shared/domain/patientImport/rows.ts'
import { words } from '../../../words/words.ts'
import type { ImportRow } from './importView.ts'
import type { SourceFile } from './readFile.ts'

/** Why a line is not among the patients; the last, because the import was cancelled before it. */
export const WHYS = ['problem', 'onFile', 'twice', 'notReached'] as const
export type Why = (typeof WHYS)[number]
export type LeftOut = { readonly row: ImportRow; readonly why: Why }

/** R10.8: the lines that did not become patients. @param added so many of those that were ready did, from the first on */
export function leftOutOf(rows: readonly ImportRow[], added: number): LeftOut[] {
  let ready = 0
  return rows.flatMap((row): LeftOut[] => {
    if (row.state !== 'ready') return [{ row, why: row.state }]
    ready += 1
    return ready > added ? [{ row, why: 'notReached' }] : []
  })
}

/**
 * R10.8: these lines as they came, under the file's own headings, each with why it stayed out: to be corrected and brought
 * later. What a spreadsheet would run as a formula has an apostrophe before it, which reading takes away again.
 */
export function leftOutCsv(file: SourceFile, leftOut: readonly LeftOut[]): string {
  const came = new Map(file.rows.map(({ line, cells }) => [line, cells]))
  const lines = leftOut.map(({ row, why }) => ({ cells: came.get(row.line) ?? [], why: whyWords(row, why) }))
  // The reasons stand in one column, also beside a line that has more cells than there are headings.
  const width = lines.reduce((most, { cells }) => Math.max(most, cells.length), file.headers.length)
  const filled = (cells: readonly string[]) => Array.from({ length: width }, (_, column) => cells[column] ?? '')
  const table = [
    [...filled(file.headers), words.imports.leftOut.why],
    ...lines.map(({ cells, why }) => [...filled(cells), why]),
  ]
  // Excel takes a file without the mark for Windows-1252.
  return `\ufeff${Papa.unparse(table, { delimiter: file.delimiter, escapeFormulae: true })}\r\n`
}

function whyWords(row: ImportRow, why: Why): string {
  const t = words.imports
  if (why === 'onFile' && row.onFile) return t.isOnFile(words.patients.chartNumber(row.onFile.chartNumber))
  if (why === 'twice' && row.twin) return t.isTwice(row.twin.line)
  if (why === 'problem') return row.problems.map((problem: ImportProblem) => t.problem[problem]).join('; ')
  return t.leftOut.whys[why]
}
