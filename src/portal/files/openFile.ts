import { fileKindOf, HEAD_BYTES, MEDIA_TYPES, type FileKind } from '../../shared/domain/fileKinds.ts'
import type { LinkId } from '../../shared/domain/ids.ts'
import type { PartRef } from '../../shared/domain/recordIndex.ts'
import { ForeignAnswerError, OfflineError } from '../api.ts'
import { loadVault } from '../loadVault.ts'

/** The endpoint has it no more: the clinic took it back since. */
export class FileGoneError extends Error {
  override readonly name = 'FileGoneError'
}

type Wanted = { readonly kind: FileKind; readonly bytes: number; readonly part: PartRef }

/**
 * R8.2: fetched, held against the index's SHA-256, opened, and looked at once more: nothing but what the clinic said is handed to the
 * browser, and nothing that a browser runs.
 * @throws FileGoneError, OfflineError, ForeignAnswerError; EnvelopeError where it is not what the clinic sealed
 */
export async function openFile(clinicId: string, linkId: LinkId, { kind, bytes, part }: Wanted): Promise<Blob> {
  const vault = await loadVault()
  const response = await fetch(`/api/portal/blob/${clinicId}/${linkId}/${part.id}`, {
    credentials: 'same-origin',
    cache: 'no-store',
  }).catch((cause: unknown) => {
    throw new OfflineError('No answer', { cause })
  })
  if (response.status === 404) throw new FileGoneError('Not there any more')
  if (!response.ok) throw new ForeignAnswerError(`Not an answer: ${response.status}`)
  const sealed = new Uint8Array(
    await response.arrayBuffer().catch((cause: unknown) => {
      throw new OfflineError('The line was cut', { cause })
    }),
  )
  if (vault.sha256OfBytes(sealed) !== part.sha256) throw new vault.EnvelopeError('Not the file that the index names')
  const plain = await vault.openBytes(sealed, part.identity, bytes)
  if (fileKindOf(plain.subarray(0, HEAD_BYTES)) !== kind) throw new vault.EnvelopeError('Not what the index says')
  return new Blob([new Uint8Array(plain)], { type: MEDIA_TYPES[kind] })
}
