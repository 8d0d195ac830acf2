import { PartContent, type PartKind, type PartRef } from '../domain/recordIndex.ts'
import { EnvelopeError } from './envelopeError.ts'
import { sha256Of } from './parts.ts'
import { openJson, type Sealed } from './seal.ts'

export type ContentOf<Kind extends PartKind> = Extract<PartContent, { kind: Kind }>

/**
 * Opens what an index names. Whether it is the very file that the clinic sealed is told before anything is opened.
 * @throws EnvelopeError when it is another file, does not open, or holds something of another kind
 */
export async function openPart<Kind extends PartKind>(
  sealed: Sealed,
  ref: Pick<PartRef, 'identity' | 'sha256'>,
  kind: Kind,
): Promise<ContentOf<Kind>> {
  if (hashOf(sealed) !== ref.sha256) throw new EnvelopeError('Not the part that the index names')
  const content = await openJson(sealed, [ref.identity], PartContent)
  if (!isOf(content, kind)) throw new EnvelopeError('The part is of another kind')
  return content
}

/** Null for what is not base64. */
function hashOf(sealed: Sealed): string | null {
  try {
    return sha256Of(sealed)
  } catch {
    return null
  }
}

export function isOf<Kind extends PartKind>(content: PartContent, kind: Kind): content is ContentOf<Kind> {
  return content.kind === kind
}
