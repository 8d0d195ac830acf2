import { randomUUID } from 'node:crypto'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { PROTOCOL_HEADER, PROTOCOL_VERSION } from '../shared/contract/sync.ts'
import { redeemToken } from '../shared/envelope/secrets.ts'
import { authOf, browser, pairDesk, registration, type TestDesk } from './testing/clients.ts'
import { startEndpoint, startMachine, type Machine, type TestEndpoint } from './testing/harness.ts'

let machine: Machine
let running: TestEndpoint
let desk: TestDesk
let portalFiles: string
beforeAll(async () => {
  portalFiles = await mkdtemp(join(tmpdir(), 'anteroom-portal-'))
  await mkdir(join(portalFiles, 'assets'))
  await writeFile(join(portalFiles, 'index.html'), '<!doctype html><title>Portal</title>')
  await writeFile(join(portalFiles, 'assets', 'app-Ab12.js'), 'export {}\n'.repeat(200))
  await writeFile(join(portalFiles, 'notes.secret'), 'not for anybody')
  machine = await startMachine('sqlite')
  running = await startEndpoint(machine, { portalFiles })
  desk = await pairDesk(running)
})
afterAll(async () => {
  await running.endpoint.close()
  await machine.stop()
  await rm(portalFiles, { recursive: true })
})

