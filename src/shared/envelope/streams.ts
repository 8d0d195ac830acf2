import { Decrypter, Encrypter } from 'age-encryption'
import { EnvelopeError } from './envelopeError.ts'
import { padmeLength } from './padding.ts'
import type { AgeIdentity, AgeRecipient } from './seal.ts'

/*
 * Files, which are sealed and opened as they come: an age file of raw bytes, which nobody ever holds whole. `Stream` is the
 * runtime's own `ReadableStream` of bytes; the portable library's types do not name it.
 */

/** @throws EnvelopeError when a recipient is none */
export async function sealStream<Stream>(plain: Stream, recipients: readonly AgeRecipient[]): Promise<Stream> {
  const encrypter = new Encrypter()
  try {
    for (const recipient of recipients) encrypter.addRecipient(recipient)
  } catch (cause) {
    throw new EnvelopeError('Not an age recipient', { cause })
  }
  // See above.
  return (await encrypter.encrypt(plain as never)) as Stream
}

/** What comes after the header fails the stream itself where it was damaged. @throws EnvelopeError when it does not open */
export async function openStream<Stream>(sealed: Stream, identity: AgeIdentity): Promise<Stream> {
  const decrypter = new Decrypter()
  try {
    decrypter.addIdentity(identity)
    // See above.
    return (await decrypter.decrypt(sealed as never)) as Stream
  } catch (cause) {
    throw new EnvelopeError('The file does not open with this key', { cause })
  }
}

/** Of a file that is held whole. @throws EnvelopeError when a recipient is none */
export async function sealBytes(plain: Uint8Array, recipients: readonly AgeRecipient[]): Promise<Uint8Array> {
  const encrypter = new Encrypter()
  try {
    for (const recipient of recipients) encrypter.addRecipient(recipient)
    return await encrypter.encrypt(padBytes(plain))
  } catch (cause) {
    throw new EnvelopeError('Not an age recipient', { cause })
  }
}

/** @param bytes of the file itself, without what pads it @throws EnvelopeError when it does not open, or is shorter */
export async function openBytes(sealed: Uint8Array, identity: AgeIdentity, bytes: number): Promise<Uint8Array> {
  const decrypter = new Decrypter()
  try {
    decrypter.addIdentity(identity)
    const plain = await decrypter.decrypt(sealed)
    if (plain.length < bytes) throw new EnvelopeError('The file is shorter than it should be')
    return plain.subarray(0, bytes)
  } catch (cause) {
    if (cause instanceof EnvelopeError) throw cause
    throw new EnvelopeError('The file does not open with this key', { cause })
  }
}

/** R11.5: how many bytes follow a file of this length, so that the length of what is sealed says little. */
export function paddingOf(bytes: number): number {
  return padmeLength(bytes) - bytes
}

function padBytes(plain: Uint8Array): Uint8Array {
  const padded = new Uint8Array(padmeLength(plain.length))
  padded.set(plain)
  return padded
}
