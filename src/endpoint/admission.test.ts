import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { PROTOCOL_HEADER, PROTOCOL_VERSION } from '../shared/contract/sync.ts'
import { browser, registration, startClinic, type TestClinic } from './testing/clients.ts'
import { postHead, rawCall } from './testing/rawCall.ts'

const MEGABYTE = 1024 * 1024

let running: TestClinic['running']
let desk: TestClinic['desk']
let stop: TestClinic['stop']
beforeAll(async () => {
  ;({ running, desk, stop } = await startClinic('sqlite'))
})
afterAll(() => stop())

/** What is answered to a head alone: nothing of the body is ever sent. */
async function answerTo(path: string, headers: Readonly<Record<string, string | number>>): Promise<string> {
  const call = await rawCall(running.url)
  call.write(postHead(path, headers))
  const answer = await call.until('\r\n\r\n')
  call.socket.destroy()
  return answer
}

const deskHeaders = (change: Record<string, string> = {}) => ({
  authorization: `Bearer ${desk.token}`,
  [PROTOCOL_HEADER]: String(PROTOCOL_VERSION),
  'content-length': 12 * MEGABYTE,
  ...change,
})

test('R11.7 a desk that is not known here is told so before its body is read', async () => {
  const nobody = deskHeaders({ authorization: 'Bearer nobody' })
  expect(await answerTo('/api/sync/push', nobody)).toMatch(/^HTTP\/1.1 401 [^]*UNAUTHORIZED/)
  expect(await answerTo('/api/sync/push', { 'content-length': 100 })).toMatch(/PROTOCOL_UNSUPPORTED/)
  const old = deskHeaders({ [PROTOCOL_HEADER]: '1' })
  expect(await answerTo('/api/sync/push', old)).toContain(`"supported":[${PROTOCOL_VERSION}]`)
})

test('R11.7 whoever is nobody has 16 KB, however the length is said', async () => {
  const tooLong = { 'content-length': 16 * 1024 + 1 }
  for (const path of ['/api/sync/pair', '/api/portal/invitation/look', '/api/portal/session/signIn']) {
    expect(await answerTo(path, tooLong), path).toMatch(/^HTTP\/1.1 413 /)
  }

  const endless = await rawCall(running.url)
  endless.write(postHead('/api/portal/invitation/look', { 'transfer-encoding': 'chunked' }))
  endless.write(`4001\r\n${'x'.repeat(0x4001)}\r\n`)
  expect(await endless.until('\r\n\r\n')).toMatch(/^HTTP\/1.1 413 /)
  await endless.ended
})

test('R11.7 what is long is read of nobody but whoever is signed in', async () => {
  const cookies = new Map<string, string>()
  const client = browser(running.url, cookies)
  const { linkId } = await client.invitation.register(
    await registration(desk.clinicId, await desk.invite('form'), 'long@example.test'),
  )
  const path = '/api/portal/records/part'
  const body = JSON.stringify({
    json: { clinicId: desk.clinicId, linkId, partId: randomUUID(), more: 'x'.repeat(MEGABYTE) },
  })
  const cookie = (token: string) => ({ cookie: `__Host-anteroom=${token}`, 'content-length': body.length })

  expect(await answerTo(path, cookie('nobody'))).toMatch(/^HTTP\/1.1 401 [^]*SIGNED_OUT/)
  expect(await answerTo(path, { 'transfer-encoding': 'chunked' })).toMatch(/^HTTP\/1.1 401 [^]*SIGNED_OUT/)
  const token = cookies.get('__Host-anteroom') ?? ''
  for (const whose of [cookie(token), cookie('nobody')]) {
    expect(await answerTo(path, { ...whose, 'content-length': 5 * MEGABYTE })).toMatch(/^HTTP\/1.1 413 /)
  }

  const mine = await rawCall(running.url)
  mine.write(postHead(path, cookie(token)) + body)
  expect(await mine.until('\r\n\r\n')).toMatch(/^HTTP\/1.1 404 [^]*/)
  mine.socket.destroy()
})

test('R11.7 a page that is still sending hears that its session has ended; others are cut', async () => {
  const signedOut = await answerTo('/api/portal/records/part', { 'content-length': MEGABYTE })
  const unknown = await answerTo('/api/sync/push', deskHeaders({ authorization: 'Bearer nobody' }))

  expect(signedOut).not.toMatch(/connection: close/i)
  expect(unknown).toMatch(/connection: close/i)
})

test('R11.7 what is short is read first, and says itself who is signed in', async () => {
  const call = await rawCall(running.url)
  call.write(`${postHead('/api/portal/records/list', { 'content-length': 2 })}{}`)
  expect(await call.until('\r\n\r\n'), 'no call at all').toMatch(/^HTTP\/1.1 400 /)
  call.socket.destroy()

  const signedOut = browser(running.url).records.list({ clinicId: desk.clinicId })

  await expect(signedOut).rejects.toMatchObject({ code: 'SIGNED_OUT', defined: true })
})
