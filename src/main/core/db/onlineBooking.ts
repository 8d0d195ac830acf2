import type { Selectable } from 'kysely'
import type { Range, Sale } from '../../../shared/domain/booking/sale.ts'
import type { StaffId } from '../../../shared/domain/ids.ts'
import type { CalendarDay, Instant } from '../../../shared/domain/time.ts'
import type { Db, Tx } from '../context.ts'
import { compileOnce } from './compileOnce.ts'
import type { OnlineBookingTable } from './onlineTables.ts'

export type OnlineBookingRow = Selectable<OnlineBookingTable>

const selectRow = compileOnce((db) => db.selectFrom('online_booking').selectAll())

/** By which rules the clinic sells its times, and whether it does. */
export async function readOnlineBookingRow(db: Db): Promise<OnlineBookingRow> {
  const [row] = await selectRow(db, {})
  if (!row) throw new Error('The migration leaves one')
  return row
}

export type OnlineBookingChanges = {
  readonly isOpen?: boolean | undefined
  readonly noticeMinutes?: number | undefined
  readonly horizonDays?: number | undefined
  readonly cutOffMinutes?: number | undefined
  readonly stepMinutes?: number | undefined
  readonly mostOpen?: number | undefined
  readonly isApprovedFirst?: boolean | undefined
  readonly frameSites?: string | undefined
  readonly offerMinutes?: number | undefined
}

const toNumber = (flag: boolean | undefined) => (flag === undefined ? undefined : flag ? 1 : 0)

/** Its version rises (R10.7). */
export async function updateOnlineBooking(
  tx: Tx,
  changes: OnlineBookingChanges,
  by: StaffId,
  at: Instant,
): Promise<void> {
  await tx
    .updateTable('online_booking')
    .set((row) => ({
      is_open: toNumber(changes.isOpen),
      notice_minutes: changes.noticeMinutes,
      horizon_days: changes.horizonDays,
      cut_off_minutes: changes.cutOffMinutes,
      step_minutes: changes.stepMinutes,
      most_open: changes.mostOpen,
      is_approved_first: toNumber(changes.isApprovedFirst),
      frame_sites: changes.frameSites,
      offer_minutes: changes.offerMinutes,
      version: row('version', '+', 1),
      changed_by: by,
      changed_at: at,
    }))
    .execute()
}

/** For which clinic day the ranges were left in the outbox last. */
export async function saveLeftOn(tx: Tx, on: CalendarDay): Promise<void> {
  await tx.updateTable('online_booking').set({ left_on: on }).execute()
}

const selectOver = compileOnce(
  (db, { practitionerId, from, to }: { practitionerId: string; from: number; to: number }) =>
    db
      .selectFrom('range_on_sale')
      .select('practitioner_id')
      .where('practitioner_id', '=', practitionerId)
      .where('from_minute', '<', to)
      .where('to_minute', '>', from)
      .limit(1),
)

/** Whether the endpoint may be selling any of this time, in minutes since the epoch. */
export async function isOnSale(
  db: Db,
  practitionerId: StaffId,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<boolean> {
  return (await selectOver(db, { practitionerId, from, to })).length > 0
}

/** What the endpoint may be selling that touches a span of time, in order; all in minutes since the epoch. */
export function listOnSale(db: Db, { from, to }: { readonly from: number; readonly to: number }) {
  return db
    .selectFrom('range_on_sale')
    .where('from_minute', '<', to)
    .where('to_minute', '>', from)
    .select(['practitioner_id', 'from_minute', 'to_minute'])
    .orderBy('from_minute')
    .execute()
}

/** Whoever the endpoint may be selling time of. */
export async function listSellable(db: Db): Promise<string[]> {
  const rows = await db.selectFrom('range_on_sale').select('practitioner_id').distinct().execute()
  return rows.map((row) => row.practitioner_id)
}

type Ranges = Sale['practitioners']

const rowsOf = (practitioners: Ranges, isTaken: 0 | 1) =>
  practitioners.flatMap(({ id, ranges }) =>
    ranges.map(([from, to]: Range) => ({
      ...{ practitioner_id: id, from_minute: from, to_minute: to, is_taken: isTaken },
    })),
  )

/** SQLite takes so many values in one statement by far. */
const ROWS_AT_A_TIME = 1_000

async function insertRanges(tx: Tx, practitioners: Ranges, isTaken: 0 | 1): Promise<void> {
  const rows = rowsOf(practitioners, isTaken)
  for (let at = 0; at < rows.length; at += ROWS_AT_A_TIME) {
    await tx
      .insertInto('range_on_sale')
      .values(rows.slice(at, at + ROWS_AT_A_TIME))
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }
}

/** Before it is pushed: from then on the endpoint may sell it, whether or not its answer arrives. */
export function noteOffered(tx: Tx, practitioners: Ranges): Promise<void> {
  return insertRanges(tx, practitioners, 0)
}

/** The endpoint has taken this, whole, in the place of whatever it had. */
export async function noteTaken(tx: Tx, practitioners: Ranges): Promise<void> {
  await forgetRanges(tx)
  await insertRanges(tx, practitioners, 1)
}

/** Another endpoint sells nothing yet. */
export async function forgetRanges(tx: Tx): Promise<void> {
  await tx.deleteFrom('range_on_sale').execute()
}
