import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { isAccepted, outdated, readAccepted } from './mutants/accepted.ts'
import { groupOf, groups } from './mutants/groups.ts'
import { inWords, reportLines, scoreOf, survivorsOf } from './mutants/report.ts'
import { checkRules } from './mutants/rules.ts'
import { mutate } from './mutants/stryker.ts'
import { root } from './run.ts'

const LEAST_SCORE = 85

/**
 * `npm run mutants`: what of the sources can be changed without a test that notices. `-- src/shared/domain` for a folder
 * or a file; `--strict` fails on every survivor that docs/mutants.json does not name; `--fresh` tries again what the
 * last run found out; `--rules` asks the proofs of docs/RULES.md instead, of all rules or of those named (`--rules R4.4`).
 */
const { values, positionals } = parseArgs({
  options: {
    strict: { type: 'boolean', default: false },
    fresh: { type: 'boolean', default: false },
    rules: { type: 'boolean', default: false },
  },
  allowPositionals: true,
})
const problems = values.rules ? await checkRules(positionals) : await mutateAll(positionals)
for (const problem of problems) console.log(problem)
process.exit(problems.length === 0 ? 0 : 1)

async function mutateAll(paths: readonly string[]): Promise<string[]> {
  const wanted = paths.length > 0 ? paths : groups.map(({ folder }) => folder)
  const found: string[] = []
  for (const path of wanted) found.push(...(await mutateOne(path)))
  return found
}

/** @returns a sentence for each thing that is not as it should be */
async function mutateOne(path: string): Promise<string[]> {
  const group = groupOf(path)
  if (!existsSync(join(root, path))) {
    console.log(`${path} is not there: passed over.`)
    return missing(path)
  }
  const isFile = statSync(join(root, path)).isFile()
  console.log(`\n${path}, noticed by ${group.tests.join(', ')}`)
  const mutants = await mutate(group, isFile ? path : `${path}/**/*.{ts,tsx}`, values.fresh)
  const accepted = readAccepted()
  for (const line of reportLines(mutants, (mutant) => isAccepted(mutant, accepted))) console.log(line)
  const score = scoreOf(mutants)
  if (score === null) return [`${path} has nothing to change.`]
  const low = score < LEAST_SCORE ? [`${path}: ${score.toFixed(1)} is less than ${LEAST_SCORE}.`] : []
  if (!values.strict) return low
  const unnamed = survivorsOf(mutants).filter((mutant) => !isAccepted(mutant, accepted))
  const gone = outdated(mutants, accepted)
  return [
    ...low,
    ...unnamed.map((mutant) => `not named in docs/mutants.json: ${inWords(mutant)}`),
    ...gone.map(({ file, code }) => `docs/mutants.json names one that is noticed now: ${file}: ${code}`),
  ]
}

/** A folder that was asked for by name should be there. */
function missing(path: string): string[] {
  return groups.some(({ folder }) => folder === path) ? [] : [`${path} is no folder of this checkout.`]
}
