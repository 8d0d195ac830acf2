import type { LinkId } from '../shared/domain/ids.ts'
import type { PartContent, PartKind, PartRef } from '../shared/domain/recordIndex.ts'
import type { ContentOf } from '../shared/envelope/openPart.ts'
import { loadVault } from './loadVault.ts'
import type { Portal } from './portal.ts'

/** Rejects with an EnvelopeError for anything but the part that the index names, and when there is no answer. */
export type OpenPart = <Kind extends PartKind>(linkId: LinkId, ref: PartRef, kind: Kind) => Promise<ContentOf<Kind>>

/**
 * Fetches a part when it is needed, checks and opens it. A part never changes: what was opened is kept in memory, for as
 * long as whoever made this keeps it.
 */
export function makePartOpener({ client, clinicId }: Pick<Portal, 'client' | 'clinicId'>): OpenPart {
  const opened = new Map<string, PartContent>()

  return async (linkId, ref, kind) => {
    const vault = await loadVault()
    const key = `${ref.id} ${ref.sha256}`
    const known = opened.get(key)
    if (known && vault.isOf(known, kind)) return known
    const { sealed } = await client.records.part({ clinicId, linkId, partId: ref.id })
    const content = await vault.openPart(sealed, ref, kind)
    opened.set(key, content)
    return content
  }
}
