// Runs the bundles as Electron would, tries what a hostile page would try, calls the core through the handed-over port,
// and writes what happened to file descriptor 3.
import { existsSync, mkdirSync, writeFileSync, writeSync } from 'node:fs'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import * as electron from './standIn.mjs'

const settings = JSON.parse(process.env.STAND_IN ?? '{}')
const { recorded, session, ipcRenderer, ipcMain, app } = electron
const out = fileURLToPath(new URL('../../../out/', import.meta.url))
const workspace = '/workspace/019b76da-a801-7c6d-899e-ea695a4aa83c'

const report = {
  navigations: {},
  opened: [],
  permissions: {},
  isDevicePermitted: null,
  isDownloadStopped: null,
  isWebviewStopped: null,
  responses: {},
  exposed: [],
  untrustedPortsClosed: null,
  session: null,
  reloads: null,
  sessionAfterCrash: null,
  isClosedInOrder: false,
  openedWithSheet: null,
}

await import(`${out}main/main.js`)
if (app.requestSingleInstanceLock()) {
  await until(() => recorded.windows.length > 0)
  const [window] = recorded.windows
  tryToLeave(window.webContents)
  tryPermissions()
  await fetchFiles()
  if (settings.sheet) await openWithSheet(settings.sheet)
  else await handshake(window.webContents)
  await quit()
}

Object.assign(report, {
  isSandboxed: recorded.isSandboxed,
  schemes: recorded.schemes,
  windows: recorded.windows.map(({ urls, options }) => ({ urls, options })),
  errorBoxes: recorded.errorBoxes,
  messageBoxes: recorded.messageBoxes,
  plainTextEncryption: recorded.plainTextEncryption,
  quits: recorded.quits,
})
writeSync(3, JSON.stringify(report))
process.exit(0)

function tryToLeave(contents) {
  const urls = [
    'app://desk/',
    'https://evil.test/?next=app://desk',
    'file:///etc/passwd',
    'app://other/',
    'data:text/html,x',
  ]
  for (const event of ['will-navigate', 'will-frame-navigate', 'will-redirect']) {
    for (const url of urls) {
      let isStopped = false
      contents.emit(event, { url, preventDefault: () => (isStopped = true) })
      report.navigations[`${event} ${url}`] = !isStopped
    }
  }
  for (const url of [
    `app://desk${workspace}/access-code`,
    `app://desk${workspace}`,
    `app://desk${workspace}/history`,
    'https://evil.test/',
    `https://evil.test${workspace}`,
    'app://desk/workspace/../x',
  ]) {
    report.opened.push({ url, action: contents.openHandler({ url }).action })
  }
  contents.emit('will-attach-webview', { preventDefault: () => (report.isWebviewStopped = true) })
}

function tryPermissions() {
  const { defaultSession } = session
  for (const permission of ['media', 'geolocation', 'notifications', 'clipboard-read', 'openExternal', 'invented']) {
    defaultSession.permissionRequest({}, permission, (answer) => (report.permissions[`request ${permission}`] = answer))
    report.permissions[`check ${permission}`] = defaultSession.permissionCheck({}, permission)
  }
  report.isDevicePermitted = defaultSession.devicePermission({})
  const foreign = { getURL: () => 'https://evil.test/program.exe' }
  defaultSession.emit('will-download', { preventDefault: () => (report.isDownloadStopped = true) }, foreign)
}

async function fetchFiles() {
  // A file beside the pages that no request may reach.
  mkdirSync(join(out, 'renderer'), { recursive: true })
  if (!existsSync(join(out, 'renderer/index.html'))) writeFileSync(join(out, 'renderer/index.html'), '<!doctype html>')
  const { responder } = session.defaultSession.responder
  for (const url of [
    'app://desk/',
    'app://desk/calendar/2026-11-25',
    `app://desk${workspace}`,
    `app://desk${workspace}/access-code`,
    'app://desk/../main/main.js',
    'app://desk/%2e%2e/main/main.js',
    'app://desk/..%2fmain/main.js',
    'app://desk/%5c..%5cmain%5cmain.js',
    'app://desk//etc/passwd',
    'app://other/',
  ]) {
    const response = await responder(new Request(url))
    report.responses[url] = {
      status: response.status,
      policy: response.headers.get('content-security-policy'),
      type: response.headers.get('content-type'),
      body: (await response.text()).slice(0, 40),
    }
  }
}

/** The preload in a page of ours: it is given a port, through which the core answers. */
async function handshake(contents) {
  const received = []
  globalThis.window = { postMessage: (data, origin, ports) => received.push({ data, origin, port: ports[0] }) }
  createRequire(import.meta.url)(`${out}preload/preload.cjs`)
  report.exposed = Object.entries(recorded.exposed).flatMap(([name, api]) =>
    Object.keys(api).map((key) => `${name}.${key}`),
  )

  report.untrustedPortsClosed = 0
  for (const frame of [null, { url: 'https://evil.test/', parent: null }, { url: 'app://desk/', parent: {} }]) {
    const { port1, port2 } = new MessageChannel()
    const closed = new Promise((resolve) => port1.addEventListener('close', resolve))
    port1.start()
    ipcMain.emit('desk:connect', { senderFrame: frame, ports: [port2] })
    await closed
    report.untrustedPortsClosed += 1
  }

  report.session = await callThrough(received)
  const crashed = recorded.forks.at(-1)
  const gone = once(crashed, 'exit')
  crashed.kill()
  await gone
  await until(() => recorded.forks.length === 2)
  report.reloads = contents.reloads
  report.sessionAfterCrash = await callThrough(received)
}

/** The clinic's file is there and its key is not: the words of its sheet are typed. */
async function openWithSheet(words) {
  const received = []
  globalThis.window = { postMessage: (_data, _origin, ports) => received.push({ port: ports[0] }) }
  createRequire(import.meta.url)(`${out}preload/preload.cjs`)
  const through = async (act) => {
    recorded.exposed.anteroom.connect()
    const { port } = received.at(-1)
    const client = createORPCClient(new RPCLink({ port }))
    port.start()
    const answer = await act(client)
    port.close()
    return answer
  }
  const before = await through((client) => client.session.current())
  const { isKept } = await through((client) => client.recovery.open({ words }))
  const after = await through((client) => client.session.current())
  report.openedWithSheet = { before: before.closed, isKept, after: after.closed, clinic: after.clinic?.name ?? null }
}

async function callThrough(received) {
  recorded.exposed.anteroom.connect()
  const { port } = received.at(-1)
  const client = createORPCClient(new RPCLink({ port }))
  port.start()
  const { clinic, staff } = await client.session.current()
  port.close()
  return { clinic, staff }
}

async function quit() {
  const isOver = once(app, 'will-quit')
  app.quit()
  await isOver
  report.isClosedInOrder = recorded.forks.at(-1).worker.threadId === -1
}

async function until(isTrue) {
  while (!isTrue()) await new Promise((resolve) => setImmediate(resolve))
}
