import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { codeOf, isAccepted, outdated, readAccepted } from '../../scripts/mutants/accepted.ts'
import { groupOf, groups } from '../../scripts/mutants/groups.ts'
import { patternOf } from '../../scripts/mutants/proofSandbox.ts'
import { inWords, reportLines, scoreOf } from '../../scripts/mutants/report.ts'
import type { Mutant } from '../../scripts/mutants/stryker.ts'

const file = 'src/shared/domain/assertNever.ts'

/** The name of the function in line 2, as a change that went unnoticed. */
function mutant(changes: Partial<Mutant> = {}): Mutant {
  const location = { start: { line: 2, column: 17 }, end: { line: 2, column: 28 } }
  return { file, location, mutator: 'Name', replacement: 'assertEver', outcome: 'survived', ...changes }
}

const accepted = { file, mutator: 'Name', code: 'assertNever', replacement: 'assertEver', reason: 'A name is a name.' }

test('the score counts what was noticed, endless loops included, and leaves out what is static', () => {
  const outcomes = ['killed', 'timeout', 'survived', 'noCoverage', 'aside'] as const

  expect(scoreOf(outcomes.map((outcome) => mutant({ outcome })))).toBe(50)
  expect(scoreOf([mutant({ outcome: 'aside' })])).toBeNull()
})

test('a change that went unnoticed is shown with its place and what stood there', () => {
  const lines = reportLines([mutant(), mutant({ outcome: 'killed' })], () => false)

  expect(lines.at(-1)).toBe(`survived ${file}:2 Name: assertNever → assertEver`)
  expect(inWords(mutant({ outcome: 'noCoverage' }))).toMatch(/\(no test comes here\)$/)
  expect(lines.find((line) => line.startsWith(file))?.split(/\s+/)).toEqual([file, '1', '1', '0', '0', '0', '50.0'])
})

test('an accepted change is found by its text, and named once it is noticed', () => {
  expect(codeOf(mutant())).toBe('assertNever')
  expect(isAccepted(mutant(), [accepted])).toBe(true)
  expect(isAccepted(mutant({ replacement: 'other' }), [accepted])).toBe(false)
  expect(outdated([mutant()], [accepted])).toEqual([])
  expect(outdated([mutant({ outcome: 'killed' })], [accepted])).toEqual([accepted])
})

test('docs/mutants.json names files that are there, each change once', () => {
  const all = readAccepted()

  expect(all.filter((each) => !existsSync(each.file))).toEqual([])
  expect(new Set(all.map((each) => JSON.stringify(each))).size).toBe(all.length)
})

test('a file belongs to its folder’s group, and another folder has its own tests', () => {
  expect(groupOf(file).tests).toEqual(groups[0]?.tests)
  expect(groupOf('src/portal/').tests).toEqual(['src/portal/**/*.test.{ts,tsx}'])
})

test('a proof is found by its whole name, whatever a table puts into it', () => {
  const pattern = new RegExp(patternOf('R2.5 %s gives "all" (once)'))

  expect(pattern.test('R2.5 an admin gives "all" (once)')).toBe(true)
  expect(pattern.test('R2x5 an admin gives "all" (once)')).toBe(false)
})
