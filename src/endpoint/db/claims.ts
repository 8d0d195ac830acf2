import { sql } from 'kysely'
import { AppointmentId, LinkId, LoginId, ServiceId, StaffId, type ClinicId } from '../../shared/domain/ids.ts'
import { Instant } from '../../shared/domain/time.ts'
import { lockLanes } from './lanes.ts'
import type { Db, Tx } from './tables.ts'

/** R6.4: somebody else has that time. */
export class TimeTakenError extends Error {
  override readonly name = 'TimeTakenError'
}

/** Where and when, in whole minutes since the epoch, and the visit itself. */
export type Stretch = {
  readonly lane: number
  readonly from: number
  readonly to: number
  readonly startsAt: Instant
  readonly endsAt: Instant
}

export type Claim = Stretch & {
  readonly id: AppointmentId
  readonly practitionerId: StaffId
  readonly sequence: number
  readonly isAwaited: boolean
  /** Null once it is booked. */
  readonly heldUntil: Instant | null
  readonly tokenHash: string | null
  readonly serviceId: ServiceId | null
  readonly loginId: LoginId | null
  /** The link that stands for the one it was booked through. */
  readonly linkId: LinkId | null
  readonly endedAt: Instant | null
}

const claimRows = (db: Db, clinicId: ClinicId) =>
  db
    .selectFrom('claim')
    .innerJoin('lane', 'lane.number', 'claim.lane')
    .leftJoin('link', (join) =>
      join.onRef('link.clinic_id', '=', 'claim.clinic_id').onRef('link.id', '=', 'claim.link_id'),
    )
    .selectAll('claim')
    .select(['lane.practitioner_id', 'link.merged_into'])
    .where('claim.clinic_id', '=', clinicId)

type ClaimRow = Awaited<ReturnType<ReturnType<typeof claimRows>['execute']>>[number]

function toClaim(row: ClaimRow): Claim {
  return {
    id: AppointmentId.parse(row.id),
    lane: row.lane,
    from: row.busy_from,
    to: row.busy_to,
    startsAt: Instant.parse(row.starts_at),
    endsAt: Instant.parse(row.ends_at),
    practitionerId: StaffId.parse(row.practitioner_id),
    sequence: row.sequence,
    isAwaited: row.is_awaited === 1,
    heldUntil: Instant.nullable().parse(row.held_until),
    tokenHash: row.token_hash,
    serviceId: ServiceId.nullable().parse(row.service_id),
    loginId: LoginId.nullable().parse(row.login_id),
    linkId: LinkId.nullable().parse(row.merged_into ?? row.link_id),
    endedAt: Instant.nullable().parse(row.ended_at),
  }
}

export async function findClaim(db: Db, clinicId: ClinicId, id: AppointmentId): Promise<Claim | null> {
  const row = await claimRows(db, clinicId).where('claim.id', '=', id).executeTakeFirst()
  return row ? toClaim(row) : null
}

/** What this login has booked and is to come, in order of time. */
export async function claimsToCome(db: Db, clinicId: ClinicId, loginId: LoginId, now: Instant): Promise<Claim[]> {
  const rows = await claimRows(db, clinicId)
    .where('claim.login_id', '=', loginId)
    .where('claim.starts_at', '>', now)
    .where('claim.ended_at', 'is', null)
    .where('claim.held_until', 'is', null)
    .orderBy('claim.starts_at')
    .limit(200)
    .execute()
  return rows.map(toClaim)
}

export type NewClaim = Stretch & {
  readonly id: AppointmentId
  readonly sequence: number
  /** Staff put it over another. */
  readonly isOnPurpose: boolean
  /** Of a hold; null for what is booked. */
  readonly hold: {
    readonly until: Instant
    /** Null where no page may book it by a token: the time of an offer. */
    readonly tokenHash: string | null
    readonly holderHash: string | null
    readonly siteHash: string | null
    readonly serviceId: ServiceId
  } | null
}

/**
 * R6.4: claims a stretch of a lane, unless somebody else has any of it; a hold that has run out is gone with this.
 * @throws TimeTakenError
 */
export async function insertClaim(tx: Tx, clinicId: ClinicId, claim: NewClaim, now: Instant): Promise<void> {
  const { hold } = claim
  await lockLanes(tx, [claim.lane])
  await lapse(tx, claim, now)
  await apart(
    sql`INSERT INTO claim (clinic_id, id, lane, busy_from, busy_to, starts_at, ends_at, sequence, is_on_purpose, is_awaited,
        held_until, token_hash, holder_hash, site_hash, service_id)
      SELECT ${clinicId}, ${claim.id}, ${whole(claim.lane)}, ${whole(claim.from)}, ${whole(claim.to)}, ${claim.startsAt},
        ${claim.endsAt}, ${whole(claim.sequence)}, ${whole(claim.isOnPurpose ? 1 : 0)}, 0, ${text(hold?.until)},
        ${text(hold?.tokenHash)}, ${text(hold?.holderHash)}, ${text(hold?.siteHash)}, ${text(hold?.serviceId)}
      WHERE ${isFree(claim)}`.execute(tx),
  )
}

/**
 * R6.4: the new stretch is claimed and the old one given back in one act, or neither is; one that was given back before is
 * claimed again. @throws TimeTakenError
 */
