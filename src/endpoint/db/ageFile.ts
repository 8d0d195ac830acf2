import type { Sealed } from '../../shared/envelope/seal.ts'

/** What a caller sent in place of an age file: refused, so that nothing readable is ever stored (R11.1). */
export class NotAnAgeFileError extends Error {
  override readonly name = 'NotAnAgeFileError'
}

/**
 * R11.6: more than a call stores. An envelope beyond it was written by something else, and is not read at all: held in memory
 * and said again in base64 it would end the process for everybody.
 */
export const SEALED_BYTES = 6 * 1024 * 1024

const HEADER = Buffer.from('age-encryption.org/v1\n')

/** An envelope rests decoded, so that a stored one is what `age -d` opens. @throws NotAnAgeFileError */
export function toStored(sealed: Sealed): Buffer {
  const bytes = Buffer.from(sealed, 'base64')
  if (!isAgeFile(bytes)) throw new NotAnAgeFileError('Not an age file')
  return bytes
}

/** Whether it begins as one. */
export function isAgeFile(bytes: Buffer): boolean {
  return bytes.subarray(0, HEADER.length).equals(HEADER)
}

export function fromStored(bytes: Buffer): Sealed {
  return bytes.toString('base64')
}
