import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { ClinicId, LinkId, LoginId, PartId } from '../../shared/domain/ids.ts'
import type { Instant } from '../../shared/domain/time.ts'
import { isAgeFile, NotAnAgeFileError } from './ageFile.ts'
import { requireRoomForBlob } from './quotas.ts'
import { deleteUnnamed } from './records.ts'
import { isIndexOfLink } from './seenRecords.ts'
import type { Db, Tx } from './tables.ts'

/*
 * Bytes by reference: a part that comes and goes as a stream, kept in pieces in the database itself, so that neither side ever
 * holds more than one of them (R11.6). `link_id` says through which link a patient sends it, while it waits for the desk.
 */

/** What one piece is at most: small enough to be written between two requests. */
export const CHUNK_BYTES = 256 * 1024

/** A blob as whoever brings it describes it. */
export type NewBlob = {
  readonly id: PartId
  /** Of the age file, as its SHA-256 in hexadecimal. */
  readonly bytes: number
  readonly sha256: string
  /** Null: the desk puts it. */
  readonly linkId: LinkId | null
}
export type StoredBlob = { readonly state: BlobState; readonly bytes: number; readonly stored: number }
type BlobState = 'arriving' | 'whole' | 'sent'

/**
 * How much of it is here: the rest may follow. It is made where it is not here, and begun anew where it is another file.
 * Null where somebody else's stands under that number.
 * @throws QuotaReachedError
 */
export async function beginBlob(
  tx: Tx,
  clinicId: ClinicId,
  { id, bytes, sha256, linkId }: NewBlob,
  now: Instant,
): Promise<number | null> {
  const part = await tx
    .selectFrom('part')
    .leftJoin('blob', (join) => join.onRef('blob.clinic_id', '=', 'part.clinic_id').onRef('blob.id', '=', 'part.id'))
    .select(['blob.link_id', 'blob.state', 'blob.bytes', 'blob.sha256', 'blob.stored'])
    .where('part.clinic_id', '=', clinicId)
    .where('part.id', '=', id)
    .executeTakeFirst()
  if (part && (part.state === null || part.link_id !== linkId)) return null
  const isSame = part?.sha256 === sha256 && part.bytes === bytes
  if (part && !isSame && part.state !== 'arriving') return null
  if (part && !isSame) await deletePart(tx, clinicId, id)
  if (isSame) await keepADayMore(tx, clinicId, id, now)
  else {
    await requireRoomForBlob(tx, clinicId, linkId, bytes)
    await tx.insertInto('part').values({ clinic_id: clinicId, id, body_sealed: null, loose_at: now }).execute()
    const row = { clinic_id: clinicId, id, state: 'arriving', bytes, stored: 0, sha256, link_id: linkId }
    await tx.insertInto('blob').values(row).execute()
  }
  return isSame ? (part.stored ?? 0) : 0
}

/** What stands under that number, of this link or of the desk itself. */
export async function findBlob(
  db: Db,
  clinicId: ClinicId,
  id: PartId,
  linkId: LinkId | null,
): Promise<StoredBlob | null> {
  const row = await db
    .selectFrom('blob')
    .select(['state', 'bytes', 'stored'])
    .where('clinic_id', '=', clinicId)
    .where('id', '=', id)
    .where('link_id', linkId === null ? 'is' : '=', linkId)
    .executeTakeFirst()
  // Nothing but this file writes it.
  return row ? { ...row, state: row.state as BlobState } : null
}

/** Whose login sends it: null where no link of theirs does. */
export async function findSender(db: Db, clinicId: ClinicId, loginId: LoginId, id: PartId): Promise<LinkId | null> {
  const row = await db
    .selectFrom('blob')
    .innerJoin('link', (join) =>
      join.onRef('link.clinic_id', '=', 'blob.clinic_id').onRef('link.id', '=', 'blob.link_id'),
    )
    .select('link.id')
    .where('blob.clinic_id', '=', clinicId)
    .where('blob.id', '=', id)
    .where('link.login_id', '=', loginId)
    .where('link.ended_at', 'is', null)
    .executeTakeFirst()
  // A link's id is what its own row holds, which was parsed when it was made.
  return row ? (row.id as LinkId) : null
}

/**
 * One piece more. False where it does not go on where the last one ended, be it that another request brings the same.
 * @throws NotAnAgeFileError where the first begins no age file
 */
