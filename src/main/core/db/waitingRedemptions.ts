import type { Selectable } from 'kysely'
import { LinkId, type PatientId } from '../../../shared/domain/ids.ts'
import type { Db, Tx } from '../context.ts'
import type { WaitingRedemptionTable } from './wireTables.ts'

export type WaitingRedemption = Selectable<WaitingRedemptionTable>

/** @returns the link that waited for the same place before, where it is another; null when none did */
export async function putWaitingRedemption(tx: Tx, row: WaitingRedemption): Promise<LinkId | null> {
  const before = await tx
    .selectFrom('waiting_redemption')
    .select('new_link_id')
    .where('link_id', '=', row.link_id)
    .executeTakeFirst()
  await deleteWaitingRedemption(tx, row.link_id)
  await tx.insertInto('waiting_redemption').values(row).execute()
  return before && before.new_link_id !== row.new_link_id ? LinkId.parse(before.new_link_id) : null
}

export function listWaitingRedemptions(db: Db, patientId: PatientId): Promise<WaitingRedemption[]> {
  return db
    .selectFrom('waiting_redemption')
    .innerJoin('link', 'link.id', 'waiting_redemption.link_id')
    .selectAll('waiting_redemption')
    .where('link.patient_id', '=', patientId)
    .orderBy('waiting_redemption.link_id')
    .execute()
}

export async function deleteWaitingRedemption(tx: Tx, linkId: string): Promise<void> {
  await tx.deleteFrom('waiting_redemption').where('link_id', '=', linkId).execute()
}
