import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

type Page = {
  readonly name: string
  readonly config: string
  readonly out: string
  readonly sources: readonly string[]
}

const SHARED = ['src/shared', 'package-lock.json', 'tsconfig.base.json']

/** The two surfaces that need a build; everything else runs as it is written. */
const PAGES: readonly Page[] = [
  {
    name: 'Front Desk',
    config: 'src/renderer/vite.config.ts',
    out: 'out/renderer',
    sources: ['src/renderer', 'src/portal/views', ...SHARED],
  },
  {
    name: 'Patient Portal',
    config: 'src/portal/vite.config.ts',
    out: 'out/portal',
    sources: ['src/portal', ...SHARED],
  },
]

/** Where the built files are. */
export const builtFiles = { renderer: join(root, 'out/renderer'), portal: join(root, 'out/portal') } as const

/** Builds the desk's and the portal's pages where their sources changed since the last build. */
export async function buildPages(say: (line: string) => void): Promise<void> {
  for (const page of PAGES) {
    const stampFile = join(root, `${page.out}.stamp`)
    const wanted = hashOf(page.sources)
    if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === wanted) continue
    const started = Date.now()
    say(`Building the ${page.name} pages…`)
    await vite(page)
    writeFileSync(stampFile, wanted)
    say(`Built the ${page.name} pages in ${((Date.now() - started) / 1000).toFixed(1)} s.`)
  }
}

function vite(page: Page): Promise<void> {
  const program = join(root, 'node_modules/vite/bin/vite.js')
  const args = [program, 'build', '--config', join(root, page.config), '--logLevel', 'warn']
  const child = spawn(process.execPath, args, {
    cwd: join(root, dirname(page.config)),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
  return new Promise((built, failed) => {
    child.on('error', failed)
    child.on('close', (code) => {
      if (code === 0) built()
      else failed(new Error(`The ${page.name} pages could not be built:\n${output}`))
    })
  })
}

function hashOf(sources: readonly string[]): string {
  const hash = createHash('sha256')
  for (const source of sources) {
    for (const file of filesOf(join(root, source)))
      hash.update(file.slice(root.length)).update('\0').update(readFileSync(file))
  }
  return hash.digest('hex')
}

function filesOf(path: string): string[] {
  if (!existsSync(path)) return []
  if (statSync(path).isFile()) return [path]
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}

if (import.meta.main) await buildPages((line) => console.log(line))
