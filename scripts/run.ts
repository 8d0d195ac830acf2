import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('..', import.meta.url))

export type RunOutcome = { readonly code: number; readonly output: string; readonly seconds: number }

/**
 * Runs a tool of node_modules with this same Node, in the repository's root.
 * @param program path below the root, of a JavaScript file
 * @param shows whether what it writes is shown at once; it is kept in any case
 */
export function runTool(program: string, args: readonly string[], shows = false): Promise<RunOutcome> {
  const started = Date.now()
  const child = spawn(process.execPath, [join(root, program), ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...(process.stdout.isTTY ? { FORCE_COLOR: '1' } : {}) },
  })
  let output = ''
  const take = (stream: NodeJS.WriteStream) => (chunk: Buffer) => {
    output += chunk.toString()
    if (shows) stream.write(chunk)
  }
  child.stdout.on('data', take(process.stdout))
  child.stderr.on('data', take(process.stderr))
  return new Promise((done, failed) => {
    child.on('error', failed)
    child.on('close', (code) => done({ code: code ?? 1, output, seconds: (Date.now() - started) / 1000 }))
  })
}
