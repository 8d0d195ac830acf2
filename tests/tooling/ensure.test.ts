import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'

/** Stands in for npm: `ci` deletes node_modules as the real one does, and `rebuild` brings the new Node. */
const NPM = `
const { chmodSync, mkdirSync, rmSync, writeFileSync } = require('node:fs')
const { execFileSync } = require('node:child_process')
const [verb] = process.argv.slice(2)
if (verb === 'ci') {
  rmSync('node_modules', { recursive: true })
  mkdirSync('node_modules/.bin', { recursive: true })
  if (process.env.FAKE_NPM_FAILS) process.exit(7)
}
if (verb === 'rebuild') {
  execFileSync('node', ['--version'])
  for (const name of ['node', 'node.cmd']) {
    writeFileSync('node_modules/.bin/' + name, '')
    chmodSync('node_modules/.bin/' + name, 0o755)
  }
}
`

let folder = ''
const at = (...path: string[]) => join(folder, ...path)

/** A checkout with Node 24 installed from another lock file than the one that lies there now. */
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'anteroom-ensure-'))
  for (const path of ['checkout/scripts', 'checkout/node_modules/node/bin', 'temporary']) {
    mkdirSync(at(path), { recursive: true })
  }
  for (const script of ['ensure.mjs', 'nodeOutside.mjs']) {
    cpSync(join('scripts', script), at('checkout/scripts', script))
  }
  placeNode(at('checkout/node_modules/node/bin/node'))
  writeFileSync(at('checkout/node_modules/.anteroom-stamp'), 'of another lock file')
  writeFileSync(at('checkout/package-lock.json'), '{}')
  writeFileSync(at('npm.cjs'), NPM)
})

afterEach(() => rmSync(folder, { recursive: true }))

/** A program of its own: through a symbolic link it would know that it lies elsewhere. */
function placeNode(path: string): void {
  try {
    linkSync(process.execPath, path)
  } catch {
    cpSync(process.execPath, path)
    chmodSync(path, 0o755)
  }
}

/** As npm runs it: its own folders first on the PATH, and nothing else that is called node. */
function ensure(node: string, env: Record<string, string> = {}) {
  const { status, stdout, stderr } = spawnSync(node, ['scripts/ensure.mjs'], {
    cwd: at('checkout'),
    encoding: 'utf8',
    env: { PATH: at('checkout/node_modules/.bin'), npm_execpath: at('npm.cjs'), TMPDIR: at('temporary'), ...env },
  })
  return { status, said: stdout + stderr }
}

test('a pull that changed the lock file installs, although the Node that runs goes with the old packages', () => {
  const { status, said } = ensure(at('checkout/node_modules/node/bin/node'))

  expect([said, status]).toEqual([expect.stringContaining('Packages installed'), 0])
  expect(existsSync(at('checkout/node_modules/.bin/node'))).toBe(true)
  expect(readdirSync(at('temporary'))).toEqual([])
})

test('an installation that fails says what npm ended with, and leaves nothing behind', () => {
  const { status, said } = ensure(at('checkout/node_modules/node/bin/node'), { FAKE_NPM_FAILS: 'yes' })

  expect([said, status]).toEqual([expect.stringContaining('npm ended with 7'), 1])
  expect(readdirSync(at('temporary'))).toEqual([])
})

test('what is installed from this lock file is not installed again', () => {
  placeNode(at('node'))
  const first = ensure(at('node'), { PATH: `${at('checkout/node_modules/.bin')}:${folder}` })
  const second = ensure(at('node'), { npm_execpath: at('gone.cjs') })

  expect(first.said).toContain('Packages installed')
  expect(second).toEqual({ status: 0, said: '' })
})
