import { codeOf, onOneLine } from './accepted.ts'
import type { Mutant } from './stryker.ts'

const COLUMNS = ['killed', 'survived', 'noCoverage', 'timeout', 'aside'] as const
const HEADS = ['killed', 'survived', 'no coverage', 'timeout', 'static']

/** Of a hundred changes, how many the tests noticed; those to what is static are not counted. Null where there are none. */
export function scoreOf(mutants: readonly Mutant[]): number | null {
  const counted = mutants.filter(({ outcome }) => outcome !== 'aside')
  const noticed = counted.filter(({ outcome }) => outcome === 'killed' || outcome === 'timeout')
  return counted.length === 0 ? null : (100 * noticed.length) / counted.length
}

/** A table of the files and of the whole, and every change that went unnoticed with what stood there. */
export function reportLines(mutants: readonly Mutant[], isAccepted: (mutant: Mutant) => boolean): string[] {
  const perFile = [...Map.groupBy(mutants, ({ file }) => file)].sort(([one], [other]) => (one < other ? -1 : 1))
  const width = Math.max(10, ...perFile.map(([file]) => file.length))
  const row = (name: string, of: readonly Mutant[]) => {
    const counts = COLUMNS.map((column) => String(of.filter(({ outcome }) => outcome === column).length))
    return line(name, counts, scoreOf(of)?.toFixed(1) ?? '–')
  }
  function line(name: string, cells: readonly string[], score: string): string {
    return [name.padEnd(width), ...cells.map((cell) => cell.padStart(11)), score.padStart(7)].join(' ')
  }
  return [
    line('', HEADS, 'score'),
    ...perFile.map(([file, of]) => row(file, of)),
    row('together', mutants),
    '',
    ...survivorsOf(mutants).map((mutant) => `${isAccepted(mutant) ? 'accepted' : 'survived'} ${inWords(mutant)}`),
  ]
}

export function survivorsOf(mutants: readonly Mutant[]): Mutant[] {
  return mutants
    .filter(({ outcome }) => outcome === 'survived' || outcome === 'noCoverage')
    .sort((one, other) => one.file.localeCompare(other.file) || one.location.start.line - other.location.start.line)
}

/** `src/a.ts:12 EqualityOperator: a < b → a <= b` */
export function inWords(mutant: Mutant): string {
  const unreached = mutant.outcome === 'noCoverage' ? ' (no test comes here)' : ''
  const { file, location, mutator, replacement } = mutant
  return `${file}:${location.start.line} ${mutator}: ${short(codeOf(mutant))} → ${short(onOneLine(replacement))}${unreached}`
}

function short(code: string): string {
  return code.length > 100 ? `${code.slice(0, 97)}…` : code
}
