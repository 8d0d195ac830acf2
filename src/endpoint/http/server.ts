import { createAdaptorServer } from '@hono/node-server'
import { Server, type IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import type { EndpointApp } from './app.ts'
import { clientAddress, type TrustedProxies } from './clientAddress.ts'

/** What one caller may take of the server's time and connections (R11.7). Lengths in milliseconds. */
export type ServerLimits = {
  /** From the connection, or the first byte of a later request, to the end of the headers. */
  readonly headersMilliseconds: number
  /** A body that is slower than `bytesPerSecond` is cut after this, and lives longer by a second for each so many bytes. */
  readonly graceMilliseconds: number
  readonly bytesPerSecond: number
  /** Without a byte in either direction; a desk's wake stream has one more often. */
  readonly silenceMilliseconds: number
  readonly keepAliveMilliseconds: number
  readonly checkMilliseconds: number
  readonly connections: number
  /** Of one address, or of one IPv6 network; a proxy that is trusted has none. A whole waiting room has room in it. */
  readonly connectionsOfAddress: number
}

/** 16 KB a second lets a clinic's slowest line push its 8 MB, and cuts what only trickles after ten seconds. */
export const SERVER_LIMITS: ServerLimits = {
  headersMilliseconds: 10_000,
  graceMilliseconds: 10_000,
  bytesPerSecond: 16 * 1024,
  silenceMilliseconds: 60_000,
  keepAliveMilliseconds: 15_000,
  checkMilliseconds: 1_000,
  connections: 10_000,
  connectionsOfAddress: 200,
}

/** Serves `app` within `limits`; what is over them is cut without an answer. */
export function makeServer(app: EndpointApp, proxies: TrustedProxies, limits: ServerLimits): Server {
  const server = createAdaptorServer({
    fetch: app.fetch,
    serverOptions: {
      headersTimeout: limits.headersMilliseconds,
      // How fast a body must come is decided below: this one would cut a long and honest one.
      requestTimeout: 0,
      keepAliveTimeout: limits.keepAliveMilliseconds,
      connectionsCheckingInterval: limits.checkMilliseconds,
    },
  })
  if (!(server instanceof Server)) throw new Error('Expected a plain HTTP server')
  server.maxConnections = limits.connections
  server.setTimeout(limits.silenceMilliseconds)
  capConnections(server, proxies, limits.connectionsOfAddress)
  cutWhatTrickles(server, limits)
  return server
}

function capConnections(server: Server, proxies: TrustedProxies, most: number): void {
  const open = new Map<string, number>()
  server.on('connection', (socket) => {
    const { remoteAddress } = socket
    if (remoteAddress === undefined || proxies.has(remoteAddress)) return
    const address = clientAddress(remoteAddress, null, proxies)
    const count = (open.get(address) ?? 0) + 1
    if (count > most) {
      socket.destroy()
      return
    }
    open.set(address, count)
    socket.once('close', () => {
      const left = (open.get(address) ?? 1) - 1
      if (left === 0) open.delete(address)
      else open.set(address, left)
    })
  })
}

type Arriving = { readonly socket: Socket; readonly bytesBefore: number; lives: number }

function cutWhatTrickles(server: Server, { graceMilliseconds, bytesPerSecond, checkMilliseconds }: ServerLimits): void {
  const arriving = new Map<IncomingMessage, Arriving>()
  server.on('request', (incoming) => {
    if (incoming.complete) return
    arriving.set(incoming, { socket: incoming.socket, bytesBefore: incoming.socket.bytesRead, lives: 0 })
    incoming.once('close', () => arriving.delete(incoming))
  })
  let last = performance.now()
  const timer = setInterval(() => {
    const now = performance.now()
    // While this process was busy itself nobody could be fast enough.
    const passed = Math.min(now - last, 2 * checkMilliseconds)
    last = now
    for (const [incoming, each] of arriving) {
      if (incoming.complete) {
        arriving.delete(incoming)
        continue
      }
      each.lives += passed
      const earned = ((each.socket.bytesRead - each.bytesBefore) / bytesPerSecond) * 1000
      if (each.lives > graceMilliseconds + earned) each.socket.destroy()
    }
  }, checkMilliseconds)
  server.once('close', () => clearInterval(timer))
}
