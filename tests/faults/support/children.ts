import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

export type Child = {
  readonly process: ChildProcess
  /** Resolves when it says so; rejects with what it wrote when it ends by itself. */
  readonly ready: Promise<void>
  /** kill -9, and waits until the process is gone. */
  readonly kill: () => Promise<void>
}

/** Everything that children wrote to standard error: a program's bug shows here. */
export const complaints: string[] = []

const running = new Set<ChildProcess>()

/** Whatever a test that failed has left behind. */
export function killAll(): void {
  for (const child of running) child.kill('SIGKILL')
}

type ChildName = 'desk' | 'endpoint' | 'claimer'

export function childScript(name: ChildName): string {
  return fileURLToPath(new URL(`../children/${name}.ts`, import.meta.url))
}

/**
 * The same script in one file, which starts five times as quickly as its hundreds of modules do.
 * @param folder below the repository, so that packages with native parts are found
 */
export async function bundleChild(name: ChildName, folder: string): Promise<string> {
  await build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true, external: ['better-sqlite3', 'nodemailer', 'pg', 'pino'] },
    build: { ssr: childScript(name), outDir: folder, emptyOutDir: false, target: 'node24', minify: false },
  })
  return join(folder, `${name}.js`)
}

/** @param cacheFolder where Node keeps what it compiled, so that the next start is quicker */
export function startChild(script: string, argument: object, cacheFolder: string): Child {
  const name = basename(script)
  const child = spawn(process.execPath, [script, JSON.stringify(argument)], {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    env: { ...process.env, NODE_COMPILE_CACHE: cacheFolder },
  })
  running.add(child)
  let isToBeKilled = false
  child.stderr?.on('data', (chunk: Buffer) => complaints.push(`${name}: ${chunk.toString()}`))
  const exited = once(child, 'exit').finally(() => running.delete(child))
  const ready = Promise.race([
    once(child, 'message').then(() => {}),
    exited.then(() => {
      if (!isToBeKilled) throw new Error(`The ${name} ended by itself: ${complaints.slice(-3).join('')}`)
    }),
  ])
  // Whoever kills it while it starts does not wait for it to be ready.
  ready.catch(() => {})
  return {
    process: child,
    ready,
    kill: async () => {
      isToBeKilled = true
      child.kill('SIGKILL')
      await exited
    },
  }
}
