/** X25519 stanzas alone: no other has room for words. Their count is bounded, so that a header is read in one piece. */
const HEADER =
  /^age-encryption\.org\/v1\n(?:-> X25519 [A-Za-z0-9+/]{43}\n[A-Za-z0-9+/]{43}\n){1,400}--- [A-Za-z0-9+/]{43}\n/

/** As many first bytes as the longest header has. */
export const AGE_HEADER_BYTES = 64 * 1024
/** A nonce, and the tag of one empty chunk. */
const LEAST_PAYLOAD = 32

/**
 * Whether bytes are an age file (age-encryption.org/v1) to X25519 recipients: its header to the byte, then what nobody tells
 * from chance without the key.
 * @param start the first {@link AGE_HEADER_BYTES} of it
 * @param length of all of it
 */
export function isAgeFile(start: Uint8Array, length: number): boolean {
  const header = HEADER.exec(Buffer.from(start).toString('latin1'))?.[0]
  return header !== undefined && length >= header.length + LEAST_PAYLOAD
}
