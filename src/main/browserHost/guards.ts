import { timingSafeEqual } from 'node:crypto'

/** A page elsewhere that resolves its own name to 127.0.0.1 sends its own name: only ours is answered. */
export function isOurHost(hostHeader: string | undefined, port: number): boolean {
  return hostHeader === `127.0.0.1:${port}`
}

/** Browsers always send an Origin with a WebSocket; a page of another origin sends another. */
export function isOurOrigin(originHeader: string | undefined, port: number): boolean {
  return originHeader === `http://127.0.0.1:${port}`
}

/**
 * Whose token of this run was given, as the WebSocket's second subprotocol so that it stands in no address and no log;
 * null for nobody's. Every token is compared, whichever fits.
 */
export function findByToken<T extends { readonly token: string }>(
  protocolHeader: string | undefined,
  known: readonly T[],
): T | null {
  const [name, given, ...more] = (protocolHeader ?? '').split(',').map((protocol) => protocol.trim())
  if (name !== SUBPROTOCOL || given === undefined || more.length > 0) return null
  return known.filter(({ token }) => isSame(token, given))[0] ?? null
}

function isSame(expected: string, given: string): boolean {
  const [one, other] = [Buffer.from(expected), Buffer.from(given)]
  return one.length === other.length && timingSafeEqual(one, other)
}

export const SUBPROTOCOL = 'anteroom'
