import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
const electron = join(root, 'node_modules/electron')
/** Left behind when the binary could not be had; gone with the next installation of packages. */
const unavailableFile = join(root, 'node_modules/.anteroom-no-electron')

const REACH_MILLISECONDS = 3_000
const FETCH_MILLISECONDS = 60_000

/** Whether a window could be shown at all. */
export function hasDisplay(): boolean {
  return process.platform !== 'linux' || Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY'])
}

/** Path of Electron's binary, fetched when that is quick; null when it cannot be had, tried once an installation. */
export async function electronBinary(say: (line: string) => void): Promise<string | null> {
  // Chromium's sandbox does not run as root, and nothing here runs without it.
  if (process.getuid?.() === 0) return null
  const there = installedBinary()
  if (there !== null || existsSync(unavailableFile)) return there
  if (await isReachable()) {
    say('Fetching Electron; this happens once…')
    await fetchBinary()
  }
  const fetched = installedBinary()
  if (fetched === null) writeFileSync(unavailableFile, '')
  return fetched
}

/** Opens the desk of `dataFolder` (absolute) in its own window. */
export function openInElectron(binary: string, dataFolder: string): ChildProcess {
  return spawn(binary, [root, `--anteroom-data=${dataFolder}`], { stdio: ['ignore', 'ignore', 'ignore'] })
}

function installedBinary(): string | null {
  const pathFile = join(electron, 'path.txt')
  if (!existsSync(pathFile)) return null
  const binary = join(electron, 'dist', readFileSync(pathFile, 'utf8'))
  return existsSync(binary) ? binary : null
}

async function isReachable(): Promise<boolean> {
  const from = process.env['ELECTRON_MIRROR'] ?? process.env['npm_config_electron_mirror'] ?? 'https://github.com/'
  const answer = await fetch(from, { method: 'HEAD', signal: AbortSignal.timeout(REACH_MILLISECONDS) }).catch(
    () => null,
  )
  return answer !== null
}

function fetchBinary(): Promise<void> {
  return new Promise((done) => {
    const child = spawn(process.execPath, [join(electron, 'install.js')], {
      stdio: 'ignore',
      timeout: FETCH_MILLISECONDS,
      killSignal: 'SIGKILL',
    })
    child.on('error', () => done())
    child.on('close', () => done())
  })
}
