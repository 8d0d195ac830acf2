import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { base64 } from '@scure/base'
import type { Sealed } from './seal.ts'

/** SHA-256 of an age file, in hexadecimal. */
export function sha256OfBytes(bytes: Uint8Array): string {
  return bytesToHex(sha256(bytes))
}

/** The same of one in base64: an index names its parts by it, so that nothing else can stand for them. */
export function sha256Of(sealed: Sealed): string {
  return sha256OfBytes(base64.decode(sealed))
}
