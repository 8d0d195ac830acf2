import { sql } from 'kysely'
import type { ClinicId, LinkId } from '../../shared/domain/ids.ts'
import type { Tx } from './tables.ts'

/** Whose quota of bytes: that of one link's drafts, of what one login sent and the desk has not fetched, of the clinic. */
export type QuotaOf = 'link' | 'login' | 'clinic'

/** R11.6: there is no room for more. */
export class QuotaReachedError extends Error {
  override readonly name = 'QuotaReachedError'
  readonly of: QuotaOf
  constructor(of: QuotaOf) {
    super(of)
    this.of = of
  }
}

const MEGABYTE = 1024 * 1024

/** A long form, half filled, is some 100 KB: two hundred of them have room. */
const DRAFT_BYTES_OF_LINK = 20 * MEGABYTE
/** Twenty submissions of the greatest length that the desk has not fetched yet. */
const WAITING_BYTES_OF_LOGIN = 60 * MEGABYTE
/** More than thirty logins at their limit while the desk is off for a holiday, and still a count of 32 bits. */
const BYTES_OF_CLINIC = 2_000_000_000

/** R11.6: one login never takes what the others need. @throws QuotaReachedError where `bytes` more are too many */
export async function requireRoomForEvent(tx: Tx, clinicId: ClinicId, loginId: string, bytes: number): Promise<void> {
  const { waiting } = await tx
    .selectFrom('event')
    .select(sql<string | number>`coalesce(sum(bytes), 0)`.as('waiting'))
    .where('clinic_id', '=', clinicId)
    .where('login_id', '=', loginId)
    .executeTakeFirstOrThrow()
  if (Number(waiting) + bytes > WAITING_BYTES_OF_LOGIN) throw new QuotaReachedError('login')
  await requireRoomOfClinic(tx, clinicId, bytes)
}

/** Ten files at once have room, and as many again while the desk is off. Of an e-mail that nobody has proven, two. */
const WAITING_BLOBS_OF_LINK = 420 * MEGABYTE
const WAITING_BLOBS_OF_CLINIC = 10_000 * MEGABYTE
/** What the clinic itself shares: five thousand documents of the greatest length. */
const BLOBS_OF_CLINIC = 100_000 * MEGABYTE

/** R11.6: what patients send by reference, and what the clinic shares so. @throws QuotaReachedError */
export async function requireRoomForBlob(
  tx: Tx,
  clinicId: ClinicId,
  linkId: LinkId | null,
  bytes: number,
): Promise<void> {
  const { own, waiting, all } = await tx
    .selectFrom('blob')
    .select([
      sql<string | number>`coalesce(sum(CASE WHEN link_id = ${linkId} THEN bytes END), 0)`.as('own'),
      sql<string | number>`coalesce(sum(CASE WHEN link_id IS NOT NULL THEN bytes END), 0)`.as('waiting'),
      sql<string | number>`coalesce(sum(bytes), 0)`.as('all'),
    ])
    .where('clinic_id', '=', clinicId)
    .executeTakeFirstOrThrow()
  if (linkId !== null && Number(own) + bytes > WAITING_BLOBS_OF_LINK) throw new QuotaReachedError('link')
  const isFull = linkId !== null && Number(waiting) + bytes > WAITING_BLOBS_OF_CLINIC
  if (isFull || Number(all) + bytes > BLOBS_OF_CLINIC) throw new QuotaReachedError('clinic')
}

/** @param others bytes of the link's other drafts @throws QuotaReachedError */
export async function requireRoomForDraft(tx: Tx, clinicId: ClinicId, others: number, bytes: number): Promise<void> {
  if (others + bytes > DRAFT_BYTES_OF_LINK) throw new QuotaReachedError('link')
  await requireRoomOfClinic(tx, clinicId, bytes)
}

async function requireRoomOfClinic(tx: Tx, clinicId: ClinicId, bytes: number): Promise<void> {
  const { stored_bytes } = await tx
    .selectFrom('clinic')
    .select('stored_bytes')
    .where('id', '=', clinicId)
    .executeTakeFirstOrThrow()
  if (stored_bytes + bytes > BYTES_OF_CLINIC) throw new QuotaReachedError('clinic')
}

/**
 * First in every transaction that stores what a patient sends, or holds: those of one clinic then wait for each other in one order,
 * and what they count is what there is.
 */
export async function lockStored(tx: Tx, clinicId: ClinicId): Promise<void> {
  await tx
    .updateTable('clinic')
    .set({ stored_bytes: sql`stored_bytes` })
    .where('id', '=', clinicId)
    .execute()
}

/** In the transaction that stores or deletes them. @param bytes fewer when negative */
export async function countStored(tx: Tx, clinicId: ClinicId, bytes: number): Promise<void> {
  if (bytes === 0) return
  await tx
    .updateTable('clinic')
    .set({ stored_bytes: sql`stored_bytes + ${bytes}` })
    .where('id', '=', clinicId)
    .execute()
}

/** R3.5: what was half filled goes with its link. */
export async function deleteDrafts(tx: Tx, clinicId: ClinicId, linkId: LinkId): Promise<void> {
  const gone = await tx
    .deleteFrom('draft')
    .where('clinic_id', '=', clinicId)
    .where('link_id', '=', linkId)
    .returning(sql<number>`length(body_sealed)`.as('bytes'))
    .execute()
  await countStored(tx, clinicId, -gone.reduce((sum, { bytes }) => sum + bytes, 0))
}
