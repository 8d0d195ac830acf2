// For scripts/ensure.mjs: plain JavaScript for Node 18, no packages.
import { copyFileSync, existsSync, mkdtempSync, realpathSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, delimiter, dirname, isAbsolute, join, relative } from 'node:path'

/** Whether a file lies below a folder, whichever links lead to either; a folder that is not there holds nothing. */
export function liesBelow(file, folder) {
  if (!existsSync(folder)) return false
  const path = relative(realpathSync(folder), realpathSync(file))
  return path !== '' && path.split(/[\\/]/)[0] !== '..' && !isAbsolute(path)
}

/**
 * A Node that stays while npm deletes `modules`. npm puts node_modules/.bin first on the PATH, so that what runs this is
 * Node 24 of the last installation, which the next one removes: then a copy of it in the temporary folder does the work.
 * @returns `path` of the program; `env` to start others with, which find a `node` in any case; `makeWay`, to be called
 *   before npm deletes; `leave`, to be called in the end, whichever it is
 */
export function nodeOutside(modules, running = process.execPath, isWindows = process.platform === 'win32') {
  if (!liesBelow(running, modules)) {
    return { path: running, env: process.env, makeWay: () => undefined, leave: () => undefined }
  }
  const folder = mkdtempSync(join(tmpdir(), 'anteroom-node-'))
  const path = join(folder, basename(running))
  const moved = join(folder, `running-${basename(running)}`)
  copyFileSync(running, path)
  return {
    path,
    env: withPath(folder),
    // Windows deletes no program that runs, but it lets it be moved.
    makeWay: () => {
      if (isWindows) attempt(() => renameSync(running, moved))
    },
    leave: () => {
      // An installation that failed leaves a shortcut to a program that would be missing.
      if (existsSync(moved) && existsSync(dirname(running)) && !existsSync(running)) copyFileSync(path, running)
      // What still runs on Windows stays behind in the temporary folder.
      attempt(() => rmSync(folder, { recursive: true, force: true }))
    },
  }
}

/** The environment with one more folder at the end of the PATH, in whichever spelling Windows gave it. */
function withPath(folder) {
  const name = Object.keys(process.env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH'
  return { ...process.env, [name]: [process.env[name], folder].filter(Boolean).join(delimiter) }
}

function attempt(act) {
  try {
    act()
  } catch {
    // npm says what stands in its way.
  }
}
