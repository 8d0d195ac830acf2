import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Instrumenter } from '@stryker-mutator/instrumenter'
import { z } from 'zod'
import { root } from '../run.ts'
import type { NamedTest } from './rulesPage.ts'

/** A change that can be switched on by its id. */
export type Switchable = {
  readonly id: string
  readonly file: string
  /** From 1. */
  readonly line: number
  readonly mutator: string
  readonly replacement: string
}
export type ProofSandbox = {
  readonly mutants: readonly Switchable[]
  /** Whether the test passes with this change, or with none; and the ids of the changes that it came by. */
  readonly run: (test: NamedTest, id?: string) => Promise<{ passes: boolean; reached: ReadonlySet<string> }>
  readonly remove: () => void
}

const LEFT_OUT = new Set(['.git', 'node_modules', 'coverage', 'out', 'dist', 'release', 'test-results'])
/** A change can make a loop that never ends. */
const PATIENCE_MILLISECONDS = 120_000
const silent = { isTraceEnabled: no, isDebugEnabled: no, isInfoEnabled: no, isWarnEnabled: no, isErrorEnabled: no }
const nothing = { isFatalEnabled: no, trace: no, debug: no, info: no, warn: no, error: no, fatal: no }

function no(): boolean {
  return false
}

/** A copy of the checkout in which these files carry every change that Stryker knows, all of them off. */
export async function openProofSandbox(files: readonly string[]): Promise<ProofSandbox> {
  const folder = join(root, 'coverage', `proofs-${randomUUID()}`)
  mkdirSync(folder, { recursive: true })
  for (const name of readdirSync(root).filter((each) => !LEFT_OUT.has(each))) {
    cpSync(join(root, name), join(folder, name), { recursive: true })
  }
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction')
  const sources = files.map((name) => ({ name, content: readFileSync(join(root, name), 'utf8'), mutate: true }))
  const instrumented = await new Instrumenter({ ...silent, ...nothing }).instrument(sources, {
    plugins: null,
    ignorers: [],
    excludedMutations: [],
  })
  for (const { name, content } of instrumented.files) writeFileSync(join(folder, name), content)
  return {
    mutants: instrumented.mutants.map(({ id, fileName, location, mutatorName, replacement }) => {
      return { id, file: fileName, line: location.start.line + 1, mutator: mutatorName, replacement }
    }),
    run: (test, id) => runProof(folder, test, id),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

async function runProof(folder: string, { file, name }: NamedTest, id: string | undefined) {
  const report = join(folder, `reached-${randomUUID()}.json`)
  const vitest = join(root, 'node_modules/vitest/vitest.mjs')
  const args = ['run', file, '--testNamePattern', patternOf(name), '--config', 'scripts/mutants/proof.config.ts']
  const child = spawn(process.execPath, [vitest, ...args], {
    cwd: folder,
    stdio: 'ignore',
    timeout: PATIENCE_MILLISECONDS,
    env: { ...process.env, ANTEROOM_REACHED: report, ...(id === undefined ? {} : { __STRYKER_ACTIVE_MUTANT__: id }) },
  })
  const passes = await new Promise<boolean>((done, failed) => {
    child.on('error', failed)
    child.on('close', (code) => done(code === 0))
  })
  const reached = existsSync(report) ? z.array(z.string()).parse(JSON.parse(readFileSync(report, 'utf8'))) : []
  return { passes, reached: new Set(reached) }
}

/** The name as a regular expression; what stands for a row of a table matches anything. */
export function patternOf(name: string): string {
  return name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/%[sdifjo#]|\\\$\w+/g, '.*')
}
