import { utf8ToBytes } from '@noble/hashes/utils.js'

/**
 * R11.5: an envelope's length says little of what is in it. JSON is followed by spaces, which a reader of JSON passes over,
 * up to the next Padmé step: at most 12 % more, and the length gives away O(log log n) bits.
 */
export function padJson(json: string): string {
  const length = utf8ToBytes(json).length
  return json + ' '.repeat(padmeLength(length) - length)
}

/** The Padmé step at or above a length in bytes (Nikitin et al., PETS 2019). */
export function padmeLength(length: number): number {
  if (length < 2) return length
  const exponent = Math.floor(Math.log2(length))
  const kept = Math.floor(Math.log2(exponent)) + 1
  const step = 2 ** Math.max(0, exponent - kept)
  return Math.ceil(length / step) * step
}
