import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

export type RawCall = {
  readonly socket: Socket
  readonly write: (text: string) => void
  /** Everything that came, once `part` is in it. Fails when the endpoint ends the connection before that. */
  readonly until: (part: string) => Promise<string>
  /** Everything that came, once the endpoint has ended the connection. */
  readonly ended: Promise<string>
}

/** A connection on which a test writes what it likes, as slowly as it likes. */
export async function rawCall(url: string): Promise<RawCall> {
  const { hostname, port } = new URL(url)
  const socket = connect({ host: hostname, port: Number(port) })
  let came = ''
  socket.setEncoding('utf8')
  socket.on('data', (chunk: string) => (came += chunk))
  // An endpoint that cuts a connection may reset it, which is an end like any other: `once` would reject.
  socket.on('error', () => undefined)
  const ended = new Promise<string>((resolve) => socket.once('close', () => resolve(came)))
  await once(socket, 'connect')
  return {
    socket,
    write: (text) => void socket.write(text),
    ended,
    async until(part) {
      while (!came.includes(part)) {
        if (socket.destroyed) throw new Error(`The connection ended after: ${came}`)
        await Promise.race([once(socket, 'data').catch(() => ended), ended])
      }
      return came
    },
  }
}

/** The head of a POST whose body is yet to come. */
export function postHead(path: string, headers: Readonly<Record<string, string | number>>): string {
  const lines = Object.entries({ host: 'endpoint.test', 'content-type': 'application/json', ...headers })
  return [`POST ${path} HTTP/1.1`, ...lines.map(([name, value]) => `${name}: ${value}`), '', ''].join('\r\n')
}
