import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../run.ts'
import { openProofSandbox, type ProofSandbox, type Switchable } from './proofSandbox.ts'
import { readRulesPage, type Rule } from './rulesPage.ts'

/** More than these tell nothing new: a proof that notices none of them leans on nothing that the file decides. */
const TRIES = 12
const DECISIONS = new Set(['ConditionalExpression', 'EqualityOperator', 'LogicalOperator', 'BooleanLiteral'])
const WHOLE = new Set(['BlockStatement', 'ArrowFunction'])

/**
 * For each rule of docs/RULES.md, one change to a file that decides it which a test that is named as its proof notices.
 * Prints a row a rule; rules that only a journey proves are listed as such.
 * @param numbers the rules that are meant; none means all
 * @returns a sentence for each rule whose proofs notice nothing
 */
export async function checkRules(numbers: readonly string[]): Promise<string[]> {
  const rules = readRulesPage().rules.filter(({ number }) => numbers.length === 0 || numbers.includes(number))
  const files = [...new Set(rules.flatMap((rule) => rule.files))].filter((file) => existsSync(join(root, file)))
  const sandbox = await openProofSandbox(files)
  const waiting = [...rules]
  const problems: string[] = []
  const work = async () => {
    for (let rule = waiting.shift(); rule; rule = waiting.shift()) {
      const found = await findBite(sandbox, rule)
      console.log(`${rule.number.padEnd(6)} ${found.row}`)
      if (!found.bites) problems.push(`${rule.number}: ${found.row}`)
    }
  }
  try {
    await Promise.all([work(), work()])
  } finally {
    sandbox.remove()
  }
  return problems
}

async function findBite(sandbox: ProofSandbox, rule: Rule): Promise<{ bites: boolean; row: string }> {
  const proofs = rule.tests.filter(({ file }) => /\.test\.tsx?$/.test(file))
  if (proofs.length === 0) return { bites: true, row: 'proved by a journey' }
  const ofRule = sandbox.mutants.filter(({ file }) => rule.files.includes(file))
  let tried = 0
  for (const proof of proofs) {
    const { passes, reached } = await sandbox.run(proof)
    if (!passes) return { bites: false, row: `${proof.file} “${proof.name}” fails as it is` }
    for (const mutant of inOrder(ofRule.filter(({ id }) => reached.has(id)))) {
      tried += 1
      const outcome = await sandbox.run(proof, mutant.id)
      if (!outcome.passes) return { bites: true, row: `${inWords(mutant)}  noticed by ${proof.file} “${proof.name}”` }
    }
  }
  return { bites: false, row: `${tried} changes in ${rule.files.join(', ')} and no proof notices one` }
}

/** Decisions first, from all over the files; a whole body that is taken out last: to miss that is to prove nothing. */
function inOrder(mutants: readonly Switchable[]): Switchable[] {
  const decisions = mutants.filter(({ mutator }) => DECISIONS.has(mutator))
  const others = mutants.filter(({ mutator }) => !DECISIONS.has(mutator) && !WHOLE.has(mutator))
  const bodies = mutants.filter(({ mutator }) => WHOLE.has(mutator))
  return [decisions, others, bodies].flatMap((each) => spread(each, TRIES / 3))
}

function spread<T>(all: readonly T[], count: number): T[] {
  const step = Math.max(1, all.length / count)
  return all.filter((_, index) => Math.floor(index / step) !== Math.floor((index - 1) / step))
}

function inWords({ file, line, mutator, replacement }: Switchable): string {
  const shown = replacement.replace(/\s+/g, ' ').trim()
  return `${file}:${line} ${mutator} → ${shown.length > 60 ? `${shown.slice(0, 57)}…` : shown}`
}
