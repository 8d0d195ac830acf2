import { z } from 'zod'
import type { OutboxBody } from '../../shared/contract/outbox.ts'
import { busyMinutes } from '../../shared/domain/booking/claims.ts'
import { AppointmentId, ServiceId, StaffId, type ClinicId } from '../../shared/domain/ids.ts'
import { DAY, Instant, plusMilliseconds } from '../../shared/domain/time.ts'
import type { OfferAnswer } from '../../shared/envelope/offers.ts'
import { endClaim, findClaim, insertClaim, takeHeld } from './claims.ts'
import { isOfLength } from './isOfLength.ts'
import type { Db, Tx } from './tables.ts'

const StoredState = z.enum(['open', 'accepted', 'declined', 'withdrawn', 'gone'])
type StoredState = z.infer<typeof StoredState>

export type StoredOffer = {
  readonly id: AppointmentId
  /** `lapsed` where it is open and its time is over. */
  readonly state: StoredState | 'lapsed'
  readonly practitionerId: StaffId
  readonly serviceId: ServiceId
  readonly startsAt: Instant
  readonly endsAt: Instant
  readonly until: Instant
}

const Stored = z.object({
  id: AppointmentId,
  state: StoredState,
  practitioner_id: StaffId,
  service_id: ServiceId,
  starts_at: Instant,
  ends_at: Instant,
  until_at: Instant,
})
const COLUMNS = Object.keys(Stored.shape) as (keyof typeof Stored.shape)[] // its own keys

/** Null for an unknown token, one of another clinic and a row that no call can have written alike (R11.6). */
export async function findOffer(
  db: Db,
  clinicId: ClinicId,
  tokenHash: string,
  now: Instant,
): Promise<StoredOffer | null> {
  const row = await db
    .selectFrom('offer')
    .select(COLUMNS)
    .where('clinic_id', '=', clinicId)
    .where('token_hash', '=', tokenHash)
    .where(isOfLength(COLUMNS))
    .executeTakeFirst()
  const stored = Stored.safeParse(row)
  if (!stored.success) return null
  const { id, state, practitioner_id, service_id, starts_at, ends_at, until_at } = stored.data
  return {
    id,
    state: state === 'open' && until_at <= now ? 'lapsed' : state,
    practitionerId: practitioner_id,
    serviceId: service_id,
    startsAt: starts_at,
    endsAt: ends_at,
    until: until_at,
  }
}

/**
 * R6.2: the desk keeps a time for whoever has a link, as a hold with a life of its own. One that is here stays as it stands.
 * @throws TimeTakenError
 */
export async function putOffer(
  tx: Tx,
  clinicId: ClinicId,
  lane: number,
  body: Extract<OutboxBody, { kind: 'offer.put' }>,
  now: Instant,
): Promise<void> {
  const { id, practitionerId, serviceId, startsAt, endsAt, until } = body
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('offer')
    .values({
      ...{
        clinic_id: clinicId,
        id,
        token_hash: body.tokenHash,
        practitioner_id: practitionerId,
        service_id: serviceId,
      },
      ...{ starts_at: startsAt, ends_at: endsAt, until_at: until, state: 'open' },
    })
    .onConflict((conflict) => conflict.columns(['clinic_id', 'id']).doNothing())
    .executeTakeFirst()
  if (numInsertedOrUpdatedRows !== 1n) return
  const hold = { until, tokenHash: null, holderHash: null, siteHash: null, serviceId }
  const claim = { id, lane, ...busyMinutes(body, body), startsAt, endsAt, sequence: 0, isOnPurpose: false, hold }
  await insertClaim(tx, clinicId, claim, now)
}

/**
 * The first answer counts: whoever takes it has the time, which nobody else can have meanwhile; whoever does not gives it back.
 * After the clinic's row is locked. @returns whether this was the first
 * @throws TimeTakenError where the hold was taken for one that had run out, and somebody else has the time
 */
export async function answerOffer(
  tx: Tx,
  clinicId: ClinicId,
  { id }: Pick<StoredOffer, 'id'>,
  answer: OfferAnswer,
  now: Instant,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('offer')
    .set({ state: answer })
    .where('clinic_id', '=', clinicId)
    .where('id', '=', id)
    .where('state', '=', 'open')
    .where('until_at', '>', now)
    .executeTakeFirst()
  if (numUpdatedRows !== 1n) return false
  if (answer === 'declined') await endClaim(tx, clinicId, id, now)
  else await takeHeld(tx, clinicId, await findClaim(tx, clinicId, id), now)
  return true
}

/** R6.2: an answer that came before stands. */
export async function endOffer(tx: Tx, clinicId: ClinicId, id: AppointmentId, now: Instant): Promise<void> {
  if (await closeOffer(tx, clinicId, id, 'withdrawn')) await endClaim(tx, clinicId, id, now)
}

/** @returns whether it was open */
export async function closeOffer(
  db: Db,
  clinicId: ClinicId,
  id: AppointmentId,
  state: 'withdrawn' | 'gone',
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('offer')
    .set({ state })
    .where('clinic_id', '=', clinicId)
    .where('id', '=', id)
    .where('state', '=', 'open')
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Whoever opens an old link is told for so long what became of it. */
const KEPT_MILLISECONDS = 30 * DAY

export async function deletePastOffers(db: Db, now: Instant): Promise<void> {
  await db.deleteFrom('offer').where('until_at', '<=', plusMilliseconds(now, -KEPT_MILLISECONDS)).execute()
}
