import { createServer } from 'node:http'
import { once } from 'node:events'
import { afterEach, expect, test } from 'vitest'
import type { ClinicId } from '../shared/domain/ids.ts'
import { createPortalClient } from './api.ts'
import { OlderStateError } from './tampered.ts'
import { troubleInForm, troubleOf, troubleText } from './trouble.ts'
import { words } from './words/words.ts'

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

function answeringError(status: number, code: string, data?: unknown): Promise<string> {
  return answering(
    status,
    'application/json',
    JSON.stringify({ json: { defined: true, code, status, message: '', data } }),
  )
}

test('a hotel page that answers 200 in HTML is no answer of the clinic', async () => {
  expect(await troubleAt(await answering(200, 'text/html', '<html>Sign in to the Wi-Fi</html>'))).toEqual({
    code: 'FOREIGN_ANSWER',
  })
})

test('no connection is told from an answer that is none of the endpoint', async () => {
  const origin = await answering(502, 'text/plain', 'Bad gateway')
  expect(await troubleAt(origin)).toEqual({ code: 'FOREIGN_ANSWER' })

  const closed = servers.at(-1)
  closed?.closeAllConnections()
  if (closed) await once(closed.close(), 'close')

  expect(await troubleAt(origin)).toEqual({ code: 'OFFLINE' })
})

test('R4.5 too many tries are told with the time that is left', async () => {
  const trouble = await troubleAt(await answeringError(429, 'RATE_LIMITED', { retryAfterSeconds: 540 }))

  expect(trouble).toEqual({ code: 'RATE_LIMITED', retryAfterSeconds: 540 })
  expect(trouble && troubleText(trouble)).toContain('about 9 minutes')
})

test.each(['INTERNAL_SERVER_ERROR', 'UNEXPECTED'])('section 12: %s shows its reference', async (code) => {
  const trouble = await troubleAt(await answeringError(500, code, { reference: '1A2B3C4D' }))

  expect(trouble && troubleText(trouble)).toBe('Something went wrong. Reference 1A2B3C4D.')
})

test('section 12: an error that nobody declared, and a mistake in the page, are told without a reference', async () => {
  const trouble = await troubleAt(await answeringError(503, 'SERVICE_UNAVAILABLE'))

  expect(trouble).toEqual({ code: 'UNEXPECTED', reference: null })
  expect(trouble && troubleText(trouble)).toBe('Something went wrong.')
  expect(troubleOf(new RangeError('x'))).toEqual({ code: 'UNEXPECTED', reference: null })
})

test('an error that is declared has its own words; a script that does not come is no connection', async () => {
  const trouble = await troubleAt(await answeringError(401, 'SIGNED_OUT'))

  expect(trouble && troubleText(trouble)).toBe(words.errors.SIGNED_OUT)
  expect(troubleOf(new TypeError('Failed to fetch dynamically imported module'))).toEqual({ code: 'OFFLINE' })
  expect(troubleInForm({ code: 'OFFLINE' })).toBe(`${words.errors.OFFLINE} ${words.kept}`)
})

test('R11.5 that a state is older is the page’s own finding: an endpoint that says so offers nobody a choice', async () => {
  expect(await troubleAt(await answeringError(409, 'OLD_STATE'))).toEqual({ code: 'UNEXPECTED', reference: null })
  const older = { recipient: 'age1', counter: 1, patientIds: [] }
  expect(troubleOf(new OlderStateError(older))).toEqual({ code: 'OLD_STATE', older })
})
