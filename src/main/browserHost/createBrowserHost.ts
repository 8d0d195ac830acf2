import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { resolve } from 'node:path'
import type { Duplex } from 'node:stream'
import { RPCHandler } from '@orpc/server/ws'
import { WebSocketServer } from 'ws'
import { pageHeaders } from '../pages/contentSecurityPolicy.ts'
import { pageFile } from '../pages/pageFile.ts'
import type { Serving } from '../core/serving.ts'
import { findByToken, isOurHost, isOurOrigin, SUBPROTOCOL } from './guards.ts'

export type BrowserHostOptions = {
  readonly serving: Serving
  /** One for each person who works beside another: every station has an address of its own. At least one. */
  readonly stationNames: readonly string[]
  /** The folder that holds the built renderer's index.html. */
  readonly rendererFiles: string
  /** 0: any free one. */
  readonly port: number
}

export type ServedStation = {
  readonly name: string
  /** Of this run. */
  readonly token: string
  /** Where its Front Desk opens, the token in the fragment. */
  readonly url: string
}

export type BrowserHost = {
  readonly stations: readonly ServedStation[]
  readonly port: number
  /** From now on new connections, at the same addresses, are to this; those that stand stay with what they were given. */
  readonly serve: (serving: Serving) => void
  readonly close: () => Promise<void>
}

const MAX_MESSAGE_BYTES = 32 * 1024 * 1024

/**
 * Serves the desk to a browser on this machine: for `npm start` without an Electron binary, and for tests. Loopback
 * only, a token a run, Host and Origin checked; never packaged.
 * @throws EADDRINUSE when the port is taken
 */
export async function createBrowserHost(options: BrowserHostOptions): Promise<BrowserHost> {
  const named = options.stationNames.map((name) => ({ name, token: randomBytes(32).toString('base64url') }))
  const folder = resolve(options.rendererFiles)
  const served = ({ router, openStation }: Serving) => ({
    handler: new RPCHandler(router),
    stations: named.map(({ name, token }) => ({ station: openStation(name), token })),
  })
  let { handler, stations } = served(options.serving)
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_MESSAGE_BYTES,
    handleProtocols: () => SUBPROTOCOL,
  })
  const server = createServer((request, response) => void answer(request, response))

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const pathname = (request.url ?? '/').split('?', 1)[0] ?? '/'
    const headers = pageHeaders(pathname, [`ws://127.0.0.1:${port}`])
    const refuse = (status: number): void => void response.writeHead(status, headers).end()
    if (!isOurHost(request.headers.host, port)) return refuse(421)
    if (request.headers.origin !== undefined && !isOurOrigin(request.headers.origin, port)) return refuse(403)
    if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405)
    const found = pageFile(folder, pathname)
    const body = found && (await readFile(found.file).catch(() => null))
    if (!found || !body) return refuse(404)
    response
      .writeHead(200, {
        ...headers,
        'content-type': found.contentType,
        'content-length': body.length,
        'cache-control': found.isPage ? 'no-store' : 'private, max-age=3600',
      })
      .end(request.method === 'HEAD' ? undefined : body)
  }

  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    // From here on nobody else listens: without a listener a reset would end the process, and with it the desk.
    socket.on('error', () => socket.destroy())
    const isOurs =
      request.url === '/rpc' && isOurHost(request.headers.host, port) && isOurOrigin(request.headers.origin, port)
    const found = isOurs ? findByToken(request.headers['sec-websocket-protocol'], stations) : null
    if (!found) return void socket.end('HTTP/1.1 403 Forbidden\r\nconnection: close\r\ncontent-length: 0\r\n\r\n')
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      // It closes itself over what is no message, or too long a one, and says so here; unheard it would end the process.
      webSocket.on('error', () => undefined)
      void handler.upgrade(webSocket, { context: { station: found.station } })
    })
  })

  await new Promise<void>((listening, failed) => {
    server.once('error', failed).listen(options.port, '127.0.0.1', listening)
  })
  // A TCP server's address is an object, never a pipe's name.
  const { port } = server.address() as AddressInfo

  return {
    stations: named.map(({ name, token }) => ({
      name,
      token,
      url: `http://127.0.0.1:${port}/#token=${token}`,
    })),
    port,
    serve: (serving) => void ({ handler, stations } = served(serving)),
    close: async () => {
      for (const webSocket of sockets.clients) webSocket.terminate()
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
    },
  }
}
