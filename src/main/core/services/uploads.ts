import { InboxFacts } from '../../../shared/domain/inboxFacts.ts'
import { DocumentId, PatientId, type InboxItemId, type PartId } from '../../../shared/domain/ids.ts'
import { Instant } from '../../../shared/domain/time.ts'
import type { Acting, Tx } from '../context.ts'
import { deleteUnshared, findDocumentOfFile } from '../db/documents.ts'
import { findFile } from '../db/files.ts'
import { findInboxItem, settleInboxItem } from '../db/inboxItems.ts'
import { markRecordsDue } from '../wire/out/recordsPut.ts'
import { appendAudit } from './audit.ts'
import { insertFiled } from './documents.ts'
import { failure } from './serviceError.ts'

/** R8.3: how far a file is that a patient sent. @throws ServiceError NOT_FOUND */
export async function readUploadState(acting: Acting, fileId: PartId) {
  const file = await findFile(acting.db, fileId)
  if (!file || file.link_id === null) throw failure('NOT_FOUND')
  const { name, kind, bytes, state, refused_because: because } = file
  const document = await findDocumentOfFile(acting.db, fileId)
  return { name, kind, bytes, state, because, documentId: document && DocumentId.parse(document.id) }
}

/**
 * R8.3: filed under this name into the documents of the patient, and the line of the Inbox is settled. Filing twice is filing once.
 * @throws ServiceError NOT_FOUND, also where the file is not here whole
 */
export async function fileUpload(
  acting: Acting,
  { itemId, id, title }: { readonly itemId: InboxItemId; readonly id: DocumentId; readonly title: string },
): Promise<{ documentId: DocumentId; doneAt: Instant }> {
  const filed = await acting.db.transaction().execute(async (tx) => {
    const item = await findInboxItem(tx, itemId)
    const facts = item && InboxFacts.parse(JSON.parse(item.facts_json))
    if (!item || facts?.kind !== 'upload') throw failure('NOT_FOUND')
    const file = await findFile(tx, facts.fileId)
    if (file?.state !== 'here') throw failure('NOT_FOUND')
    const known = await findDocumentOfFile(tx, facts.fileId)
    const doneAt = item.done_at === null ? acting.clock.now() : Instant.parse(item.done_at)
    if (known) return { documentId: DocumentId.parse(known.id), doneAt }
    const patientId = PatientId.parse(file.patient_id)
    await insertFiled(tx, acting, { id, fileId: facts.fileId, patientId, title })
    if (item.done_at === null) await settleInboxItem(tx, itemId, doneAt, acting.actor.staff.id)
    await appendAudit(tx, acting, { action: 'file.filed', name: file.name, title }, patientId)
    await markRecordsDue(tx, acting, patientId)
    return { documentId: id, doneAt }
  })
  acting.changes.publish('inbox', 'documents')
  acting.wakeSync()
  return filed
}

/** R10.4: what was filed is to be filed again. @returns whether it was; false where somebody was shown it since */
export async function unfileUpload(tx: Tx, acting: Acting, fileId: PartId): Promise<boolean> {
  const document = await findDocumentOfFile(tx, fileId)
  if (!document || !(await deleteUnshared(tx, DocumentId.parse(document.id)))) return false
  await markRecordsDue(tx, acting, PatientId.parse(document.patient_id))
  return true
}
