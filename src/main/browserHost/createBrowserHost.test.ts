import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { once } from 'node:events'
import { request } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'
import type { ContractRouterClient } from '@orpc/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import type { deskContract } from '../../shared/contract/desk.ts'
import { createCore, type Core } from '../core/createCore.ts'
import { keyFile } from '../core/keyFile.ts'
import { openSmtp } from '../core/mail/openSmtp.ts'
import { openingWorkerSource } from '../core/opening/workerSource.ts'
import { newId, systemClock } from '../core/system.ts'
import { createBrowserHost, type BrowserHost, type ServedStation } from './createBrowserHost.ts'

const folder = mkdtempSync(join(tmpdir(), 'anteroom-host-'))
let core: Core
let host: BrowserHost
let desk: ServedStation
let room: ServedStation

beforeAll(async () => {
  mkdirSync(join(folder, 'pages/assets'), { recursive: true })
  writeFileSync(join(folder, 'pages/index.html'), '<!doctype html><title>desk</title>')
  writeFileSync(join(folder, 'pages/assets/a.js'), 'export {}')
  writeFileSync(join(folder, 'outside.js'), 'outside')
  core = await createCore({
    file: join(folder, 'clinic.db'),
    keys: keyFile(join(folder, 'clinic.key')),
    clock: systemClock,
    ids: newId,
    fetch: () => Promise.reject(new TypeError('fetch failed')),
    openSmtp,
    openingWorker: openingWorkerSource,
    log: () => undefined,
  })
  host = await createBrowserHost({
    serving: core,
    stationNames: ['Front desk', 'Room 2'],
    rendererFiles: join(folder, 'pages'),
    port: 0,
  })
  const [first, second] = host.stations
  if (!first || !second) throw new Error('A station has no address')
  desk = first
  room = second
})

afterAll(async () => {
  await host.close()
  await core.close()
  rmSync(folder, { recursive: true, force: true })
})

function ask(path: string, headers: Record<string, string> = {}, method = 'GET') {
  return new Promise<{ status: number | undefined; policy: string | undefined; body: string }>((resolve, reject) => {
    const asking = request({ host: '127.0.0.1', port: host.port, path, method, headers }, (response) => {
      let body = ''
      response.on('data', (chunk: Buffer) => (body += chunk.toString()))
      response.on('end', () =>
        resolve({ status: response.statusCode, policy: String(response.headers['content-security-policy']), body }),
      )
    })
    asking.on('error', reject).end()
  })
}

type Attempt = { path?: string; protocols?: string[]; origin?: string | undefined; hostHeader?: string }

/** Resolves with how the handshake ended. */
function knock({ path = '/rpc', protocols, origin = `http://127.0.0.1:${host.port}`, hostHeader }: Attempt) {
  const socket = new WebSocket(`ws://127.0.0.1:${host.port}${path}`, protocols ?? ['anteroom', desk.token], {
    headers: { ...(hostHeader ? { host: hostHeader } : {}) },
    ...(origin === '' ? {} : { origin }),
  })
  return new Promise<'open' | number | undefined>((resolve) => {
    socket.on('open', () => {
      resolve('open')
      socket.terminate()
    })
    socket.on('unexpected-response', (_request, response) => {
      resolve(response.statusCode)
      socket.terminate()
    })
    socket.on('error', () => undefined)
  })
}

function clientOf({ token }: ServedStation) {
  const socket = new WebSocket(`ws://127.0.0.1:${host.port}/rpc`, ['anteroom', token], {
    origin: `http://127.0.0.1:${host.port}`,
  })
  // The client asks for a browser's WebSocket; the one of Node's `ws` has the same parts.
  const link = new RPCLink({ websocket: socket as unknown as globalThis.WebSocket })
  const client: ContractRouterClient<typeof deskContract> = createORPCClient(link)
  return { client, socket, [Symbol.dispose]: () => socket.close() }
}

test('the page that has the token calls the core', async () => {
  using page = clientOf(desk)

  const { clinic, staff } = await page.client.session.current()

  expect(page.socket.protocol).toBe('anteroom')
  expect({ clinic, staff }).toEqual({ clinic: null, staff: null })
})

test('R10.6 each token is a station of its own: whoever signs in at one is signed in there alone', async () => {
  using atDesk = clientOf(desk)
  using alsoAtDesk = clientOf(desk)
  using inRoom = clientOf(room)
  await atDesk.client.session.createClinic({
    clinicName: 'Harbour Clinic',
    addressLine: '',
    phone: '',
    timeZone: 'America/Vancouver',
    adminName: 'Maya Iyer',
    adminEmail: 'maya@harbour.example',
    password: 'correct horse battery',
  })

  expect(await alsoAtDesk.client.session.current()).toMatchObject({
    stationName: 'Front desk',
    staff: { name: 'Maya Iyer' },
  })
  expect(await inRoom.client.session.current()).toMatchObject({ stationName: 'Room 2', staff: null })
  expect(desk.token).not.toBe(room.token)
})

