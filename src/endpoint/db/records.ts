import { sql, type ExpressionBuilder, type Kysely } from 'kysely'
import type { IndexOwner, OutboxBody } from '../../shared/contract/outbox.ts'
import { ClinicId, InvitationId, type LinkId, type PartId } from '../../shared/domain/ids.ts'
import { DAY, type Instant, plusMilliseconds } from '../../shared/domain/time.ts'
import { toStored } from './ageFile.ts'
import { deleteMessages, moveMessages } from './messages.ts'
import type { Db, EndpointTables, Tx } from './tables.ts'

/*
 * Indexes, and the parts that they name (decision 0014). A part stays while an index names it. Which table row an owner
 * has is `owner_kind` and `owner_id`, since an index goes from its invitation to the link (R4.6).
 */

/** How long a part stays that no index names. */
const LOOSE_MILLISECONDS = DAY

/** Stored once: the same id again never changes what it holds, and only gives the index that is to name it a day more. */
export async function putPart(
  tx: Tx,
  clinicId: ClinicId,
  { id, sealed }: Pick<Extract<OutboxBody, { kind: 'part.put' }>, 'id' | 'sealed'>,
  now: Instant,
): Promise<void> {
  await tx
    .insertInto('part')
    .values({ clinic_id: clinicId, id, body_sealed: toStored(sealed), loose_at: now })
    .onConflict((conflict) => conflict.columns(['clinic_id', 'id']).doUpdateSet({ loose_at: now }))
    .execute()
}

/**
 * A later epoch, or within one epoch a higher version, replaces; false for anything older, which changes nothing. What it
 * names is set by {@link nameParts}.
 */
