import { createServer } from 'node:http'
import { once } from 'node:events'
import { afterEach, expect, test } from 'vitest'
import type { ClinicId } from '../shared/domain/ids.ts'
import { createPortalClient, troubleOf, troubleText } from './api.ts'
import { words } from './words.ts'

// Stands in the path of a call only; the endpoint's own check is tested with the endpoint.
const clinicId = '0198f3a0-0000-7000-8000-000000000001' as ClinicId
const servers: ReturnType<typeof createServer>[] = []

async function answering(status: number, type: string, body: string): Promise<string> {
  const server = createServer((_request, response) => {
    response.writeHead(status, { 'content-type': type })
    response.end(body)
  })
  servers.push(server)
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port')
  return `http://127.0.0.1:${address.port}`
}

afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    if (server.listening) await once(server.close(), 'close')
  }
})

async function troubleAt(origin: string) {
  return createPortalClient(origin)
    .clinic.profile({ clinicId })
    .then(
      () => null,
      (error: unknown) => troubleOf(error),
    )
}

test('a hotel page that answers 200 in HTML is no answer of the clinic', async () => {
  expect(await troubleAt(await answering(200, 'text/html', '<html>Sign in to the Wi-Fi</html>'))).toEqual({
    kind: 'unavailable',
  })
})

test('no connection is told from an endpoint in trouble', async () => {
  const origin = await answering(500, 'text/plain', 'Reference 1')
  expect(await troubleAt(origin)).toEqual({ kind: 'unavailable' })

  const closed = servers.at(-1)
  closed?.closeAllConnections()
  if (closed) await once(closed.close(), 'close')

  expect(await troubleAt(origin)).toEqual({ kind: 'offline' })
})

test('R4.5 too many tries are told with the time that is left', async () => {
  const error = { defined: true, code: 'RATE_LIMITED', status: 429, message: '', data: { retryAfterSeconds: 540 } }
  const trouble = await troubleAt(await answering(429, 'application/json', JSON.stringify({ json: error })))

  expect(trouble).toEqual({ kind: 'limited', retryAfterSeconds: 540 })
  expect(trouble && troubleText(trouble)).toBe(words.trouble.limited(540))
  expect(words.trouble.limited(540)).toContain('about 9 minutes')
})
