import { once } from 'node:events'
import { afterEach, expect, test, vi } from 'vitest'
import { WebSocketServer } from 'ws'
import { freePort } from '../../../tests/support/freePort.ts'
import { createSocketLink } from './socketLink.ts'

const servers: WebSocketServer[] = []

async function serve(port: number): Promise<WebSocketServer> {
  const server = new WebSocketServer({ port, host: '127.0.0.1' })
  servers.push(server)
  await once(server, 'listening')
  return server
}

async function stop(server: WebSocketServer): Promise<void> {
  for (const client of server.clients) client.terminate()
  await new Promise((done) => server.close(done))
}

afterEach(async () => {
  await Promise.all(servers.splice(0).map(stop))
})

test('R10.5 the wire comes back by itself, with its token, and tells both', async () => {
  const port = await freePort()
  const first = await serve(port)
  const told = vi.fn()

  const { connection } = createSocketLink(`ws://127.0.0.1:${port}/rpc`, 'token-1')
  connection.subscribe(told)
  const protocols = await new Promise((resolve) =>
    first.on('connection', (_socket, request) => resolve(request.headers['sec-websocket-protocol'])),
  )
  expect(protocols).toBe('anteroom, token-1')
  expect(connection.isUp()).toBe(true)
  await stop(first)
  await vi.waitFor(() => expect(connection.isUp()).toBe(false))
  await serve(port)

  await vi.waitFor(() => expect(connection.isUp()).toBe(true), { timeout: 5_000 })
  expect(told).toHaveBeenCalledTimes(2)
})
