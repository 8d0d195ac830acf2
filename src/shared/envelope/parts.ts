import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { base64 } from '@scure/base'
import type { Sealed } from './seal.ts'

/** SHA-256 of an age file, in hexadecimal: an index names its parts by it, so that nothing else can stand for them. */
export function sha256Of(sealed: Sealed): string {
  return bytesToHex(sha256(base64.decode(sealed)))
}
