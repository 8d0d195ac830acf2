import { existsSync, mkdirSync } from 'node:fs'
import { relative } from 'node:path'
import { Stryker } from '@stryker-mutator/core'
import { root } from '../run.ts'
import type { Group } from './groups.ts'

/** One change to the sources, and whether the tests noticed it. */
export type Mutant = {
  /** Below the root, with slashes. */
  readonly file: string
  /** Lines and columns from 1, the end exclusive. */
  readonly location: { readonly start: Place; readonly end: Place }
  readonly mutator: string
  readonly replacement: string
  readonly outcome: 'killed' | 'timeout' | 'survived' | 'noCoverage' | 'aside'
}
type Place = { readonly line: number; readonly column: number }

const OUTCOMES: Readonly<Record<string, Mutant['outcome']>> = {
  Killed: 'killed',
  Timeout: 'timeout',
  Survived: 'survived',
  NoCoverage: 'noCoverage',
}

/**
 * Changes the sources of a group one by one, in a copy of the checkout, and runs the tests that reach each change.
 * What was found is kept, so that the next run tries only what changed; that a row of a table or a helper of a test
 * changed is not seen.
 * @param isFresh whether everything is tried again
 */
export async function mutate({ folder, near, tests }: Group, pattern: string, isFresh: boolean): Promise<Mutant[]> {
  // What the near tests notice is kept for the second run, which has more of them to ask; later ones ask all at once.
  const isFirst = near.length > 0 && (isFresh || !existsSync(fileOf(folder)))
  if (isFirst) await ask(near, { folder, pattern, isFresh })
  return ask(tests, { folder, pattern, isFresh: isFresh && !isFirst })
}

const CACHE = 'node_modules/.cache/mutants'

/** What was found out about a folder so far. */
function fileOf(folder: string): string {
  return `${CACHE}/${folder.replaceAll('/', '-')}.json`
}

type Asked = { readonly folder: string; readonly pattern: string; readonly isFresh: boolean }

async function ask(tests: readonly string[], { folder, pattern, isFresh }: Asked): Promise<Mutant[]> {
  mkdirSync(CACHE, { recursive: true })
  process.env['ANTEROOM_MUTANTS_TESTS'] = JSON.stringify(tests)
  const stryker = new Stryker({
    testRunner: 'vitest',
    vitest: { configFile: 'scripts/mutants/vitest.config.ts', related: false },
    mutate: [pattern, '!**/*.test.{ts,tsx}', '!**/testing/**'],
    // Below node_modules the sources would count as a package, which nobody transforms.
    tempDirName: 'coverage/mutants',
    incremental: true,
    force: isFresh,
    incrementalFile: fileOf(folder),
    coverageAnalysis: 'perTest',
    // A schema is built when its file is loaded: no test can be told to have reached it.
    ignoreStatic: true,
    concurrency: 2,
    reporters: [process.stdout.isTTY ? 'progress' : 'progress-append-only'],
    allowConsoleColors: process.stdout.isTTY,
  })
  const results = await stryker.runMutationTest()
  return results.map(({ fileName, location, mutatorName, replacement, status }) => ({
    file: relative(root, fileName).replaceAll('\\', '/'),
    location,
    mutator: mutatorName,
    replacement,
    outcome: OUTCOMES[status] ?? 'aside',
  }))
}
