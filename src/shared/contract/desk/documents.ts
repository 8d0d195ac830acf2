import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { FileKind, FileRefusal } from '../../domain/fileKinds.ts'
import { FILE_BYTES } from '../../domain/fileLimits.ts'
import { DocumentTitle } from '../../domain/fileNames.ts'
import { FileTrouble } from '../../domain/fileTrouble.ts'
import { DocumentId, InboxItemId, LinkId, PartId, PatientId } from '../../domain/ids.ts'
import { AccessLevel } from '../../domain/invitations.ts'
import { Instant } from '../../domain/time.ts'
import { changedMeanwhile, restricted, signedIn, Version } from './common.ts'

/** As many bytes come and go at a time, in base64. */
export const PIECE_BYTES = 384 * 1024
const Piece = z.string().max(Math.ceil((PIECE_BYTES * 4) / 3) + 4)
const Pieces = eventIterator(z.object({ piece: Piece }))

export const DeskDocument = z.object({
  id: DocumentId,
  fileId: PartId,
  title: z.string(),
  kind: FileKind,
  bytes: z.number().int(),
  addedAt: Instant,
  addedBy: z.string(),
  /** The login that sent it; null for what staff added. */
  sentBy: z.string().nullable(),
  /** R10.7. */
  version: Version,
  /** R8.2: with everybody who has full access, now and later. */
  isSharedWithAll: z.boolean(),
  /** Who sees it now, and when each of them opened it first. */
  seenBy: z.array(z.object({ linkId: LinkId, email: z.string(), sharedAt: Instant, openedAt: Instant.nullable() })),
  /** Who opened it and does not see it any more. */
  openedBefore: z.array(z.object({ email: z.string(), openedAt: Instant })),
  recalledAt: Instant.nullable(),
  /** Its bytes are on their way to where patients find it. */
  isOnItsWay: z.boolean(),
})
export type DeskDocument = z.infer<typeof DeskDocument>

/** Whom a document can be shared with: the patient's holders. Of limited access none is shown anything from the clinic (R3.2). */
export const DocumentHolder = z.object({ linkId: LinkId, email: z.string(), level: AccessLevel })
export type DocumentHolder = z.infer<typeof DocumentHolder>

/** With whom: everybody who has full access, now and later; or these, nobody among them. */
export const ShareWith = z.union([z.literal('all'), z.array(LinkId).max(1_000)])
export type ShareWith = z.infer<typeof ShareWith>

const notFull = { NOT_FULL: {} }
const refused = { FILE_REFUSED: { data: z.object({ because: FileRefusal }) } }

/** R8.2: documents of a patient, shared one by one and never by default. */
export const documents = {
  list: restricted
    .input(z.object({ patientId: PatientId }))
    .output(z.object({ documents: z.array(DeskDocument), holders: z.array(DocumentHolder) })),
  /** A file comes in pieces, sealed as it comes. Begun again, it begins anew. */
  beginAdd: restricted
    .errors(refused)
    .input(z.object({ patientId: PatientId, fileId: PartId, bytes: z.number().int().min(0) }))
    .output(z.object({})),
  addPiece: restricted
    .errors({ ...refused, ADDING_OVER: {} })
    .input(z.object({ fileId: PartId, from: z.number().int().min(0).max(FILE_BYTES), piece: Piece }))
    .output(z.object({})),
  giveUpAdd: restricted.input(z.object({ fileId: PartId })).output(z.object({})),
  /** All of it is here: it is a document of the patient, that nobody else sees yet. */
  add: restricted
    .errors({ ADDING_OVER: {} })
    .input(z.object({ patientId: PatientId, fileId: PartId, id: DocumentId, title: DocumentTitle }))
    .output(DeskDocument),
  rename: restricted
    .errors(changedMeanwhile(DeskDocument))
    .input(z.object({ id: DocumentId, seenVersion: Version, title: DocumentTitle }))
    .output(DeskDocument),
  share: restricted
    .errors({ ...notFull, ...changedMeanwhile(DeskDocument) })
    .input(z.object({ id: DocumentId, seenVersion: Version, with: ShareWith }))
    .output(DeskDocument),
  /** R8.2: whoever had it is told that the clinic took it back; bytes and key leave the endpoint. Twice is once. */
  recall: restricted.input(z.object({ id: DocumentId })).output(DeskDocument),
  read: restricted.input(z.object({ id: DocumentId })).output(Pieces),
}

/** R8.3: what patients sent. */
export const uploads = {
  /** How far it is; `documentId`: as what it was filed. */
  get: signedIn.input(z.object({ fileId: PartId })).output(
    z.object({
      name: z.string(),
      kind: FileKind,
      bytes: z.number().int(),
      state: z.enum(['arriving', 'here', 'refused']),
      because: FileTrouble.nullable(),
      documentId: DocumentId.nullable(),
    }),
  ),
  read: signedIn.input(z.object({ fileId: PartId })).output(Pieces),
  /** Files it under this name into the patient's documents, and settles the line of the Inbox. Twice is once. */
  file: signedIn
    .input(z.object({ itemId: InboxItemId, id: DocumentId, title: DocumentTitle }))
    .output(z.object({ documentId: DocumentId, doneAt: Instant })),
}