export async function appendChunk(
  tx: Tx,
  clinicId: ClinicId,
  id: PartId,
  piece: { readonly from: number; readonly body: Buffer; readonly at: Instant },
): Promise<boolean> {
  const { from, body, at } = piece
  if (from === 0 && !isAgeFile(body)) throw new NotAnAgeFileError('Not an age file')
  const { numUpdatedRows } = await tx
    .updateTable('blob')
    .set({ stored: from + body.length })
    .where('clinic_id', '=', clinicId)
    .where('id', '=', id)
    .where('state', '=', 'arriving')
    .where('stored', '=', from)
    .where('bytes', '>=', from + body.length)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) return false
  await tx
    .insertInto('blob_chunk')
    .values({ clinic_id: clinicId, blob_id: id, from_byte: from, body_sealed: body })
    .execute()
  await keepADayMore(tx, clinicId, id, at)
  return true
}

/** Once all of it is here: it is what it was said to be, or it goes. */
export async function sealOff(db: Db, clinicId: ClinicId, id: PartId): Promise<boolean> {
  const hash = createHash('sha256')
  for await (const piece of readChunks(db, clinicId, id)) hash.update(piece)
  const ofBlob = { clinic_id: clinicId, id, sha256: hash.digest('hex') }
  const { numUpdatedRows } = await db
    .updateTable('blob')
    .set({ state: 'whole' })
    .where('clinic_id', '=', clinicId)
    .where('id', '=', id)
    .where('sha256', '=', ofBlob.sha256)
    .where('state', '=', 'arriving')
    .whereRef('stored', '=', 'bytes')
    .executeTakeFirst()
  if (numUpdatedRows > 0n) return true
  await deletePart(db, clinicId, id)
  return false
}

/** Its bytes in their order, one piece at a time. @param from where to begin */
export async function* readChunks(db: Db, clinicId: ClinicId, id: PartId, from = 0): AsyncGenerator<Buffer> {
  for (let at = from; ;) {
    const row = await db
      .selectFrom('blob_chunk')
      .select(['from_byte', 'body_sealed'])
      .where('clinic_id', '=', clinicId)
      .where('blob_id', '=', id)
      .where('from_byte', '<=', at)
      .where(sql<number>`from_byte + octet_length(body_sealed)`, '>', at)
      .where(sql<number>`octet_length(body_sealed)`, '<=', CHUNK_BYTES)
      .orderBy('from_byte', 'desc')
      .limit(1)
      .executeTakeFirst()
    if (!row) return
    const piece = row.body_sealed.subarray(at - row.from_byte)
    at += piece.length
    yield piece
  }
}

/** R8.3: the patient has sent it: it waits for the desk. False unless all of it is here. */
export async function sendBlob(tx: Tx, clinicId: ClinicId, linkId: LinkId, id: PartId): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('blob')
    .set({ state: 'sent' })
    .where('clinic_id', '=', clinicId)
    .where('id', '=', id)
    .where('link_id', '=', linkId)
    .where('state', 'in', ['whole', 'sent'])
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** The desk has it, or will not have it: what no index names goes at once. */
export async function endBlob(tx: Tx, clinicId: ClinicId, id: PartId): Promise<void> {
  await tx
    .updateTable('blob')
    .set({ state: 'whole', link_id: null })
    .where('clinic_id', '=', clinicId)
    .where('id', '=', id)
    .where('state', '=', 'sent')
    .execute()
  await deleteUnnamed(tx, clinicId, [{ part_id: id }])
}

/** How long it is; null unless this login's own link has not ended, and its index, of the link's level, names it. */
export async function findNamedBlob(
  db: Db,
  clinicId: ClinicId,
  by: { readonly loginId: LoginId; readonly linkId: LinkId; readonly id: PartId },
): Promise<{ readonly bytes: number } | null> {
  const row = await db
    .selectFrom('link')
    .innerJoin('record_index', isIndexOfLink)
    .innerJoin('record_index_part as named', (join) =>
      join
        .onRef('named.clinic_id', '=', 'record_index.clinic_id')
        .onRef('named.owner_kind', '=', 'record_index.owner_kind')
        .onRef('named.owner_id', '=', 'record_index.owner_id'),
    )
    .innerJoin('blob', (join) =>
      join.onRef('blob.clinic_id', '=', 'named.clinic_id').onRef('blob.id', '=', 'named.part_id'),
    )
    .select('blob.bytes')
    .where('link.clinic_id', '=', clinicId)
    .where('link.login_id', '=', by.loginId)
    .where('link.id', '=', by.linkId)
    .where('link.ended_at', 'is', null)
    .where('blob.id', '=', by.id)
    .where('blob.state', '!=', 'arriving')
    .executeTakeFirst()
  return row ?? null
}

async function keepADayMore(tx: Tx, clinicId: ClinicId, id: PartId, now: Instant): Promise<void> {
  await tx.updateTable('part').set({ loose_at: now }).where('clinic_id', '=', clinicId).where('id', '=', id).execute()
}

/** Its bytes go with it. */
async function deletePart(db: Db, clinicId: ClinicId, id: PartId): Promise<void> {
  await db.deleteFrom('part').where('clinic_id', '=', clinicId).where('id', '=', id).execute()
}
