import type { Insertable, Selectable } from 'kysely'
import { DocumentId, LinkId, PartId, type PatientId } from '../../../shared/domain/ids.ts'
import { Instant } from '../../../shared/domain/time.ts'
import type { ChartUpload, DocumentInChart } from '../../../shared/domain/visibility.ts'
import type { Db, Tx } from '../context.ts'
import type { DocumentShareTable, DocumentTable } from './documentTables.ts'

export type DocumentRow = Selectable<DocumentTable>

export async function insertDocument(tx: Tx, row: Insertable<DocumentTable>): Promise<void> {
  await tx.insertInto('document').values(row).execute()
}

/** With what it is, who added it and changed it last. */
function selectDocuments(db: Db) {
  return db
    .selectFrom('document')
    .innerJoin('file', 'file.id', 'document.file_id')
    .innerJoin('staff as adder', 'adder.id', 'document.added_by')
    .leftJoin('staff as changer', 'changer.id', 'document.changed_by')
    .leftJoin('link', 'link.id', 'file.link_id')
    .leftJoin('login', 'login.id', 'link.login_id')
    .selectAll('document')
    .select(['file.kind', 'file.bytes', 'file.is_at_endpoint', 'login.email as sent_by_email'])
    .select(['adder.called_name as added_by_name', 'changer.name as changed_by_name'])
}

/** Newest first. */
export function listDocuments(db: Db, patientId: PatientId) {
  return selectDocuments(db)
    .where('document.patient_id', '=', patientId)
    .orderBy('document.added_at', 'desc')
    .orderBy('document.id', 'desc')
    .execute()
}

export async function findDocument(db: Db, id: DocumentId) {
  return (await selectDocuments(db).where('document.id', '=', id).executeTakeFirst()) ?? null
}

/** The version rises (R10.7). */
export async function changeDocument(
  tx: Tx,
  id: DocumentId,
  changes: {
    readonly title?: string
    readonly recalled_at?: Instant | null
    readonly by: string
    readonly at: Instant
  },
): Promise<void> {
  const { by, at, ...rest } = changes
  await tx
    .updateTable('document')
    .set((row) => ({ ...rest, version: row('version', '+', 1), changed_by: by, changed_at: at }))
    .where('id', '=', id)
    .execute()
}

export async function insertShare(tx: Tx, row: Insertable<DocumentShareTable>): Promise<void> {
  await tx.insertInto('document_share').values(row).execute()
}

export async function endShare(tx: Tx, id: string, endedAt: Instant): Promise<void> {
  await tx.updateTable('document_share').set({ ended_at: endedAt }).where('id', '=', id).execute()
}

/** Of all of a patient's documents, newest first. */
export function listShares(db: Db, patientId: PatientId) {
  return db
    .selectFrom('document_share')
    .innerJoin('document', 'document.id', 'document_share.document_id')
    .selectAll('document_share')
    .where('document.patient_id', '=', patientId)
    .orderBy('document_share.shared_at', 'desc')
    .orderBy('document_share.id', 'desc')
    .execute()
}

/** Who opened which of a patient's documents, and when first. */
export function listOpenings(db: Db, patientId: PatientId) {
  return db
    .selectFrom('document_opening')
    .innerJoin('document', 'document.id', 'document_opening.document_id')
    .innerJoin('link', 'link.id', 'document_opening.link_id')
    .innerJoin('login', 'login.id', 'link.login_id')
    .selectAll('document_opening')
    .select('login.email')
    .where('document.patient_id', '=', patientId)
    .orderBy('opened_at')
    .execute()
}

/** @returns whether it is the first time */
export async function insertOpening(
  tx: Tx,
  documentId: DocumentId,
  linkId: LinkId,
  openedAt: Instant,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('document_opening')
    .values({ document_id: documentId, link_id: linkId, opened_at: openedAt })
    .onConflict((conflict) => conflict.columns(['document_id', 'link_id']).doNothing())
    .executeTakeFirst()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** As `visibleItems` weighs them. */
export async function readChartDocuments(db: Db, patientId: PatientId): Promise<DocumentInChart[]> {
  const shares = await listShares(db, patientId)
  const rows = await listDocuments(db, patientId)
  return rows.map((row) => ({
    id: DocumentId.parse(row.id),
    fileId: PartId.parse(row.file_id),
    title: row.title,
    kind: row.kind,
    bytes: row.bytes,
    recalledAt: row.recalled_at === null ? null : Instant.parse(row.recalled_at),
    shares: shares
      .filter(({ document_id }) => document_id === row.id)
      .map(({ link_id, shared_at, ended_at }) => ({
        linkId: link_id === null ? null : LinkId.parse(link_id),
        sharedAt: Instant.parse(shared_at),
        endedAt: ended_at === null ? null : Instant.parse(ended_at),
      })),
  }))
}

/** What was sent through this patient's links, newest first. */
export async function readChartUploads(
  db: Db,
  patientId: PatientId,
): Promise<(ChartUpload & { readonly byLinkId: LinkId })[]> {
  const rows = await db
    .selectFrom('file')
    .leftJoin('document', 'document.file_id', 'file.id')
    .selectAll('file')
    .select('document.id as document_id')
    .where('file.patient_id', '=', patientId)
    .where('file.link_id', 'is not', null)
    .orderBy('file.received_at', 'desc')
    .orderBy('file.id', 'desc')
    .execute()
  return rows.map((row) => ({
    fileId: PartId.parse(row.id),
    name: row.name,
    kind: row.kind,
    bytes: row.bytes,
    sentAt: Instant.parse(row.received_at),
    state: row.state === 'refused' ? 'refused' : row.document_id === null ? 'received' : 'filed',
    byLinkId: LinkId.parse(row.link_id),
  }))
}

export async function findDocumentOfFile(db: Db, fileId: PartId): Promise<DocumentRow | null> {
  return (await db.selectFrom('document').selectAll().where('file_id', '=', fileId).executeTakeFirst()) ?? null
}

/** Its file stays. @returns whether nobody was ever shown it */
export async function deleteUnshared(tx: Tx, id: DocumentId): Promise<boolean> {
  const shares = tx.selectFrom('document_share').select('document_id')
  const { numDeletedRows } = await tx
    .deleteFrom('document')
    .where('id', '=', id)
    .where('id', 'not in', shares)
    .executeTakeFirst()
  return numDeletedRows > 0n
}
