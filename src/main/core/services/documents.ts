import type { DeskDocument, DocumentHolder, ShareWith } from '../../../shared/contract/desk/documents.ts'
import { fileProblem, HEAD_BYTES } from '../../../shared/domain/fileKinds.ts'
import { DocumentId, LinkId, PartId, PatientId } from '../../../shared/domain/ids.ts'
import { Instant } from '../../../shared/domain/time.ts'
import type { Acting, Db, Tx } from '../context.ts'
import {
  changeDocument,
  endShare,
  findDocument,
  insertDocument,
  insertShare,
  listDocuments,
  listOpenings,
  listShares,
} from '../db/documents.ts'
import { insertFile } from '../db/files.ts'
import { listLiveLinks } from '../db/links.ts'
import { findPatient } from '../db/patients.ts'
import { markRecordsDue } from '../wire/out/recordsPut.ts'
import { appendAudit, auditStay } from './audit.ts'
import { failure, type ServiceError } from './serviceError.ts'

/** @throws ServiceError NOT_FOUND */
export function readDocuments(
  acting: Acting,
  patientId: PatientId,
): Promise<{ documents: DeskDocument[]; holders: DocumentHolder[] }> {
  return acting.db.transaction().execute(async (tx) => {
    if (!(await findPatient(tx, patientId))) throw failure('NOT_FOUND')
    await auditStay(tx, acting, { action: 'documents.read' }, patientId)
    return { documents: await documentsOf(tx, patientId), holders: await holdersOf(tx, patientId) }
  })
}

/** A head that every kind has: whether the length is one that can be. */
const ANY_PDF = new TextEncoder().encode('%PDF-'.padEnd(HEAD_BYTES))

/** @throws ServiceError NOT_FOUND, FILE_REFUSED */
export async function beginAdd(
  acting: Acting,
  { patientId, fileId, bytes }: { readonly patientId: PatientId; readonly fileId: PartId; readonly bytes: number },
): Promise<void> {
  if (!(await findPatient(acting.db, patientId))) throw failure('NOT_FOUND')
  const because = fileProblem(bytes, ANY_PDF)
  if (because) throw failure('FILE_REFUSED', { because })
  await acting.addings.begin(fileId, bytes)
}

/** R8.3: what it is its content says. @throws ServiceError FILE_REFUSED, ADDING_OVER */
export async function addPiece(
  acting: Acting,
  { fileId, from, piece }: { readonly fileId: PartId; readonly from: number; readonly piece: string },
): Promise<void> {
  const outcome = await acting.addings.put(fileId, from, Buffer.from(piece, 'base64'))
  if (outcome === 'otherKind') throw failure('FILE_REFUSED', { because: 'otherKind' })
  if (outcome === 'over') throw failure('ADDING_OVER')
}

/** R8.2: shared with nobody yet. The same document again changes nothing. @throws ServiceError NOT_FOUND, ADDING_OVER */
export async function addDocument(
  acting: Acting,
  {
    patientId,
    fileId,
    id,
    title,
  }: { readonly patientId: PatientId; readonly fileId: PartId; readonly id: DocumentId; readonly title: string },
): Promise<DeskDocument> {
  const known = await findDocument(acting.db, id)
  if (known) return documentOf(acting.db, id)
  if (!(await findPatient(acting.db, patientId))) throw failure('NOT_FOUND')
  const sealed = await acting.addings.end(fileId)
  if (!sealed) throw failure('ADDING_OVER')
  const now = acting.clock.now()
  const added = await acting.db.transaction().execute(async (tx) => {
    const { kind, bytes, identity, sha256 } = sealed
    await insertFile(tx, {
      ...{ id: fileId, patient_id: patientId, link_id: null, name: title, note: '', kind, bytes, identity, sha256 },
      ...{ state: 'here', refused_because: null, is_at_endpoint: 0, received_at: now },
    })
    await insertFiled(tx, acting, { id, fileId, patientId, title })
    await appendAudit(tx, acting, { action: 'document.added', title }, patientId)
    return documentOf(tx, id)
  })
  acting.changes.publish('documents')
  return added
}

