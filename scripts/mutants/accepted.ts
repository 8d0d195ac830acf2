import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { root } from '../run.ts'
import type { Mutant } from './stryker.ts'

/** A change that no test needs to notice, and why. Found by its text, so that it may move within its file. */
const Accepted = z.strictObject({
  file: z.string(),
  mutator: z.string(),
  /** What stood there, with runs of white space as one space. */
  code: z.string(),
  replacement: z.string(),
  reason: z.string().min(10),
})
export type Accepted = z.infer<typeof Accepted>

export function readAccepted(): Accepted[] {
  return z.array(Accepted).parse(JSON.parse(readFileSync(join(root, 'docs/mutants.json'), 'utf8')))
}

/** What a mutant replaced, on one line. */
export function codeOf({ file, location: { start, end } }: Mutant): string {
  const path = join(root, file)
  const lines = existsSync(path)
    ? readFileSync(path, 'utf8')
        .split('\n')
        .slice(start.line - 1, end.line)
    : []
  const last = lines.length - 1
  const cut = lines.map((line, index) =>
    line.slice(index === 0 ? start.column - 1 : 0, index === last ? end.column - 1 : undefined),
  )
  return onOneLine(cut.join(' '))
}

export function onOneLine(code: string): string {
  return code.replace(/\s+/g, ' ').trim()
}

/** Whether a survivor is one of those that were accepted. */
export function isAccepted(mutant: Mutant, accepted: readonly Accepted[]): boolean {
  return accepted.some((each) => isSame(mutant, each))
}

function isSame(mutant: Mutant, { file, mutator, code, replacement }: Accepted): boolean {
  const isPlace = mutant.file === file && mutant.mutator === mutator
  return isPlace && onOneLine(mutant.replacement) === replacement && codeOf(mutant) === code
}

/** Accepted ones of these files that no longer survive: the page says more than is true. */
export function outdated(mutants: readonly Mutant[], accepted: readonly Accepted[]): Accepted[] {
  const files = new Set(mutants.map(({ file }) => file))
  const survivors = mutants.filter(({ outcome }) => outcome === 'survived' || outcome === 'noCoverage')
  return accepted.filter((each) => files.has(each.file) && !survivors.some((mutant) => isSame(mutant, each)))
}
