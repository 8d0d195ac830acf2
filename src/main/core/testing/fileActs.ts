import { createHash } from 'node:crypto'
import { PIECE_BYTES } from '../../../shared/contract/desk/documents.ts'
import type { FileKind } from '../../../shared/domain/fileKinds.ts'
import { DocumentId, EventId, PartId, type LinkId, type PatientId } from '../../../shared/domain/ids.ts'
import { RecordIndex } from '../../../shared/domain/recordIndex.ts'
import type { SealedFile, SealedOpening } from '../../../shared/domain/sealedLetters.ts'
import { makeIdentity, openJson, sealJson, type AgeIdentity } from '../../../shared/envelope/seal.ts'
import { sealBytes } from '../../../shared/envelope/streams.ts'
import { readClinic } from '../db/clinic.ts'
import { transferFiles } from '../sync/transfers.ts'
import type { TestClinic } from './openClinic.ts'
import type { PairedStory } from './openWithEndpoint.ts'
import { FORGED, receive, writtenBy } from './patientActs.ts'

/** A file of a kind, as long as it should be; what follows its head is whatever. */
export function fileOfKind(kind: FileKind, bytes = 5_000): Buffer {
  const heads = {
    pdf: Buffer.from('%PDF-1.7\n'),
    jpeg: Buffer.from([0xff, 0xd8, 0xff, 0xe0]),
    png: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]),
    heic: Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1'),
  }
  return Buffer.concat([heads[kind], Buffer.alloc(Math.max(0, bytes - heads[kind].length), 7)])
}

/** Staff add a document, as a page does: in pieces. */
export async function addDocument(clinic: TestClinic, patientId: PatientId, file: Buffer, title = 'Letter') {
  const fileId = PartId.parse(clinic.ids())
  await clinic.client.documents.beginAdd({ patientId, fileId, bytes: file.length })
  for (let from = 0; from < file.length; from += PIECE_BYTES) {
    const piece = file.subarray(from, from + PIECE_BYTES).toString('base64')
    await clinic.client.documents.addPiece({ fileId, from, piece })
  }
  return clinic.client.documents.add({ patientId, fileId, id: DocumentId.parse(clinic.ids()), title })
}

export async function collect(pieces: AsyncIterable<{ readonly piece: string }>): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const { piece } of pieces) parts.push(Buffer.from(piece, 'base64'))
  return Buffer.concat(parts)
}

/** A round, what goes beside it, and the round that this leads to. */
export async function roundWithFiles(story: PairedStory): Promise<void> {
  await story.round()
  await transferFiles(story.clinic.context, await story.connection(), story.closing.signal)
  await story.round()
}

/** What the holder of a link sees, as their page opens it. */
export async function seenThrough({ endpoint }: PairedStory, linkId: LinkId, identity: AgeIdentity) {
  const put = endpoint.takenOf('index.put').findLast(({ owner }) => owner.id === linkId)
  if (!put) throw new Error('No index was put')
  return { ...(await openJson(put.sealed, [identity], RecordIndex)), parts: put.parts }
}

/** A patient sends a file: its bytes are at the endpoint, and the desk hears of it. @param changes of what is said of it */
export async function sendFile(
  { clinic, endpoint }: PairedStory,
  linkId: LinkId,
  file: Buffer,
  changes: Partial<SealedFile> & { readonly isForged?: true; readonly isCut?: true } = {},
) {
  const blobId = PartId.parse(clinic.ids())
  const { identity, recipient } = await makeIdentity()
  const sealedFile = Buffer.from(await sealBytes(file, [recipient]))
  const body = changes.isCut ? sealedFile.subarray(0, -1) : sealedFile
  endpoint.blobs.kept.set(blobId, { bytes: body.length, body })
  const sha256 = createHash('sha256').update(sealedFile).digest('hex')
  const letter: SealedFile = {
    ...{ format: 1, blobId, name: 'rash.jpg', kind: 'jpeg', bytes: file.length, identity, sha256, note: '' },
    ...changes,
  }
  const { recipient: ofClinic } = await readClinic(clinic.context.db)
  const sealed = await sealJson(letter, [ofClinic])
  const claim = { linkId, kind: 'file.sent', id: blobId } as const
  const mac = changes.isForged ? FORGED : await writtenBy(clinic, claim, sealed)
  // Behind what was received without a round.
  const { newest } = await clinic.context.db
    .selectFrom('inbox_item')
    .select((eb) => eb.fn.max('event_seq').as('newest'))
    .executeTakeFirstOrThrow()
  const seq = Math.max(newest ?? 0, endpoint.eventsTold().at(-1)?.seq ?? 0) + 1
  endpoint.tell({ kind: 'file.sent', linkId, blobId, bytes: body.length, sealed, mac }, seq)
  return { fileId: blobId, identity }
}

/** The page of whoever holds the link says that the document was opened. */
export async function openedBy(clinic: TestClinic, linkId: LinkId, documentId: DocumentId, isForged = false) {
  const openingId = EventId.parse(clinic.ids())
  const { recipient } = await readClinic(clinic.context.db)
  const opening: SealedOpening = { format: 1, documentId }
  const sealed = await sealJson(opening, [recipient])
  const claim = { linkId, kind: 'document.opened', id: openingId } as const
  const mac = isForged ? FORGED : await writtenBy(clinic, claim, sealed)
  return receive(clinic, { kind: 'document.opened', linkId, openingId, sealed, mac })
}
