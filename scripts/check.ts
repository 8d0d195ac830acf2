import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root, runTool } from './run.ts'

const tsc = 'node_modules/typescript/bin/tsc'
const projects = ['src/shared', 'src/main', 'src/endpoint', 'src/portal', 'src/renderer', '.']
/** Linted apart: the types of all of them at once do not fit into what Node takes by itself. */
const linted = [
  ['src/shared', 'src/endpoint'],
  ['src/main'],
  ['src/portal'],
  ['src/renderer'],
  ['.', '--ignore-pattern', 'src/'],
]

type Check = { readonly name: string; readonly run: () => Promise<{ code: number; output: string }> }

const checks: readonly Check[] = [
  { name: 'import rules and unused files', run: () => depcruise() },
  { name: 'lock file', run: () => Promise.resolve(lockFile()) },
  ...projects.map((project) => ({ name: `types of ${project}`, run: () => runTool(tsc, ['-p', project]) })),
  {
    name: 'format',
    run: () => runTool('node_modules/prettier/bin/prettier.cjs', ['--check', '--log-level=warn', '.']),
  },
  ...linted.map((paths) => ({
    name: `lint of ${paths[0] === '.' ? 'the rest' : paths.join(' and ')}`,
    run: () => runTool('node_modules/eslint/bin/eslint.js', [...paths, '--max-warnings=0']),
  })),
]

function depcruise() {
  return runTool('node_modules/dependency-cruiser/bin/dependency-cruiser.mjs', [
    ...['--config', '.dependency-cruiser.cjs'],
    ...['src', 'migrations', 'scripts', 'bench', 'build'],
  ])
}

/** An address in the lock file ties everybody to one registry. */
function lockFile() {
  const isTied = readFileSync(join(root, 'package-lock.json'), 'utf8').includes('"resolved":')
  return { code: isTied ? 1 : 0, output: isTied ? 'package-lock.json carries "resolved" addresses.\n' : '' }
}

/** Two at a time; what fails is shown at once, the others go on. */
async function runAll(): Promise<string[]> {
  const waiting = [...checks]
  const failed: string[] = []
  const work = async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      const { code, output } = await check.run()
      console.log(`${code === 0 ? 'ok  ' : 'FAIL'} ${check.name}`)
      if (code === 0) continue
      failed.push(check.name)
      console.log(output)
    }
  }
  await Promise.all([work(), work()])
  return failed
}

const failed = await runAll()
console.log(failed.length === 0 ? `All ${checks.length} checks hold.` : `Failed: ${failed.join(', ')}.`)
process.exitCode = failed.length === 0 ? 0 : 1
