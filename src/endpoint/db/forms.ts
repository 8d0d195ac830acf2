import type { AssignmentId, ClinicId, LinkId } from '../../shared/domain/ids.ts'
import { Instant } from '../../shared/domain/time.ts'
import { fromStored, toStored } from './ageFile.ts'
import type { Db, Tx } from './tables.ts'

/** A login may keep this many half-filled forms a link: enough for anybody, too few to fill a disk with. */
const MOST_DRAFTS = 200

/** False when the link has as many drafts as it may have. */
export async function putDraft(
  tx: Tx,
  clinicId: ClinicId,
  linkId: LinkId,
  assignmentId: AssignmentId,
  sealed: string,
  now: Instant,
): Promise<boolean> {
  const others = await tx
    .selectFrom('draft')
    .select('assignment_id')
    .where('clinic_id', '=', clinicId)
    .where('link_id', '=', linkId)
    .where('assignment_id', '!=', assignmentId)
    .limit(MOST_DRAFTS)
    .execute()
  if (others.length >= MOST_DRAFTS) return false
  const changing = { body_sealed: toStored(sealed), saved_at: now }
  await tx
    .insertInto('draft')
    .values({ clinic_id: clinicId, link_id: linkId, assignment_id: assignmentId, ...changing })
    .onConflict((conflict) => conflict.columns(['clinic_id', 'link_id', 'assignment_id']).doUpdateSet(changing))
    .execute()
  return true
}

export async function findDraft(
  db: Db,
  clinicId: ClinicId,
  linkId: LinkId,
  assignmentId: AssignmentId,
): Promise<{ savedAt: Instant; sealed: string } | null> {
  const row = await db
    .selectFrom('draft')
    .select(['saved_at', 'body_sealed'])
    .where('clinic_id', '=', clinicId)
    .where('link_id', '=', linkId)
    .where('assignment_id', '=', assignmentId)
    .executeTakeFirst()
  return row ? { savedAt: Instant.parse(row.saved_at), sealed: fromStored(row.body_sealed) } : null
}

export async function deleteDraft(
  tx: Tx,
  clinicId: ClinicId,
  linkId: LinkId,
  assignmentId: AssignmentId,
): Promise<void> {
  await tx
    .deleteFrom('draft')
    .where('clinic_id', '=', clinicId)
    .where('link_id', '=', linkId)
    .where('assignment_id', '=', assignmentId)
    .execute()
}

/** Notes what a patient sent. `isNew` is true for the first time only; a repeat gives the first one's instant. */
export async function noteReceived(
  tx: Tx,
  clinicId: ClinicId,
  linkId: LinkId,
  id: string,
  now: Instant,
): Promise<{ readonly isNew: boolean; readonly receivedAt: Instant }> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('received')
    .values({ clinic_id: clinicId, link_id: linkId, id, received_at: now })
    .onConflict((conflict) => conflict.columns(['clinic_id', 'link_id', 'id']).doNothing())
    .executeTakeFirst()
  if ((numInsertedOrUpdatedRows ?? 0n) > 0n) return { isNew: true, receivedAt: now }
  const { received_at } = await tx
    .selectFrom('received')
    .select('received_at')
    .where('clinic_id', '=', clinicId)
    .where('link_id', '=', linkId)
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return { isNew: false, receivedAt: Instant.parse(received_at) }
}
