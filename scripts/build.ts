import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root, runTool } from './run.ts'

type Target = {
  readonly name: string
  readonly program: string
  readonly args: readonly string[]
  readonly out: string
  readonly sources: readonly string[]
}

const SHARED = ['src/shared', 'package-lock.json', 'tsconfig.base.json']
/** About says what is shipped, and its version. */
const ABOUT = ['build/aboutPlugin.ts', 'build/shippedPackages.ts', 'package.json']
const RENDERER = ['src/renderer', 'src/portal/views', 'src/portal/words', ...ABOUT, ...SHARED]

function vite(config: string) {
  return { program: 'node_modules/vite/bin/vite.js', args: ['build', '--config', config, '--logLevel', 'warn'] }
}

/** The two surfaces that need a build; everything else runs as it is written. */
const PAGES: readonly Target[] = [
  { name: 'Front Desk', ...vite('src/renderer/vite.config.ts'), out: 'out/renderer', sources: RENDERER },
  {
    name: 'Patient Portal',
    ...vite('src/portal/vite.config.ts'),
    out: 'out/portal',
    sources: ['src/portal', 'build/bookPage.ts', ...SHARED],
  },
]

const ELECTRON: Target = {
  name: 'Electron host',
  program: 'node_modules/electron-vite/bin/electron-vite.js',
  args: ['build', '--config', 'electron.config.ts', '--logLevel', 'warn'],
  out: 'out/main',
  sources: ['src/main', 'migrations', 'electron.config.ts', ...SHARED],
}

/** Where the built files are. */
export const builtFiles = { renderer: join(root, 'out/renderer'), portal: join(root, 'out/portal') } as const

export class BuildError extends Error {
  override readonly name = 'BuildError'
}

type Say = (line: string) => void

/** Builds the desk's and the portal's pages where their sources changed since the last build. */
export async function buildPages(say: Say): Promise<void> {
  for (const page of PAGES) await buildIfStale(page, say)
}

/** Builds Electron's main, core and preload bundles; the pages are {@link buildPages}'. */
export async function buildElectron(say: Say): Promise<void> {
  await buildIfStale(ELECTRON, say)
}

async function buildIfStale({ name, program, args, out, sources }: Target, say: Say): Promise<void> {
  const stampFile = join(root, `${out}.stamp`)
  const wanted = hashOf(sources)
  if (existsSync(join(root, out)) && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === wanted) return
  say(`Building the ${name}…`)
  const { code, output, seconds } = await runTool(program, args)
  if (code !== 0) throw new BuildError(`The ${name} could not be built:\n${output}`)
  writeFileSync(stampFile, wanted)
  say(`Built the ${name} in ${seconds.toFixed(1)} s.`)
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
