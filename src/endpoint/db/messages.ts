import { sql } from 'kysely'
import type { IndexOwner, OutboxBody } from '../../shared/contract/outbox.ts'
import { PortalMessage, SentMessage } from '../../shared/contract/portal.ts'
import type { ClinicId, InvitationId, LinkId, LoginId, MessageId } from '../../shared/domain/ids.ts'
import { fromStored, SEALED_BYTES, toStored } from './ageFile.ts'
import type { Db, Tx } from './tables.ts'

/*
 * Messages (R8.5): each sealed by itself for one owner, as indexes are (decision 0040).
 */

/** The clinic's row is locked until the commit, so that a reader never passes over a late number. */
async function nextNumber(tx: Tx, clinicId: ClinicId, count = 1): Promise<number> {
  const { last_message: last } = await tx
    .updateTable('clinic')
    .set({ last_message: sql`last_message + ${count}` })
    .where('id', '=', clinicId)
    .returning('last_message')
    .executeTakeFirstOrThrow()
  return last - count + 1
}

/** Given again it takes the place of the one before, with a number of its own. */
export async function putMessage(
  tx: Tx,
  clinicId: ClinicId,
  { owner, id, level, sealed, macs }: Extract<OutboxBody, { kind: 'message.put' }>,
): Promise<void> {
  const changing = {
    number: await nextNumber(tx, clinicId),
    level,
    signed_kind: owner.kind,
    signed_id: owner.id,
    macs_json: JSON.stringify(macs),
    body_sealed: toStored(sealed),
  }
  await tx
    .insertInto('message')
    .values({ clinic_id: clinicId, owner_kind: owner.kind, owner_id: owner.id, id, ...changing })
    .onConflict((conflict) => conflict.columns(['clinic_id', 'owner_kind', 'owner_id', 'id']).doUpdateSet(changing))
    .execute()
}

/** @param ids these; all of the owner's where none is named */
export async function deleteMessages(
  tx: Tx,
  clinicId: ClinicId,
  owner: IndexOwner,
  ids?: readonly MessageId[],
): Promise<void> {
  let of = tx
    .deleteFrom('message')
    .where('clinic_id', '=', clinicId)
    .where('owner_kind', '=', owner.kind)
    .where('owner_id', '=', owner.id)
  if (ids) of = of.where('id', 'in', ids)
  await of.execute()
}

/** R4.6: what was sealed to the invitation is the link's from now on; what the link has already stays. */
export async function moveMessages(tx: Tx, clinicId: ClinicId, from: InvitationId, to: LinkId): Promise<void> {
  const moving = await tx
    .selectFrom('message')
    .select('id')
    .where('clinic_id', '=', clinicId)
    .where('owner_kind', '=', 'invitation')
    .where('owner_id', '=', from)
    .where('id', 'not in', (eb) =>
      eb
        .selectFrom('message as had')
        .select('had.id')
        .where('had.clinic_id', '=', clinicId)
        .where('had.owner_kind', '=', 'link')
        .where('had.owner_id', '=', to),
    )
    .orderBy('number')
    .execute()
  if (moving.length > 0) {
    const first = await nextNumber(tx, clinicId, moving.length)
    for (const [at, { id }] of moving.entries()) {
      await tx
        .updateTable('message')
        .set({ owner_kind: 'link', owner_id: to, number: first + at })
        .where('clinic_id', '=', clinicId)
        .where('owner_kind', '=', 'invitation')
        .where('owner_id', '=', from)
        .where('id', '=', id)
        .execute()
    }
  }
  await deleteMessages(tx, clinicId, { kind: 'invitation', id: from })
}

const PAGE = 100
/** R11.6: no message of a call is as large; what is was written by something else, and counts as none. */
const MESSAGE_BYTES = 200 * 1024
const CLEAR_BYTES = 1024
const bodyBytes = sql<number>`octet_length(message.body_sealed)`
const clearBytes = sql<number>`octet_length(message.macs_json) + octet_length(message.signed_id)`

export type MessagePage = { readonly before: number | null; readonly after: number | null }

/** Of this login's own link that has not ended, and of no higher level than that; in the order in which they were given. */
export async function listMessages(
  db: Db,
  clinicId: ClinicId,
  linkId: LinkId,
  { before, after }: MessagePage,
): Promise<{ messages: PortalMessage[]; hasMore: boolean }> {
  let query = db
    .selectFrom('message')
    .innerJoin('link', (join) =>
      join.onRef('link.clinic_id', '=', 'message.clinic_id').onRef('link.id', '=', 'message.owner_id'),
    )
    .select(['message.number', 'message.id', 'message.signed_kind', 'message.signed_id'])
    .select(['message.macs_json', 'message.body_sealed'])
    .where('message.clinic_id', '=', clinicId)
    .where('message.owner_kind', '=', 'link')
    .where('message.owner_id', '=', linkId)
    .where('link.ended_at', 'is', null)
    .where((eb) => eb.or([eb('message.level', '=', 'limited'), eb('link.level', '=', 'full')]))
    .where(bodyBytes, '<=', MESSAGE_BYTES)
    .where(clearBytes, '<=', CLEAR_BYTES)
    .limit(PAGE + 1)
  query = after === null ? query.orderBy('number', 'desc') : query.orderBy('number').where('number', '>', after)
  if (before !== null) query = query.where('number', '<', before)
  const rows = await query.execute()
  const messages = rows.slice(0, PAGE).flatMap((row) => {
    const found = PortalMessage.safeParse({
      number: row.number,
      id: row.id,
      owner: { kind: row.signed_kind, id: row.signed_id },
      macs: parsedOf(row.macs_json),
      sealed: fromStored(row.body_sealed),
    })
    return found.success ? [found.data] : []
  })
  return { messages, hasMore: rows.length > PAGE }
}

function parsedOf(macsJson: string): unknown {
  try {
    return JSON.parse(macsJson)
  } catch {
    return null
  }
}

/** What a login sent through a link and the desk has not fetched yet: sealed to the login too. */
export async function listWaitingMessages(
  db: Db,
  clinicId: ClinicId,
  loginId: LoginId,
  linkId: LinkId,
): Promise<SentMessage[]> {
  const rows = await db
    .selectFrom('event')
    .select(['at', 'body_json', 'body_sealed'])
    .where('clinic_id', '=', clinicId)
    .where('login_id', '=', loginId)
    .where('body_json', 'like', '%"kind":"message.sent"%')
    .where('body_json', 'like', `%"linkId":"${linkId}"%`)
    .where(sql<number>`octet_length(body_sealed)`, '<=', Math.min(MESSAGE_BYTES, SEALED_BYTES))
    .where(sql<number>`octet_length(body_json)`, '<=', CLEAR_BYTES)
    .orderBy('seq', 'desc')
    .limit(PAGE)
    .execute()
  return rows.flatMap(({ at, body_json, body_sealed }) => {
    const clear = parsedOf(body_json)
    if (typeof clear !== 'object' || clear === null || body_sealed === null) return []
    const { messageId: id, mac } = { messageId: null, mac: null, ...clear }
    const found = SentMessage.safeParse({ id, at, mac, sealed: fromStored(body_sealed) })
    return found.success ? [found.data] : []
  })
}