export async function moveClaim(
  tx: Tx,
  clinicId: ClinicId,
  {
    was,
    claim,
  }: { readonly was: Pick<Stretch, 'lane'>; readonly claim: Omit<NewClaim, 'hold'> & { readonly isAwaited: boolean } },
  now: Instant,
): Promise<void> {
  await lockLanes(tx, [was.lane, claim.lane])
  await lapse(tx, claim, now)
  await apart(
    sql`UPDATE claim SET lane = ${claim.lane}, busy_from = ${claim.from}, busy_to = ${claim.to},
        starts_at = ${claim.startsAt}, ends_at = ${claim.endsAt}, sequence = ${claim.sequence},
        is_on_purpose = ${claim.isOnPurpose ? 1 : 0}, is_awaited = ${claim.isAwaited ? 1 : 0},
        held_until = NULL, ended_at = NULL
      WHERE clinic_id = ${clinicId} AND id = ${claim.id} AND ${isFree(claim)}`.execute(tx),
  )
}

/**
 * Whether a visit still is as it was seen; until the transaction ends nobody else changes it. After its lanes are locked.
 */
export async function isAsSeen(tx: Tx, clinicId: ClinicId, seen: Claim): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('claim')
    .set({ sequence: seen.sequence })
    .where('clinic_id', '=', clinicId)
    .where('id', '=', seen.id)
    .where('sequence', '=', seen.sequence)
    .where('starts_at', '=', seen.startsAt)
    .where('lane', '=', seen.lane)
    .where('ended_at', 'is', null)
    .where('held_until', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** What a patient books is theirs, through this link. False where the hold was given back, or has run out and was taken. */
export async function bookHeld(
  tx: Tx,
  clinicId: ClinicId,
  id: AppointmentId,
  booker: { readonly loginId: LoginId; readonly linkId: LinkId; readonly isAwaited: boolean },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('claim')
    .set({
      held_until: null,
      login_id: booker.loginId,
      link_id: booker.linkId,
      is_awaited: booker.isAwaited ? 1 : 0,
    })
    .where('clinic_id', '=', clinicId)
    .where('id', '=', id)
    .where('held_until', 'is not', null)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/**
 * R6.2: what was held for somebody is the clinic's visit from now on; one that another process took for run out is taken up again
 * where its time is free. @throws TimeTakenError
 */
export async function takeHeld(tx: Tx, clinicId: ClinicId, held: Claim | null, now: Instant): Promise<void> {
  if (!held) throw new TimeTakenError('gone')
  await lockLanes(tx, [held.lane])
  await lapse(tx, held, now)
  await apart(
    sql`UPDATE claim SET held_until = NULL, ended_at = NULL WHERE clinic_id = ${clinicId} AND id = ${held.id}
      AND held_until IS NOT NULL AND ${isFree({ ...held, isOnPurpose: false })}`.execute(tx),
  )
}

/** R6.4: a hold whose time was taken by another is one again, where that time is free by now. @throws TimeTakenError */
export async function holdAgain(tx: Tx, clinicId: ClinicId, claim: Claim, now: Instant): Promise<void> {
  await lockLanes(tx, [claim.lane])
  await lapse(tx, claim, now)
  await apart(
    sql`UPDATE claim SET ended_at = NULL WHERE clinic_id = ${clinicId} AND id = ${claim.id}
      AND held_until IS NOT NULL AND ${isFree({ ...claim, isOnPurpose: false })}`.execute(tx),
  )
}

/** Frees its time (R6.4). @returns false where it had ended, or never was */
export async function endClaim(
  tx: Tx,
  clinicId: ClinicId,
  id: AppointmentId,
  now: Instant,
  sequence?: number,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('claim')
    .set({ ended_at: now, ...(sequence === undefined ? {} : { sequence }) })
    .where('clinic_id', '=', clinicId)
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** A hold that is given back leaves nothing behind. Whoever has not its token gives back nothing. */
export async function deleteHold(db: Db, clinicId: ClinicId, id: AppointmentId, tokenHash: string): Promise<void> {
  await db
    .deleteFrom('claim')
    .where('clinic_id', '=', clinicId)
    .where('id', '=', id)
    .where('token_hash', '=', tokenHash)
    .where('held_until', 'is not', null)
    .execute()
}

/** Whoever comes into this stretch finds no hold that has run out; its own may have. */
async function lapse(tx: Tx, { id, lane, from, to }: Stretch & { readonly id: AppointmentId }, now: Instant) {
  await tx
    .updateTable('claim')
    .set({ ended_at: now })
    .where('lane', '=', lane)
    .where('busy_to', '>', from)
    .where('busy_from', '<', to)
    .where('ended_at', 'is', null)
    .where('held_until', '<=', now)
    .where('id', '!=', id)
    .execute()
}

function isFree({ id, lane, from, to, isOnPurpose }: Stretch & Pick<NewClaim, 'id' | 'isOnPurpose'>) {
  if (isOnPurpose) return sql<boolean>`TRUE`
  return sql<boolean>`NOT EXISTS (SELECT 1 FROM claim AS other WHERE other.lane = ${lane}
    AND other.busy_to > ${from} AND other.busy_from < ${to} AND other.ended_at IS NULL AND other.id != ${id})`
}

/** What stands in a list of values by itself has a type of its own. */
const whole = (value: number) => sql`CAST(${value} AS INTEGER)`
const text = (value: string | null | undefined) => sql`CAST(${value ?? null} AS TEXT)`

/** PostgreSQL's name for two that exclude each other: its own guard. */
const EXCLUDED = '23P01'

async function apart(claiming: Promise<{ readonly numAffectedRows?: bigint | undefined }>): Promise<void> {
  const { numAffectedRows } = await claiming.catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === EXCLUDED) throw new TimeTakenError('excluded')
    throw error
  })
  if (numAffectedRows !== 1n) throw new TimeTakenError('taken')
}