const get = (path: string, headers: Record<string, string> = {}) => fetch(`${running.url}${path}`, { headers })
const call = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(`${running.url}/api/portal/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify({ json: body }),
  })

test('pages of every clinic are one page with strict headers; built files never change', async () => {
  const page = await get(`/c/${desk.clinicId}/open`)
  expect(await page.text()).toContain('<title>Portal</title>')
  const policy = page.headers.get('content-security-policy')
  for (const rule of ["default-src 'none'", "require-trusted-types-for 'script'", "frame-ancestors 'none'"]) {
    expect(policy).toContain(rule)
  }
  expect(policy).not.toContain('unsafe-inline')
  expect(page.headers.get('referrer-policy')).toBe('no-referrer')
  expect(page.headers.get('x-content-type-options')).toBe('nosniff')
  expect(page.headers.get('cache-control')).toBe('no-cache')

  const script = await get('/assets/app-Ab12.js', { 'accept-encoding': 'gzip' })
  expect(script.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
  expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
  expect(script.headers.get('content-encoding')).toBe('gzip')
  expect(await script.text()).toBe('export {}\n'.repeat(200))
})

test('R11.1 a clinic’s portal goes onto a home screen under the clinic’s public name, with the portal’s own pictures', async () => {
  const answer = await get(`/c/${desk.clinicId}/manifest.webmanifest`)

  expect(answer.headers.get('content-type')).toBe('application/manifest+json')
  expect(answer.headers.get('content-security-policy')).toContain("manifest-src 'self'")
  const manifest = (await answer.json()) as { icons: { src: string; sizes: string }[] }
  const home = `/c/${desk.clinicId}`
  expect(manifest).toMatchObject({ name: 'Elm Street Clinic', start_url: home, scope: home, display: 'standalone' })
  for (const { src, sizes } of manifest.icons) {
    // A PNG says its width and height in its 17th and its 21st byte.
    const picture = await readFile(join('src/portal/public', src))
    expect(`${picture.readUInt32BE(16)}x${picture.readUInt32BE(20)}`).toBe(sizes)
  }
  for (const unknown of [randomUUID(), 'nobody']) {
    expect((await get(`/c/${unknown}/manifest.webmanifest`)).status).toBe(404)
  }
})

test('R4.5 a clinic’s short address is the same page, whether or not a clinic has it', async () => {
  const pages = await Promise.all(
    ['/elm-street', '/Elm-Street/', '/nobodys-name'].map(async (path) => {
      const page = await get(path)
      return `${page.status} ${page.headers.get('content-security-policy')} ${await page.text()}`
    }),
  )
  expect(new Set(pages).size).toBe(1)
  expect(pages[0]).toContain('<title>Portal</title>')
  expect(pages[0]).toContain("default-src 'none'")
})

test('what is not there looks the same everywhere, and no path leaves the portal’s folder', async () => {
  const paths = [
    '/',
    '/index.html',
    '/c/not-a-clinic',
    '/admin',
    '/elm-street/open',
    '/notes.secret',
    '/assets/../index.html',
    '/api/portal',
  ]
  const tricks = ['/..%2f..%2fetc/passwd', '/assets/%2e%2e/%2e%2e/package.json', '/assets/..%5c..%5cindex.html']
  const answers = await Promise.all(
    [...paths, ...tricks].map(async (path) => {
      const response = await get(path)
      return `${response.status} ${await response.text()}`
    }),
  )

  expect(new Set(answers)).toEqual(new Set(['404 Not found']))
  const unknownCall = await call('accounts/create', {})
  expect(`${unknownCall.status} ${await unknownCall.text()}`).toBe('404 Not found')
})

test('answers of the API are never stored, and a session’s cookie goes to this host alone', async () => {
  const input = await registration(desk.clinicId, await desk.invite('form'), 'cookie@example.test')

  const response = await call('invitation/register', input, { origin: running.url, 'sec-fetch-site': 'same-origin' })

  expect(response.status).toBe(200)
  expect(response.headers.get('cache-control')).toBe('no-store')
  expect(response.headers.getSetCookie()).toEqual([
    expect.stringMatching(/^__Host-anteroom=[\w-]{43}; (?=.*Path=\/)(?=.*Secure)(?=.*HttpOnly).*SameSite=Strict$/),
    expect.stringMatching(/^__Host-anteroom-device=[\w-]{43}; Max-Age=34560000; /),
  ])
})

test('calls from pages of others are refused, whatever they are dressed as', async () => {
  const profile = { clinicId: desk.clinicId }
  const statuses = await Promise.all([
    call('clinic/profile', profile),
    call('clinic/profile', profile, { origin: running.url }),
    call('clinic/profile', profile, { origin: 'https://evil.test' }),
    call('clinic/profile', profile, { origin: 'null' }),
    call('clinic/profile', profile, { 'sec-fetch-site': 'cross-site' }),
    call('clinic/profile', profile, { 'sec-fetch-site': 'same-site' }),
    call('clinic/profile', JSON.stringify({ json: profile }), { 'content-type': 'text/plain' }),
    call('clinic/profile', 'json=1', { 'content-type': 'application/x-www-form-urlencoded' }),
  ])

  expect(statuses.map(({ status }) => status)).toEqual([200, 200, 403, 403, 403, 403, 403, 403])
})

test('bodies have a limit', async () => {
  const tooLong = JSON.stringify({ json: { clinicId: desk.clinicId, token: 'x'.repeat(5 * 1024 * 1024) } })
  expect((await call('invitation/look', tooLong)).status).toBe(413)

  const push = await fetch(`${running.url}/api/sync/push`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      [PROTOCOL_HEADER]: String(PROTOCOL_VERSION),
      authorization: `Bearer ${desk.token}`,
    },
    body: 'x'.repeat(13 * 1024 * 1024),
  })
  expect(push.status).toBe(413)

  const ofUnknownLength = new Blob([tooLong]).stream()
  const init: RequestInit & { duplex: 'half' } = {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: ofUnknownLength,
    duplex: 'half',
  }
  const streamed = await fetch(`${running.url}/api/portal/invitation/look`, init)
  expect(streamed.status).toBe(413)
})

test('input that is none is refused in one sentence, without telling anything', async () => {
  const answers = await Promise.all([
    call('invitation/look', '{"json":'),
    call('invitation/look', { clinicId: desk.clinicId }),
    call('session/signIn', { clinicId: desk.clinicId, email: 'no e-mail', auth: authOf('x') }),
    call('clinic/profile', { clinicId: 'x' }),
  ])

  expect(answers.map(({ status }) => status)).toEqual([400, 400, 400, 400])
})

test('an unknown clinic has no profile', async () => {
  const profile = browser(running.url).clinic.profile({ clinicId: randomUUID() })

  await expect(profile).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

test('the log has routes, times and a reference, and nobody’s name, address, clinic or token', async () => {
  const invitation = await desk.invite('access')
  const input = await registration(desk.clinicId, invitation, 'logged@example.test')
  await browser(running.url).invitation.register(input)
  await browser(running.url)
    .session.signIn({ clinicId: desk.clinicId, email: 'logged@example.test', auths: [authOf('wrong')] })
    .catch(() => undefined)
  await get(`/c/${desk.clinicId}/open?e=logged@example.test`)
  await call('logged@example.test/open', {})
  await get('/elm-street')

  const log = running.logged.join('\n')
  expect(log).toContain('"route":"/api/portal/invitation/register","status":200')
  expect(log).toContain('"route":"/c/:clinicId/*"')
  const secrets = [
    '@',
    '127.0.0.1',
    desk.clinicId,
    'elm-street',
    desk.token,
    input.token,
    input.auth,
    redeemToken(invitation.identity),
  ]
  expect(secrets.filter((secret) => log.includes(secret))).toEqual([])
})

test('health says so', async () => {
  expect(await (await get('/health')).json()).toEqual({ status: 'ok' })
})

test('closing ends the streams that wake desks, and frees the port', async () => {
  const other = await startEndpoint(machine)
  const theirs = await pairDesk(other)
  const wakes = (await theirs.sync.wake({}))[Symbol.asyncIterator]()
  await wakes.next()
  const ending = wakes.next()

  await other.endpoint.close()

  expect(await ending).toMatchObject({ done: true })
  const next = createServer()
  await new Promise<void>((resolve) => next.listen(Number(new URL(other.url).port), '127.0.0.1', resolve))
  await new Promise((resolve) => next.close(resolve))
})