export async function putIndex(
  tx: Tx,
  clinicId: ClinicId,
  epoch: number,
  body: Extract<OutboxBody, { kind: 'index.put' }>,
  now: Instant,
): Promise<boolean> {
  const changing = {
    level: body.level,
    epoch,
    version: body.version,
    signed_kind: body.owner.kind,
    signed_id: body.owner.id,
    macs_json: JSON.stringify(body.macs),
    body_sealed: toStored(body.sealed),
    published_at: now,
  }
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('record_index')
    .values({ clinic_id: clinicId, owner_kind: body.owner.kind, owner_id: body.owner.id, ...changing })
    .onConflict((conflict) =>
      conflict
        .columns(['clinic_id', 'owner_kind', 'owner_id'])
        .doUpdateSet(changing)
        .where((where) =>
          where.or([
            where('record_index.epoch', '<', epoch),
            where.and([where('record_index.epoch', '=', epoch), where('record_index.version', '<', body.version)]),
          ]),
        ),
    )
    .executeTakeFirst()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** Whether this clinic put all of them here, and all of each. */
export async function hasParts(db: Db, clinicId: ClinicId, ids: readonly PartId[]): Promise<boolean> {
  const found = await db
    .selectFrom('part')
    .select((query) => query.fn.countAll().as('count'))
    .where('clinic_id', '=', clinicId)
    .where('id', 'in', among(ids))
    .where((where) => where.not(where.exists(blobOf(where, 'arriving'))))
    .executeTakeFirst()
  return Number(found?.count ?? 0) === new Set(ids).size
}

/** These and no others are what the owner's index names. A part that no index names any more is deleted. */
export async function nameParts(tx: Tx, clinicId: ClinicId, owner: IndexOwner, ids: readonly PartId[]): Promise<void> {
  const dropped = await tx
    .deleteFrom('record_index_part')
    .where(isOf(clinicId, owner))
    .where('part_id', 'not in', among(ids))
    .returning('part_id')
    .execute()
  await tx
    .insertInto('record_index_part')
    .columns(['clinic_id', 'owner_kind', 'owner_id', 'part_id'])
    .expression((query) =>
      query
        .selectFrom('part')
        .select((part) => [
          'part.clinic_id',
          part.cast<string>(part.val(owner.kind), 'text').as('owner_kind'),
          part.cast<string>(part.val(owner.id), 'text').as('owner_id'),
          'part.id',
        ])
        .where('part.clinic_id', '=', clinicId)
        .where('part.id', 'in', among(ids)),
    )
    .onConflict((conflict) => conflict.columns(['clinic_id', 'owner_kind', 'owner_id', 'part_id']).doNothing())
    .execute()
  await deleteUnnamed(tx, clinicId, dropped)
}

/** Withdraws what was published for the owner, messages too, and each part that no other index names. */
export async function deleteIndex(tx: Tx, clinicId: ClinicId, owner: IndexOwner): Promise<void> {
  await deleteUnnamed(tx, clinicId, await takeIndex(tx, clinicId, owner))
  await deleteMessages(tx, clinicId, owner)
}

/** The index goes; its parts stay for a day, for the index that the desk publishes once it has heard of the reason. */
export async function letGoOfIndex(tx: Tx, clinicId: ClinicId, owner: IndexOwner, now: Instant): Promise<void> {
  const ids = (await takeIndex(tx, clinicId, owner)).map(({ part_id }) => part_id)
  await tx
    .updateTable('part')
    .set({ loose_at: now })
    .where('clinic_id', '=', clinicId)
    .where('id', 'in', among(ids))
    .execute()
}

/** R4.6: what was sealed to the invitation is the link's from now on, until the desk publishes for the link. */
export async function moveIndex(
  tx: Tx,
  clinicId: ClinicId,
  from: InvitationId,
  to: LinkId,
  now: Instant,
): Promise<void> {
  const old: IndexOwner = { kind: 'invitation', id: from }
  await moveMessages(tx, clinicId, from, to)
  const found = await tx.selectFrom('record_index').select('version').where(isOf(clinicId, old)).executeTakeFirst()
  if (!found) return
  await letGoOfIndex(tx, clinicId, { kind: 'link', id: to }, now)
  // What it names follows by its foreign key.
  await tx.updateTable('record_index').set({ owner_kind: 'link', owner_id: to }).where(isOf(clinicId, old)).execute()
}

/** 0 when nothing of this epoch is kept. */
export async function highestVersion(db: Db, clinicId: ClinicId, epoch: number): Promise<number> {
  const row = await db
    .selectFrom('record_index')
    .select((query) => query.fn.max('version').as('version'))
    .where('clinic_id', '=', clinicId)
    .where('epoch', '=', epoch)
    .executeTakeFirst()
  return Number(row?.version ?? 0)
}

/**
 * R3.4: only an *open* access invitation counts as full. What was sealed to one that has expired is destroyed, parts
 * and all; whoever asks again is sent a new one.
 */
export async function deleteExpiredIndexes(db: Kysely<EndpointTables>, now: Instant): Promise<void> {
  const expired = await db
    .selectFrom('record_index')
    .innerJoin('invitation', (join) =>
      join
        .onRef('invitation.clinic_id', '=', 'record_index.clinic_id')
        .onRef('invitation.id', '=', 'record_index.owner_id'),
    )
    .select(['invitation.clinic_id', 'invitation.id'])
    .where('record_index.owner_kind', '=', 'invitation')
    .where('invitation.kind', '=', 'access')
    .where('invitation.expires_at', '<=', now)
    .execute()
  for (const { clinic_id, id } of expired) {
    const clinicId = ClinicId.safeParse(clinic_id)
    const invitationId = InvitationId.safeParse(id)
    // R11.6: written by something else.
    if (!clinicId.success || !invitationId.success) continue
    const owner: IndexOwner = { kind: 'invitation', id: invitationId.data }
    await db.transaction().execute((tx) => deleteIndex(tx, clinicId.data, owner))
  }
}

/** Parts that no index has named for a day. */
export async function deleteLooseParts(db: Db, now: Instant): Promise<void> {
  await db
    .deleteFrom('part')
    .where('loose_at', '<=', plusMilliseconds(now, -LOOSE_MILLISECONDS))
    .where(isUnnamed)
    .execute()
}

type Named = { readonly part_id: string }

/** Deletes an index and gives what it named. */
async function takeIndex(tx: Tx, clinicId: ClinicId, owner: IndexOwner): Promise<Named[]> {
  const named = await tx.deleteFrom('record_index_part').where(isOf(clinicId, owner)).returning('part_id').execute()
  await tx.deleteFrom('record_index').where(isOf(clinicId, owner)).execute()
  return named
}

/** Of these, whatever no index names, and nobody waits for. */
export async function deleteUnnamed(tx: Tx, clinicId: ClinicId, named: readonly Named[]): Promise<void> {
  const ids = named.map(({ part_id }) => part_id)
  await tx.deleteFrom('part').where('clinic_id', '=', clinicId).where('id', 'in', among(ids)).where(isUnnamed).execute()
}

function isUnnamed(where: ExpressionBuilder<EndpointTables, 'part'>) {
  const naming = where
    .selectFrom('record_index_part')
    .select('record_index_part.part_id')
    .whereRef('record_index_part.clinic_id', '=', 'part.clinic_id')
    .whereRef('record_index_part.part_id', '=', 'part.id')
  // What a patient sent waits for the desk, however long that is off.
  return where.and([where.not(where.exists(naming)), where.not(where.exists(blobOf(where, 'sent')))])
}

function blobOf(where: ExpressionBuilder<EndpointTables, 'part'>, state: 'arriving' | 'sent') {
  return where
    .selectFrom('blob')
    .select('blob.id')
    .whereRef('blob.clinic_id', '=', 'part.clinic_id')
    .whereRef('blob.id', '=', 'part.id')
    .where('blob.state', '=', state)
}

/** Rows of one owner, in either table that has owners. */
function isOf(clinicId: ClinicId, owner: IndexOwner) {
  return sql<boolean>`(clinic_id = ${clinicId} AND owner_kind = ${owner.kind} AND owner_id = ${owner.id})`
}

/**
 * Any number of ids in one parameter, so that the statement is always the same. SQLite and PostgreSQL both give an
 * object's keys by `json_each`.
 */
/** As a subquery, so that no number of them is too many parameters. */
export function among(ids: readonly string[]) {
  const keys = JSON.stringify(Object.fromEntries(ids.map((id) => [id, 0])))
  return sql<string>`(SELECT key FROM json_each(${keys}))`
}
