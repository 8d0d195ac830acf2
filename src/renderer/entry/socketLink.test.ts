import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test, vi } from 'vitest'
import { WebSocketServer } from 'ws'
import { createSocketLink } from './socketLink.ts'

const servers: WebSocketServer[] = []

async function serve(port = 0): Promise<WebSocketServer> {
  const server = new WebSocketServer({ port, host: '127.0.0.1' })
  servers.push(server)
  await once(server, 'listening')
  return server
}

async function stop(server: WebSocketServer): Promise<void> {
  for (const client of server.clients) client.terminate()
  await new Promise((done) => server.close(done))
}

// The address of a server of `ws` that listens to TCP is an object.
const portOf = (server: WebSocketServer) => (server.address() as AddressInfo).port

afterEach(async () => {
  await Promise.all(servers.splice(0).map(stop))
})

test('R10.5 the wire comes back by itself, with its token, and tells both', async () => {
  const first = await serve()
  const port = portOf(first)
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
