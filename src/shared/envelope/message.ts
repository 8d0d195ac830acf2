import { utf8ToBytes } from '@noble/hashes/utils.js'

/**
 * What an HMAC is computed over: the parts as one JSON array, in UTF-8. JSON tells every part's end, so that no two lists
 * of parts are ever the same bytes.
 */
export function message(...parts: readonly (string | number | null)[]): Uint8Array {
  return utf8ToBytes(JSON.stringify(parts))
}
