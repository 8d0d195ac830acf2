import { occupiedSpan } from '../../../shared/domain/appointments.ts'
import type { ClaimState } from '../../../shared/domain/booking/claimState.ts'
import { AppointmentId, StaffId } from '../../../shared/domain/ids.ts'
import { DAY, Instant, plusMilliseconds } from '../../../shared/domain/time.ts'
import type { Db, Tx } from '../context.ts'
import { compileOnce } from './compileOnce.ts'

const selectVisit = compileOnce((db, { id }: { id: string }) =>
  db
    .selectFrom('appointment')
    .innerJoin('service', 'service.id', 'appointment.service_id')
    .select(['practitioner_id', 'starts_at', 'ends_at', 'sequence', 'overbook_reason', 'status', 'undone_at'])
    .select(['buffer_before_minutes', 'buffer_after_minutes', 'is_claimed', 'claim_state', 'patient_id', 'is_awaited'])
    .where('appointment.id', '=', id),
)

/** A visit as a claim: what it takes of its practitioner, and whether it stands. Null where there is none. */
export async function findClaimable(db: Db, id: AppointmentId) {
  const [row] = await selectVisit(db, { id })
  if (!row) return null
  return {
    practitionerId: StaffId.parse(row.practitioner_id),
    startsAt: Instant.parse(row.starts_at),
    endsAt: Instant.parse(row.ends_at),
    bufferBeforeMinutes: row.buffer_before_minutes,
    bufferAfterMinutes: row.buffer_after_minutes,
    sequence: row.sequence,
    isOnPurpose: row.overbook_reason !== null,
    stands: row.status !== 'cancelled' && row.undone_at === null,
    isAwaited: row.is_awaited === 1,
    isClaimed: row.is_claimed === 1,
    claimState: row.claim_state,
    patientId: row.patient_id,
  }
}

/** The endpoint is told of its time from now on. */
export async function noteClaim(tx: Tx, id: AppointmentId, state: ClaimState | null): Promise<void> {
  await tx.updateTable('appointment').set({ is_claimed: 1, claim_state: state }).where('id', '=', id).execute()
}

/** Visits to come that stand, of these people, and that the endpoint was never told of. */
export async function listUnclaimed(
  db: Db,
  practitionerIds: readonly string[],
  now: Instant,
): Promise<AppointmentId[]> {
  if (practitionerIds.length === 0) return []
  const rows = await db
    .selectFrom('appointment')
    .select('id')
    .where('practitioner_id', 'in', practitionerIds)
    // No visit is longer than a day: lets the index on the start find those that have begun.
    .where('starts_at', '>', plusMilliseconds(now, -DAY))
    .where('ends_at', '>', now)
    .where('status', '!=', 'cancelled')
    .where('undone_at', 'is', null)
    .where('is_claimed', '=', 0)
    .orderBy('starts_at')
    .execute()
  return rows.map((row) => AppointmentId.parse(row.id))
}

/** Every visit to come that the endpoint was told of, those that are off among them. */
export async function listClaimed(db: Db, now: Instant): Promise<AppointmentId[]> {
  const rows = await db
    .selectFrom('appointment')
    .select('id')
    .where('starts_at', '>', plusMilliseconds(now, -DAY))
    .where('ends_at', '>', now)
    .where('is_claimed', '=', 1)
    .orderBy('starts_at')
    .execute()
  return rows.map((row) => AppointmentId.parse(row.id))
}

/** Other visits of the same practitioner that stand and that a visit runs into, buffers included, in order of time. */
export async function listRunningInto(db: Db, id: AppointmentId) {
  const visit = await findClaimable(db, id)
  if (!visit) return []
  const wanted = occupiedSpan(visit)
  const rows = await db
    .selectFrom('appointment')
    .innerJoin('service', 'service.id', 'appointment.service_id')
    .select(['appointment.id', 'starts_at', 'ends_at', 'buffer_before_minutes', 'buffer_after_minutes', 'claim_state'])
    .where('appointment.id', '!=', id)
    .where('practitioner_id', '=', visit.practitionerId)
    .where('starts_at', '>', plusMilliseconds(wanted.startsAt, -DAY))
    .where('starts_at', '<', plusMilliseconds(wanted.endsAt, DAY))
    .where('status', '!=', 'cancelled')
    .where('undone_at', 'is', null)
    .orderBy('starts_at')
    .execute()
  return rows
    .map((row) => ({
      id: AppointmentId.parse(row.id),
      claimState: row.claim_state,
      ...occupiedSpan({
        startsAt: Instant.parse(row.starts_at),
        endsAt: Instant.parse(row.ends_at),
        bufferBeforeMinutes: row.buffer_before_minutes,
        bufferAfterMinutes: row.buffer_after_minutes,
      }),
    }))
    .filter(({ startsAt, endsAt }) => startsAt < wanted.endsAt && wanted.startsAt < endsAt)
}

/** R6.3: whether the clinic has yet to say yes to it. */
export async function setAwaited(tx: Tx, id: AppointmentId, isAwaited: boolean): Promise<void> {
  await tx
    .updateTable('appointment')
    .set({ is_awaited: isAwaited ? 1 : 0 })
    .where('id', '=', id)
    .execute()
}

export async function isAwaited(db: Db, id: AppointmentId): Promise<boolean> {
  const row = await db
    .selectFrom('appointment')
    .select('id')
    .where('id', '=', id)
    .where('is_awaited', '=', 1)
    .where('status', '!=', 'cancelled')
    .executeTakeFirst()
  return row !== undefined
}
