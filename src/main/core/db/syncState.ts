import { sql, type Selectable } from 'kysely'
import type { Instant } from '../../../shared/domain/time.ts'
import type { Db, Tx } from '../context.ts'
import { compileOnce } from './compileOnce.ts'
import type { SyncStateTable } from './wireTables.ts'

export type SyncStateRow = Selectable<SyncStateTable>

const selectState = compileOnce((db) => db.selectFrom('sync_state').selectAll().where('id', '=', 1))

/** How this desk stands with its endpoint; null before the first run is over. */
export async function readSyncState(db: Db): Promise<SyncStateRow | null> {
  const [state] = await selectState(db, {})
  return state ?? null
}

/** What is agreed to when a desk is paired, and changed by an admin's yes alone (R11.5). */
export type Pairing = Pick<SyncStateRow, 'endpoint_url' | 'endpoint_token' | 'portal_url' | 'mail_recipient'>

export async function savePairing(tx: Tx, pairing: Pairing): Promise<void> {
  // Another endpoint has heard of no audit row yet.
  await tx
    .updateTable('sync_state')
    .set({ ...pairing, ...NOTHING_OFFERED, anchored_seq: 0 })
    .where('id', '=', 1)
    .execute()
}

type Offer = Pick<SyncStateRow, 'offered_portal_url' | 'offered_mail_recipient'>
export const NOTHING_OFFERED: Offer = { offered_portal_url: null, offered_mail_recipient: null }

/** What the endpoint says of itself and nobody has agreed to yet (R11.5). */
export async function saveOffer(db: Db, offer: Offer): Promise<void> {
  await db.updateTable('sync_state').set(offer).where('id', '=', 1).execute()
}

export async function acceptOffer(tx: Tx, facts: { readonly portal_url: string; readonly mail_recipient: string }) {
  await tx
    .updateTable('sync_state')
    .set({ ...facts, ...NOTHING_OFFERED })
    .where('id', '=', 1)
    .execute()
}

export async function saveSynchronisedAt(db: Db, at: Instant): Promise<void> {
  await db.updateTable('sync_state').set({ last_synchronised_at: at }).where('id', '=', 1).execute()
}

export async function saveCursor(tx: Tx, cursor: number): Promise<void> {
  await tx.updateTable('sync_state').set({ cursor }).where('id', '=', 1).execute()
}

export async function readCursor(tx: Tx): Promise<number> {
  const { cursor } = await tx.selectFrom('sync_state').select('cursor').where('id', '=', 1).executeTakeFirstOrThrow()
  return cursor
}

export async function saveEpoch(tx: Tx, epoch: number): Promise<void> {
  // Another desk's file may have spoken meanwhile: what the endpoint heard of the audit log is told anew.
  await tx.updateTable('sync_state').set({ epoch, anchored_seq: 0 }).where('id', '=', 1).execute()
}

/** @param token of the pairing under which the endpoint said so; nothing is saved under another */
export async function saveAnchoredSeq(tx: Tx, seq: number, token: string | null): Promise<void> {
  await tx.updateTable('sync_state').set({ anchored_seq: seq }).where('endpoint_token', 'is', token).execute()
}

/** Versions are given out before anything leaves, so that none is ever used twice. @returns the first of `count` */
export async function takeIndexVersions(db: Db, count: number): Promise<number> {
  const { index_version } = await db
    .updateTable('sync_state')
    .set((state) => ({ index_version: state('index_version', '+', count) }))
    .returning('index_version')
    .executeTakeFirstOrThrow()
  return index_version - count + 1
}

/**
 * Work that may fail and then undoes only itself, inside a transaction that goes on.
 * @returns what `work` threw, or null
 */
export async function inSavepoint(tx: Tx, work: () => Promise<void>): Promise<unknown> {
  await sql`SAVEPOINT event`.execute(tx)
  try {
    await work()
    await sql`RELEASE event`.execute(tx)
    return null
  } catch (cause) {
    await sql`ROLLBACK TO event`.execute(tx)
    await sql`RELEASE event`.execute(tx)
    return cause
  }
}
