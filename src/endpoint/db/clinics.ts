import { sql } from 'kysely'
import { ClinicProfile } from '../../shared/contract/outbox.ts'
import { ClinicId } from '../../shared/domain/ids.ts'
import type { Instant } from '../../shared/domain/time.ts'
import { fromStored, toStored } from './ageFile.ts'
import type { Db, Tx } from './tables.ts'

export type Desk = {
  readonly clinicId: ClinicId
  readonly epoch: number
  /** Of the newest event that was appended for it. */
  readonly lastSeq: number
}

export async function findDesk(db: Db, tokenHash: string): Promise<Desk | null> {
  const row = await db
    .selectFrom('clinic')
    .select(['id', 'epoch', 'last_seq'])
    .where('token_hash', '=', tokenHash)
    .executeTakeFirst()
  return row ? { clinicId: ClinicId.parse(row.id), epoch: row.epoch, lastSeq: row.last_seq } : null
}

/** Never lowers it: of two desks that race, the newer one stays. */
export async function raiseEpoch(db: Db, clinicId: ClinicId, epoch: number): Promise<void> {
  await db.updateTable('clinic').set({ epoch }).where('id', '=', clinicId).where('epoch', '<', epoch).execute()
}

/** R11.6: of a profile. What is larger was written by something else, and would block the process while it is parsed. */
const PROFILE_BYTES = 64 * 1024

export async function findProfile(db: Db, clinicId: ClinicId): Promise<ClinicProfile | null> {
  const row = await db
    .selectFrom('clinic')
    .select('profile_json')
    .where('id', '=', clinicId)
    .where(sql<number>`octet_length(profile_json)`, '<=', PROFILE_BYTES)
    .executeTakeFirst()
  return row ? ClinicProfile.parse(JSON.parse(row.profile_json)) : null
}

export async function updateProfile(tx: Tx, clinicId: ClinicId, profile: ClinicProfile): Promise<void> {
  await tx
    .updateTable('clinic')
    .set({ profile_json: JSON.stringify(profile) })
    .where('id', '=', clinicId)
    .execute()
}

/** @throws NotAnAgeFileError */
export async function putAnchor(tx: Tx, clinicId: ClinicId, sealed: string): Promise<void> {
  await tx
    .updateTable('clinic')
    .set({ anchor_sealed: toStored(sealed) })
    .where('id', '=', clinicId)
    .execute()
}

/** An anchor has some hundred bytes. What is larger was written by something else, and would be too large an answer. */
const ANCHOR_BYTES = 64 * 1024

/**
 * Null when none was ever put, which tells the desk that a backup was put back here. One that is too large is handed over
 * as what nobody can open, so that the desk goes on and puts its next in its place (R11.6).
 */
export async function findAnchor(db: Db, clinicId: ClinicId): Promise<string | null> {
  const row = await db
    .selectFrom('clinic')
    .select(
      sql<Buffer | null>`CASE WHEN octet_length(anchor_sealed) <= ${ANCHOR_BYTES} THEN anchor_sealed END`.as('anchor'),
    )
    .where('id', '=', clinicId)
    .where('anchor_sealed', 'is not', null)
    .executeTakeFirst()
  if (!row) return null
  return row.anchor === null ? '' : fromStored(row.anchor)
}

/** @param clinicId null: the code makes one new clinic; else it pairs that clinic's desk again, and no other. */
export async function insertPairingCode(
  db: Db,
  codeHash: string,
  clinicId: ClinicId | null,
  expiresAt: Instant,
): Promise<void> {
  await db
    .insertInto('pairing_code')
    .values({ code_hash: codeHash, clinic_id: clinicId, expires_at: expiresAt })
    .execute()
}

export type Pairing = {
  readonly codeHash: string
  readonly clinicId: ClinicId
  readonly tokenHash: string
  readonly epoch: number
  readonly profile: ClinicProfile
  readonly now: Instant
}

/**
 * False when the code is unknown, expired, used by another clinic, or meant for a new clinic while this one exists: a
 * clinic's id is public, so that a code alone must not take its place. The same code for the same clinic repeats safely.
 */
export async function pairClinic(tx: Tx, pairing: Pairing): Promise<boolean> {
  const { codeHash, clinicId, tokenHash, epoch, profile, now } = pairing
  const existing = await tx.selectFrom('clinic').select('id').where('id', '=', clinicId).executeTakeFirst()
  const { numUpdatedRows } = await tx
    .updateTable('pairing_code')
    .set({ clinic_id: clinicId })
    .where('code_hash', '=', codeHash)
    .where('expires_at', '>', now)
    .where((where) =>
      existing
        ? where('clinic_id', '=', clinicId)
        : where.or([where('clinic_id', 'is', null), where('clinic_id', '=', clinicId)]),
    )
    .executeTakeFirst()
  if (numUpdatedRows === 0n) return false
  const profileJson = JSON.stringify(profile)
  if (!existing) {
    await tx
      .insertInto('clinic')
      .values({
        id: clinicId,
        token_hash: tokenHash,
        epoch,
        profile_json: profileJson,
        last_seq: 0,
        paired_at: now,
        anchor_sealed: null,
        stored_bytes: 0,
      })
      .execute()
    return true
  }
  await tx
    .updateTable('clinic')
    .set({ token_hash: tokenHash, profile_json: profileJson })
    .where('id', '=', clinicId)
    .execute()
  await raiseEpoch(tx, clinicId, epoch)
  return true
}

export async function deletePastPairingCodes(db: Db, now: Instant): Promise<void> {
  await db.deleteFrom('pairing_code').where('expires_at', '<=', now).execute()
}