/** A document of a file that is here. */
export async function insertFiled(
  tx: Tx,
  acting: Acting,
  document: { readonly id: DocumentId; readonly fileId: PartId; readonly patientId: PatientId; readonly title: string },
): Promise<void> {
  const by = acting.actor.staff.id
  const now = acting.clock.now()
  await insertDocument(tx, {
    ...{ id: document.id, patient_id: document.patientId, file_id: document.fileId, title: document.title },
    ...{ added_at: now, added_by: by, recalled_at: null, changed_at: now, changed_by: by },
  })
}

/** @throws ServiceError NOT_FOUND, CHANGED_MEANWHILE */
export function renameDocument(
  acting: Acting,
  { id, seenVersion, title }: { readonly id: DocumentId; readonly seenVersion: number; readonly title: string },
): Promise<DeskDocument> {
  return changing(acting, id, async (tx, before, patientId) => {
    if (before.title === title) return
    if (before.version !== seenVersion) throw await changedMeanwhile(tx, id)
    await changeDocument(tx, id, { title, by: acting.actor.staff.id, at: acting.clock.now() })
    await appendAudit(tx, acting, { action: 'document.renamed', title: before.title, to: title }, patientId)
  })
}

/**
 * R8.2: shared with everybody who has full access, with some of them, or with nobody any more. Of limited access nobody is shown
 * anything from the clinic (R3.2).
 * @throws ServiceError NOT_FOUND, NOT_FULL, CHANGED_MEANWHILE
 */
export function shareDocument(
  acting: Acting,
  {
    id,
    seenVersion,
    with: wanted,
  }: { readonly id: DocumentId; readonly seenVersion: number; readonly with: ShareWith },
): Promise<DeskDocument> {
  return changing(acting, id, async (tx, before, patientId) => {
    if (before.version !== seenVersion) throw await changedMeanwhile(tx, id)
    const holders = await holdersOf(tx, patientId)
    const emails = wanted === 'all' ? null : wanted.map((linkId) => emailOfFull(holders, linkId))
    const now = acting.clock.now()
    const by = acting.actor.staff.id
    const targets: readonly (LinkId | null)[] = wanted === 'all' ? [null] : wanted
    const standing = (await listShares(tx, patientId)).filter((row) => row.document_id === id && row.ended_at === null)
    for (const row of standing) {
      if (!targets.some((target) => target === row.link_id)) await endShare(tx, row.id, now)
    }
    for (const target of targets) {
      if (standing.some((row) => row.link_id === target)) continue
      const share = { id: acting.ids(), document_id: id, link_id: target, shared_at: now, shared_by: by }
      await insertShare(tx, { ...share, ended_at: null })
    }
    const isShared = targets.length > 0
    const recalled_at = before.recalled_at === null || isShared ? null : Instant.parse(before.recalled_at)
    await changeDocument(tx, id, { recalled_at, by, at: now })
    const { title } = before
    const facts = isShared ? ({ action: 'document.shared', title, emails } as const) : unshared(title)
    await appendAudit(tx, acting, facts, patientId)
    await markRecordsDue(tx, acting, patientId)
  })
}

function unshared(title: string) {
  return { action: 'document.unshared', title } as const
}

function emailOfFull(holders: readonly DocumentHolder[], linkId: LinkId): string {
  const holder = holders.find((each) => each.linkId === linkId)
  if (!holder) throw failure('NOT_FOUND')
  if (holder.level !== 'full') throw failure('NOT_FULL')
  return holder.email
}

