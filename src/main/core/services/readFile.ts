import { PIECE_BYTES } from '../../../shared/contract/desk/documents.ts'
import type { AuditFacts } from '../../../shared/domain/auditFacts.ts'
import { PartId, PatientId, type DocumentId } from '../../../shared/domain/ids.ts'
import type { Acting } from '../context.ts'
import { findDocument } from '../db/documents.ts'
import { findFile, type FileRow } from '../db/files.ts'
import { auditStay } from './audit.ts'
import { failure } from './serviceError.ts'

type Pieces = AsyncGenerator<{ piece: string }>

/** R8.2, R8.6: a document's bytes, a piece at a time. @throws ServiceError NOT_FOUND, also where the file is not here whole */
export async function readDocument(acting: Acting, id: DocumentId): Promise<Pieces> {
  const document = await findDocument(acting.db, id)
  if (!document) throw failure('NOT_FOUND')
  return read(acting, document.file_id, { action: 'document.read', title: document.title })
}

/** R8.3: the same of what a patient sent. @throws ServiceError NOT_FOUND */
export async function readUpload(acting: Acting, fileId: PartId): Promise<Pieces> {
  const file = await findFile(acting.db, fileId)
  if (!file || file.link_id === null) throw failure('NOT_FOUND')
  return read(acting, file.id, { action: 'file.read', name: file.name })
}

async function read(acting: Acting, fileId: string, facts: AuditFacts): Promise<Pieces> {
  const id = PartId.parse(fileId)
  const row = await findFile(acting.db, id)
  if (row?.state !== 'here' || (await acting.files.sizeOf(id)) === null) throw failure('NOT_FOUND')
  const patientId = PatientId.parse(row.patient_id)
  await acting.db.transaction().execute((tx) => auditStay(tx, acting, facts, patientId, row.id))
  return pieces(acting, id, row)
}

async function* pieces({ files }: Acting, id: PartId, row: FileRow): Pieces {
  let waiting: Uint8Array[] = []
  let length = 0
  for await (const part of files.openPlain(id, row.identity, row.bytes)) {
    waiting.push(part)
    length += part.length
    if (length < PIECE_BYTES - 65_536) continue
    yield { piece: Buffer.concat(waiting).toString('base64') }
    waiting = []
    length = 0
  }
  if (length > 0) yield { piece: Buffer.concat(waiting).toString('base64') }
}
