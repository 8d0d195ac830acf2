import { sql } from 'kysely'
import type { OutboxBody } from '../../shared/contract/outbox.ts'
import type { ClinicId } from '../../shared/domain/ids.ts'
import { lockStored } from './quotas.ts'
import { among } from './records.ts'
import { NOTHING_WANTED } from './wantedEmails.ts'
import type { Tx } from './tables.ts'

type Kept = Pick<Extract<OutboxBody, { kind: 'clinic.wipe' }>, 'seen' | 'links' | 'invitations'>

/**
 * R11.1: of this clinic everything goes that its desk can say again, and everything that the desk does not know of. What only
 * patients can make stays for the links that are named: logins with their keyrings, sessions and half-filled forms. So do claims, which
 * are owned here (R6.4), e-mails that wait, and what tells a repeat from something new.
 * @returns false, and nothing is changed, where something waits that the desk has not seen
 */
export async function wipeClinic(tx: Tx, clinicId: ClinicId, kept: Kept): Promise<boolean> {
  // Nothing is appended until this is committed.
  await lockStored(tx, clinicId)
  const { last_seq } = await tx
    .selectFrom('clinic')
    .select('last_seq')
    .where('id', '=', clinicId)
    .executeTakeFirstOrThrow()
  if (last_seq > kept.seen) return false
  await wipePublished(tx, clinicId)
  await wipeForgotten(tx, clinicId, kept)
  await tx
    .updateTable('clinic')
    .set({ stored_bytes: sql`coalesce((SELECT sum(length(body_sealed)) FROM draft WHERE clinic_id = ${clinicId}), 0)` })
    .where('id', '=', clinicId)
    .execute()
  return true
}

/** What the desk publishes anew. */
async function wipePublished(tx: Tx, clinicId: ClinicId): Promise<void> {
  const records = ['record_index_form', 'record_index_part', 'record_index', 'message'] as const
  const published = [...records, 'feed', 'sale', 'event'] as const
  for (const table of published) await tx.deleteFrom(table).where('clinic_id', '=', clinicId).execute()
  // What a patient sent by reference, and the desk has yet to fetch, is here alone.
  const sent = tx.selectFrom('blob').select('id').where('clinic_id', '=', clinicId).where('state', '=', 'sent')
  await tx.deleteFrom('part').where('clinic_id', '=', clinicId).where('id', 'not in', sent).execute()
  await tx
    .deleteFrom('lane_range')
    .where('lane', 'in', (query) => query.selectFrom('lane').select('number').where('clinic_id', '=', clinicId))
    .execute()
  await tx.deleteFrom('offer').where('clinic_id', '=', clinicId).where('state', '!=', 'open').execute()
  await tx.deleteFrom('reminder').where('clinic_id', '=', clinicId).where('ended_at', 'is not', null).execute()
}

/** What the desk does not name: links, what hangs on them, and invitations. */
async function wipeForgotten(tx: Tx, clinicId: ClinicId, { links, invitations }: Kept): Promise<void> {
  await tx
    .deleteFrom('invitation')
    .where('clinic_id', '=', clinicId)
    .where('id', 'not in', among(invitations))
    .execute()
  const named = among(links)
  for (const table of ['draft', 'received'] as const) {
    await tx.deleteFrom(table).where('clinic_id', '=', clinicId).where('link_id', 'not in', named).execute()
  }
  // The time stays taken; whose it was goes.
  await tx
    .updateTable('claim')
    .set({ login_id: null, link_id: null })
    .where('clinic_id', '=', clinicId)
    .where('link_id', 'not in', named)
    .execute()
  await tx
    .deleteFrom('link')
    .where('clinic_id', '=', clinicId)
    .where('id', 'not in', named)
    .where((where) => where.or([where('merged_into', 'is', null), where('merged_into', 'not in', named)]))
    .execute()
  const holding = tx.selectFrom('link').select('login_id').where('clinic_id', '=', clinicId)
  for (const table of ['session', 'device', 'passkey'] as const) {
    await tx.deleteFrom(table).where('clinic_id', '=', clinicId).where('login_id', 'not in', holding).execute()
  }
  await tx.deleteFrom('login').where('clinic_id', '=', clinicId).where('id', 'not in', holding).execute()
  // Who wants another address asks for it again.
  await tx
    .updateTable('login')
    .set(NOTHING_WANTED)
    .where('clinic_id', '=', clinicId)
    .where('wanted_token_hash', 'is not', null)
    .execute()
}
