import { timingSafeEqual } from 'node:crypto'

/** A page elsewhere that resolves its own name to 127.0.0.1 sends its own name: only ours is answered. */
export function isOurHost(hostHeader: string | undefined, port: number): boolean {
  return hostHeader === `127.0.0.1:${port}`
}

/** Browsers always send an Origin with a WebSocket; a page of another origin sends another. */
export function isOurOrigin(originHeader: string | undefined, port: number): boolean {
  return originHeader === `http://127.0.0.1:${port}`
}

/** The token of this run, given as the WebSocket's second subprotocol so that it stands in no address and no log. */
export function hasToken(protocolHeader: string | undefined, token: string): boolean {
  const [name, given, ...more] = (protocolHeader ?? '').split(',').map((protocol) => protocol.trim())
  if (name !== SUBPROTOCOL || given === undefined || more.length > 0) return false
  const expected = Buffer.from(token)
  const actual = Buffer.from(given)
  return actual.length === expected.length && timingSafeEqual(actual, expected)
}

export const SUBPROTOCOL = 'anteroom'