/** R8.2. @throws ServiceError NOT_FOUND */
export function recallDocument(acting: Acting, id: DocumentId): Promise<DeskDocument> {
  return changing(acting, id, async (tx, before, patientId) => {
    const standing = (await listShares(tx, patientId)).filter((row) => row.document_id === id && row.ended_at === null)
    if (standing.length === 0) return
    const now = acting.clock.now()
    const by = acting.actor.staff.id
    const full = (await holdersOf(tx, patientId)).filter(({ level }) => level === 'full')
    for (const row of standing) {
      await endShare(tx, row.id, now)
      if (row.link_id !== null) continue
      // Whoever had it is told that it was taken back, and nobody who comes later.
      for (const { linkId } of full) {
        const share = { id: acting.ids(), document_id: id, link_id: linkId, shared_by: by }
        await insertShare(tx, { ...share, shared_at: row.shared_at, ended_at: now })
      }
    }
    await changeDocument(tx, id, { recalled_at: now, by, at: now })
    await appendAudit(tx, acting, { action: 'document.recalled', title: before.title }, patientId)
    await markRecordsDue(tx, acting, patientId)
  })
}

type Before = NonNullable<Awaited<ReturnType<typeof findDocument>>>

async function changing(
  acting: Acting,
  id: DocumentId,
  work: (tx: Tx, before: Before, patientId: PatientId) => Promise<void>,
): Promise<DeskDocument> {
  const changed = await acting.db.transaction().execute(async (tx) => {
    const before = await findDocument(tx, id)
    if (!before) throw failure('NOT_FOUND')
    await work(tx, before, PatientId.parse(before.patient_id))
    return documentOf(tx, id)
  })
  acting.changes.publish('documents')
  acting.wakeSync()
  return changed
}

async function changedMeanwhile(tx: Tx, id: DocumentId): Promise<ServiceError> {
  const row = await findDocument(tx, id)
  const current = await documentOf(tx, id)
  return failure('CHANGED_MEANWHILE', {
    by: row?.changed_by_name ?? null,
    at: Instant.parse(row?.changed_at),
    current,
  })
}

/** @throws ServiceError NOT_FOUND */
export async function documentOf(db: Db, id: DocumentId): Promise<DeskDocument> {
  const row = await findDocument(db, id)
  const found = row && (await documentsOf(db, PatientId.parse(row.patient_id))).find((each) => each.id === id)
  if (!found) throw failure('NOT_FOUND')
  return found
}

async function holdersOf(db: Db, patientId: PatientId): Promise<DocumentHolder[]> {
  const links = await listLiveLinks(db, patientId)
  return links.map(({ id, email, level }) => ({ linkId: LinkId.parse(id), email, level }))
}

async function documentsOf(db: Db, patientId: PatientId): Promise<DeskDocument[]> {
  const shares = await listShares(db, patientId)
  const openings = await listOpenings(db, patientId)
  const full = (await holdersOf(db, patientId)).filter(({ level }) => level === 'full')
  const rows = await listDocuments(db, patientId)
  return rows.map((row) => {
    const standing = shares.filter((share) => share.document_id === row.id && share.ended_at === null)
    const opened = openings.filter((opening) => opening.document_id === row.id)
    const seenBy = full.flatMap(({ linkId, email }) => {
      const share = standing.find(({ link_id }) => link_id === null || link_id === linkId)
      const openedAt = opened.find(({ link_id }) => link_id === linkId)?.opened_at
      if (!share) return []
      const sharedAt = Instant.parse(share.shared_at)
      return [{ linkId, email, sharedAt, openedAt: openedAt === undefined ? null : Instant.parse(openedAt) }]
    })
    return {
      id: DocumentId.parse(row.id),
      fileId: PartId.parse(row.file_id),
      title: row.title,
      kind: row.kind,
      bytes: row.bytes,
      addedAt: Instant.parse(row.added_at),
      addedBy: row.added_by_name,
      sentBy: row.sent_by_email,
      version: row.version,
      isSharedWithAll: standing.some(({ link_id }) => link_id === null),
      seenBy,
      openedBefore: opened
        .filter(({ link_id }) => !seenBy.some(({ linkId }) => linkId === link_id))
        .map(({ email, opened_at }) => ({ email, openedAt: Instant.parse(opened_at) })),
      recalledAt: row.recalled_at === null ? null : Instant.parse(row.recalled_at),
      isOnItsWay: seenBy.length > 0 && row.is_at_endpoint === 0,
    }
  })
}
