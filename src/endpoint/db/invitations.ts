import { sql } from 'kysely'
import { z } from 'zod'
import { InvitationId, PatientId, type ClinicId } from '../../shared/domain/ids.ts'
import { InvitationKind, type StoredInvitation } from '../../shared/domain/invitations.ts'
import { Instant } from '../../shared/domain/time.ts'
import type { OutboxBody } from '../../shared/contract/outbox.ts'
import { fromStored, SEALED_BYTES, toStored } from './ageFile.ts'
import type { Db, Tx } from './tables.ts'

const StoredState: z.ZodType<StoredInvitation['state']> = z.enum(['open', 'redeemed', 'revoked', 'replaced'])

export type FoundInvitation = StoredInvitation & {
  readonly by: 'link' | 'code'
  readonly greeting: string | null
  /** Under whichever of the two secrets was asked with. */
  readonly introduction: string | null
  /** `renewalMac`; null for whoever asked with the code. */
  readonly renewal: string | null
  readonly endedAt: Instant | null
  readonly daysFromOpening: number | null
  readonly extraDayAt: Instant | null
}

/** By the hash of either of its two tokens, within one clinic: a token of another clinic is unknown here (R11.3). */
export async function findInvitation(
  db: Db,
  clinicId: ClinicId,
  tokenHash: string,
  by: 'link' | 'code' | 'either',
): Promise<FoundInvitation | null> {
  const row = await db
    .selectFrom('invitation')
    .selectAll()
    .where('clinic_id', '=', clinicId)
    .where((where) => {
      const byLink = where('token_hash', '=', tokenHash)
      const byCode = where('code_token_hash', '=', tokenHash)
      return by === 'link' ? byLink : by === 'code' ? byCode : where.or([byLink, byCode])
    })
    .where(sql<number>`coalesce(octet_length(greeting_sealed), 0)`, '<=', SEALED_BYTES)
    .executeTakeFirst()
  if (!row) return null
  return {
    id: InvitationId.parse(row.id),
    patientId: PatientId.parse(row.patient_id),
    kind: InvitationKind.parse(row.kind),
    state: StoredState.parse(row.state),
    expiresAt: Instant.parse(row.expires_at),
    by: row.token_hash === tokenHash ? 'link' : 'code',
    greeting: row.greeting_sealed === null ? null : fromStored(row.greeting_sealed),
    introduction: row.token_hash === tokenHash ? row.introduction : row.code_introduction,
    renewal: row.token_hash === tokenHash ? row.renewal : null,
    endedAt: row.ended_at === null ? null : Instant.parse(row.ended_at),
    daysFromOpening: row.days_from_opening,
    extraDayAt: row.extra_day_at === null ? null : Instant.parse(row.extra_day_at),
  }
}

/**
 * Makes it, or takes over what the desk changed while it is open. An end is for ever; and an expiry that opening or the extra
 * day has moved (R4.2) is not moved back by a desk that has not heard of it yet.
 */
export async function putInvitation(
  tx: Tx,
  clinicId: ClinicId,
  body: Extract<OutboxBody, { kind: 'invitation.put' }>,
): Promise<void> {
  const existing = await tx
    .selectFrom('invitation')
    .select(['opened_at', 'extra_day_at', 'expires_at'])
    .where('clinic_id', '=', clinicId)
    .where('id', '=', body.id)
    .executeTakeFirst()
  const isMovedHere = existing?.extra_day_at || (existing?.opened_at && body.daysFromOpening !== null)
  const wasMoved = isMovedHere && existing.expires_at > body.expiresAt
  const changing = {
    recipient: body.recipient,
    token_hash: body.tokenHash,
    code_token_hash: body.codeTokenHash,
    expires_at: wasMoved ? existing.expires_at : body.expiresAt,
    days_from_opening: body.daysFromOpening,
    greeting_sealed: toStored(body.greeting),
    introduction: body.introduction,
    code_introduction: body.codeIntroduction,
    renewal: body.renewal,
  }
  await tx
    .insertInto('invitation')
    .values({
      clinic_id: clinicId,
      id: body.id,
      patient_id: body.patientId,
      kind: body.invitationKind,
      state: 'open',
      fetched_at: null,
      opened_at: null,
      extra_day_at: null,
      ended_at: null,
      ...changing,
    })
    .onConflict((conflict) =>
      conflict.columns(['clinic_id', 'id']).doUpdateSet(changing).where('invitation.state', '=', 'open'),
    )
    .execute()
}

/**
 * The one place where an invitation ends: of any number of callers exactly one is told true (R4.4). Its greeting goes
 * with it.
 */
export async function endInvitation(
  tx: Tx,
  clinicId: ClinicId,
  id: InvitationId,
  state: 'redeemed' | 'revoked' | 'replaced',
  now: Instant,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('invitation')
    .set({ state, ended_at: now, greeting_sealed: null })
    .where('clinic_id', '=', clinicId)
    .where('id', '=', id)
    .where('state', '=', 'open')
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** True for the first time only. */
export async function noteFetched(tx: Tx, clinicId: ClinicId, id: InvitationId, now: Instant): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('invitation')
    .set({ fetched_at: now })
    .where('clinic_id', '=', clinicId)
    .where('id', '=', id)
    .where('state', '=', 'open')
    .where('fetched_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** True for the first time only. @param expiresAt as R4.2 moves it */
export async function noteOpened(
  tx: Tx,
  clinicId: ClinicId,
  id: InvitationId,
  now: Instant,
  expiresAt: Instant,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('invitation')
    .set({ opened_at: now, expires_at: expiresAt })
    .where('clinic_id', '=', clinicId)
    .where('id', '=', id)
    .where('state', '=', 'open')
    .where('opened_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** True for the first time only. @param expiresAt as R4.2 moves it */
export async function noteDayTaken(
  tx: Tx,
  clinicId: ClinicId,
  id: InvitationId,
  now: Instant,
  expiresAt: Instant,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('invitation')
    .set({ extra_day_at: now, expires_at: expiresAt })
    .where('clinic_id', '=', clinicId)
    .where('id', '=', id)
    .where('state', '=', 'open')
    .where('expires_at', '<=', now)
    .where('extra_day_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Answers for an `IndexOwner` of kind `invitation`: null when it was never put here. */
export async function findInvitationKind(
  db: Db,
  clinicId: ClinicId,
  id: InvitationId,
): Promise<Pick<StoredInvitation, 'kind' | 'state'> | null> {
  const row = await db
    .selectFrom('invitation')
    .select(['kind', 'state'])
    .where('clinic_id', '=', clinicId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row ? { kind: InvitationKind.parse(row.kind), state: StoredState.parse(row.state) } : null
}
