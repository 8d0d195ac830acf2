/** An envelope that does not open, or a key that is none. */
export class EnvelopeError extends Error {
  override readonly name = 'EnvelopeError'
}
