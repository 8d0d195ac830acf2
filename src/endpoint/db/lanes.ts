import { sql } from 'kysely'
import { z } from 'zod'
import { spanOf } from '../../shared/domain/booking/claims.ts'
import type { Lane } from '../../shared/domain/booking/freeTimes.ts'
import { Range } from '../../shared/domain/booking/sale.ts'
import { StaffId, type AppointmentId, type ClinicId } from '../../shared/domain/ids.ts'
import { MINUTE, type Instant } from '../../shared/domain/time.ts'
import type { Db, Tx } from './tables.ts'

/** R11.6: more than a sale brings of one practitioner. What is longer was written by something else. */
const RANGES_BYTES = 256 * 1024
export const StoredRanges = z.array(Range)

/** The numbers of the clinic's practitioners; whoever had none has one from now on. */
export async function numberLanes(
  tx: Tx,
  clinicId: ClinicId,
  practitionerIds: readonly StaffId[],
): Promise<ReadonlyMap<string, number>> {
  if (practitionerIds.length === 0) return new Map()
  const known = await findLanes(tx, clinicId, practitionerIds)
  const unknown = practitionerIds.filter((id) => !known.has(id))
  if (unknown.length === 0) return known
  await tx
    .insertInto('lane')
    .values(unknown.map((id) => ({ clinic_id: clinicId, practitioner_id: id })))
    .onConflict((conflict) => conflict.columns(['clinic_id', 'practitioner_id']).doNothing())
    .execute()
  return findLanes(tx, clinicId, practitionerIds)
}

async function findLanes(
  db: Db,
  clinicId: ClinicId,
  practitionerIds: readonly StaffId[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .selectFrom('lane')
    .select(['number', 'practitioner_id'])
    .where('clinic_id', '=', clinicId)
    .where('practitioner_id', 'in', practitionerIds)
    .execute()
  return new Map(rows.map(({ number, practitioner_id }) => [practitioner_id, number]))
}

/**
 * R6.4, the first guard: whoever claims in a lane waits here for whoever does so already, and then sees what they claimed.
 * In one order, so that nobody waits in a circle; after the clinic's row, where that is locked too.
 */
export async function lockLanes(tx: Tx, numbers: readonly number[]): Promise<void> {
  for (const number of new Set([...numbers].sort((a, b) => a - b))) {
    await tx
      .updateTable('lane')
      .set({ clinic_id: sql`clinic_id` })
      .where('number', '=', number)
      .execute()
  }
}

export type NumberedLane = Lane<StaffId> & { readonly number: number }

/**
 * When these practitioners can be booked, and when they are taken, between two instants; in the order in which they are
 * named. History costs nothing: what has ended lies before where the index is entered.
 * @param exceptId whose own time counts as free
 */
export async function readLanes(
  db: Db,
  clinicId: ClinicId,
  practitionerIds: readonly StaffId[],
  {
    from,
    until,
    now,
    exceptId,
  }: {
    readonly from: number
    readonly until: number
    readonly now: Instant
    readonly exceptId?: AppointmentId | undefined
  },
): Promise<NumberedLane[]> {
  const taken = sql<string | null>`(SELECT
    string_agg(CAST(busy_from AS TEXT) || ' ' || CAST(busy_to AS TEXT), ',' ORDER BY busy_from) FROM claim
    WHERE claim.lane = lane.number AND ended_at IS NULL
    AND busy_to > ${Math.floor(from / MINUTE)} AND busy_from < ${Math.ceil(until / MINUTE)}
    AND (held_until IS NULL OR held_until > ${now}) AND id != ${exceptId ?? ''})`
  const rows = await db
    .selectFrom('lane')
    .innerJoin('lane_range', 'lane_range.lane', 'lane.number')
    .select(['lane.number', 'lane.practitioner_id', 'lane_range.ranges_json', taken.as('taken')])
    .where('lane.clinic_id', '=', clinicId)
    .where('lane.practitioner_id', 'in', practitionerIds)
    .where(sql<number>`octet_length(ranges_json)`, '<=', RANGES_BYTES)
    .execute()
  const lanes = new Map(
    rows.map(({ number, practitioner_id, ranges_json, taken }) => {
      const open = StoredRanges.parse(JSON.parse(ranges_json)).map(spanOf)
      const practitionerId = StaffId.parse(practitioner_id)
      return [practitioner_id, { number, practitionerId, open: within(open, from, until), busy: spansOf(taken) }]
    }),
  )
  return practitionerIds.flatMap((id) => lanes.get(id) ?? [])
}

function within(open: Lane<StaffId>['open'], from: number, until: number): Lane<StaffId>['open'] {
  return open.filter((stretch) => stretch.to > from && stretch.from < until)
}

/** @param taken `29540000 29540030,29540045 29540060` */
function spansOf(taken: string | null): Lane<StaffId>['busy'] {
  if (taken === null) return []
  return taken.split(',').map((pair) => {
    const [from, to] = pair.split(' ')
    return spanOf([Number(from), Number(to)])
  })
}

/** How many visits each lane has between two instants, holds among them; lanes without any are left out. */
export async function countBusy(
  db: Db,
  lanes: readonly number[],
  { from, until }: { readonly from: number; readonly until: number },
): Promise<ReadonlyMap<number, number>> {
  const rows = await db
    .selectFrom('claim')
    .select(({ fn }) => ['lane', fn.countAll<string | number>().as('count')])
    .where('lane', 'in', lanes)
    .where('ended_at', 'is', null)
    .where('busy_to', '>', from / MINUTE)
    .where('busy_from', '<', until / MINUTE)
    .groupBy('lane')
    .execute()
  return new Map(rows.map(({ lane, count }) => [lane, Number(count)]))
}