test('a wrong, missing or misplaced token is refused', async () => {
  expect(await knock({})).toBe('open')
  expect(await knock({ protocols: ['anteroom', 'x'.repeat(desk.token.length)] })).toBe(403)
  expect(await knock({ protocols: ['anteroom', desk.token.slice(1)] })).toBe(403)
  expect(await knock({ protocols: ['anteroom'] })).toBe(403)
  expect(await knock({ protocols: [desk.token] })).toBe(403)
  expect(await knock({ protocols: ['anteroom', 'wrong', desk.token] })).toBe(403)
  expect(await knock({ path: `/rpc?token=${desk.token}`, protocols: ['anteroom'] })).toBe(403)
})

test('a foreign Origin is refused', async () => {
  for (const origin of [
    'https://evil.test',
    `http://localhost:${host.port}`,
    `http://127.0.0.1:${host.port}.evil.test`,
    'null',
    '',
  ]) {
    expect(await knock({ origin })).toBe(403)
  }
  expect((await ask('/', { origin: 'https://evil.test' })).status).toBe(403)
})

/** A bare socket that asks to be upgraded, as no WebSocket client would let it go on. */
function upgrading(origin: string, token: string) {
  const socket = connect(host.port, '127.0.0.1').on('error', () => undefined)
  const lines = ['GET /rpc HTTP/1.1', `host: 127.0.0.1:${host.port}`, `origin: ${origin}`, 'upgrade: websocket']
  lines.push('connection: upgrade', 'sec-websocket-version: 13', 'sec-websocket-key: AAAAAAAAAAAAAAAAAAAAAA==')
  socket.write(`${lines.join('\r\n')}\r\nsec-websocket-protocol: anteroom, ${token}\r\n\r\n`)
  return socket
}

test('R11.6 whoever is refused and resets the connection ends nothing: who works beside it goes on', async () => {
  using page = clientOf(desk)
  for (let n = 0; n < 20; n++) {
    const socket = upgrading('https://evil.test', desk.token)
    await once(socket, n % 2 === 0 ? 'data' : 'connect')
    socket.resetAndDestroy()
    await once(socket, 'close')
  }

  expect(await page.client.session.current()).toMatchObject({ stationName: 'Front desk' })
})

test.each([
  ['longer than any call', 1009, [0x82, 0xff, 0, 0, 0, 0, 2, 0, 0, 1, 0, 0, 0, 0]],
  ['with a reserved bit set', 1002, [0xf1, 0x80, 0, 0, 0, 0]],
])('R11.6 a message %s closes its own connection alone', async (_what, code, frame) => {
  using page = clientOf(desk)
  const socket = upgrading(`http://127.0.0.1:${host.port}`, desk.token)
  await once(socket, 'data')
  const answers: Buffer[] = []
  socket.on('data', (bytes: Buffer) => answers.push(bytes))

  socket.write(Buffer.from(frame))
  await once(socket, 'close')

  expect([...Buffer.concat(answers)]).toEqual([0x88, 2, code >> 8, code & 0xff])
  expect(await page.client.session.current()).toMatchObject({ stationName: 'Front desk' })
})

test('a foreign Host is refused, as a name that was pointed at this machine would send it', async () => {
  for (const hostHeader of [
    'evil.test',
    `evil.test:${host.port}`,
    `localhost:${host.port}`,
    `127.0.0.1.evil.test:${host.port}`,
  ]) {
    expect(await knock({ hostHeader })).toBe(403)
    expect((await ask('/', { host: hostHeader })).status).toBe(421)
  }
})

const WORKSPACE = '/workspace/019b76da-a801-7c6d-899e-ea695a4aa83c'

test('every address of both kinds of window is the one page, with the policy of Electron’s pages', async () => {
  for (const path of ['/', '/calendar/2026-11-25', '/smart-forms', WORKSPACE, `${WORKSPACE}/access-code?x=1`]) {
    const { status, policy, body } = await ask(path)
    expect(status).toBe(200)
    expect(body).toContain('<title>desk</title>')
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain(`connect-src 'self' ws://127.0.0.1:${host.port};`)
  }
  expect((await ask('/assets/a.js')).body).toBe('export {}')
})

test('nothing outside the pages’ folder is served', async () => {
  const paths = [
    '/../outside.js',
    '/%2e%2e/outside.js',
    '/..%2foutside.js',
    '/assets/..%5c..%5coutside.js',
    '//etc/passwd',
  ]
  for (const path of [...paths, '/%', '/assets/', '/assets/a.js%00.html', '/missing.js']) {
    const { status, body } = await ask(path)
    expect([path, status, body]).toEqual([path, 404, ''])
  }
  expect((await ask('/', {}, 'POST')).status).toBe(405)
})

test('only this machine reaches it, and only its owner reads the key', () => {
  expect(desk.url).toBe(`http://127.0.0.1:${host.port}/#token=${desk.token}`)
  expect(Buffer.from(desk.token, 'base64url')).toHaveLength(32)
  expect(statSync(join(folder, 'clinic.key')).mode & 0o777).toBe(0o600)
})
