const RANDOM_BYTES = 10

/**
 * A UUID of version 7 (RFC 9562): its first 48 bits are the time, so that ids sort by when they were made. Each host
 * brings its own clock and randomness.
 * @param milliseconds since 1970, whole
 * @param randomBytes 10 of them
 * @throws RangeError for fewer bytes, which would make ids that repeat
 */
export function uuidv7(milliseconds: number, randomBytes: Uint8Array): string {
  if (randomBytes.length < RANDOM_BYTES) throw new RangeError('An id needs 10 random bytes')
  const time = milliseconds.toString(16).padStart(12, '0')
  const bytes = new DataView(randomBytes.buffer, randomBytes.byteOffset, RANDOM_BYTES)
  const version = (0x7000 | (bytes.getUint16(0) & 0x0fff)).toString(16)
  const variant = (0x8000 | (bytes.getUint16(2) & 0x3fff)).toString(16)
  const rest = bytes.getUint16(4).toString(16).padStart(4, '0') + bytes.getUint32(6).toString(16).padStart(8, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-${version}-${variant}-${rest}`
}
