import { sql } from 'kysely'
import type { AssignmentId, ClinicId, LinkId } from '../../shared/domain/ids.ts'
import { DAY, Instant, plusMilliseconds } from '../../shared/domain/time.ts'
import { fromStored, SEALED_BYTES, toStored } from './ageFile.ts'
import { countStored, requireRoomForDraft } from './quotas.ts'
import type { Db, Tx } from './tables.ts'

/** @throws QuotaReachedError where the link's drafts, or what the clinic has waiting, would be too much */
export async function putDraft(
  tx: Tx,
  clinicId: ClinicId,
  linkId: LinkId,
  assignmentId: AssignmentId,
  sealed: string,
  now: Instant,
): Promise<void> {
  const body = toStored(sealed)
  const drafts = await tx
    .selectFrom('draft')
    .select(['assignment_id', sql<number>`length(body_sealed)`.as('bytes')])
    .where('clinic_id', '=', clinicId)
    .where('link_id', '=', linkId)
    .execute()
  const bytesOf = (isThis: boolean): number =>
    drafts.reduce((sum, each) => sum + ((each.assignment_id === assignmentId) === isThis ? each.bytes : 0), 0)
  await requireRoomForDraft(tx, clinicId, bytesOf(false), body.length)
  await countStored(tx, clinicId, body.length - bytesOf(true))
  const changing = { body_sealed: body, saved_at: now }
  await tx
    .insertInto('draft')
    .values({ clinic_id: clinicId, link_id: linkId, assignment_id: assignmentId, ...changing })
    .onConflict((conflict) => conflict.columns(['clinic_id', 'link_id', 'assignment_id']).doUpdateSet(changing))
    .execute()
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
    .where(sql<number>`octet_length(body_sealed)`, '<=', SEALED_BYTES)
    .executeTakeFirst()
  return row ? { savedAt: Instant.parse(row.saved_at), sealed: fromStored(row.body_sealed) } : null
}

export async function deleteDraft(
  tx: Tx,
  clinicId: ClinicId,
  linkId: LinkId,
  assignmentId: AssignmentId,
): Promise<void> {
  const gone = await tx
    .deleteFrom('draft')
    .where('clinic_id', '=', clinicId)
    .where('link_id', '=', linkId)
    .where('assignment_id', '=', assignmentId)
    .returning(sql<number>`length(body_sealed)`.as('bytes'))
    .executeTakeFirst()
  if (gone) await countStored(tx, clinicId, -gone.bytes)
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

/** How long it is remembered what arrived, far beyond any page that might send it again (decision 0020). */
const REMEMBERED_MILLISECONDS = 400 * DAY

export async function forgetReceived(db: Db, now: Instant): Promise<void> {
  await db.deleteFrom('received').where('received_at', '<=', plusMilliseconds(now, -REMEMBERED_MILLISECONDS)).execute()
}
