import { hex } from '@scure/base'

/** PKCS #8 of an X25519 key, up to its 32 bytes (RFC 8410). */
const HEAD = hex.decode('302e020100300506032b656e04220420')

/** DER of a private X25519 key of 32 bytes, as runtimes import it. */
export function pkcs8Of(key: Uint8Array): Uint8Array<ArrayBuffer> {
  return Uint8Array.of(...HEAD, ...key)
}
