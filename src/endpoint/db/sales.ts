import { sql } from 'kysely'
import { z } from 'zod'
import { Sale } from '../../shared/domain/booking/sale.ts'
import { StaffId, type ClinicId } from '../../shared/domain/ids.ts'
import { numberLanes } from './lanes.ts'
import type { Db, Tx } from './tables.ts'

/** R11.6: more than a sale brings. What is longer was written by something else, and would block the process. */
const SALE_BYTES = 2 * 1024 * 1024

/** A sale but for its ranges, which are read by the lane. */
export const StoredSale = Sale.extend({ practitioners: z.array(z.object({ id: StaffId, name: z.string() })) })
export type StoredSale = z.infer<typeof StoredSale>

/** R6.4: whole, in the place of what was on sale; null: nothing is. What is claimed stays claimed. */
export async function putSale(tx: Tx, clinicId: ClinicId, sale: Sale | null): Promise<void> {
  await tx
    .deleteFrom('lane_range')
    .where('lane', 'in', (query) => query.selectFrom('lane').select('number').where('clinic_id', '=', clinicId))
    .execute()
  await tx.deleteFrom('sale').where('clinic_id', '=', clinicId).execute()
  if (sale === null) return
  const practitioners = sale.practitioners.map(({ id, name }) => ({ id, name }))
  const sale_json = JSON.stringify({ ...sale, practitioners } satisfies StoredSale)
  await tx.insertInto('sale').values({ clinic_id: clinicId, sale_json }).execute()
  const numbers = await numberLanes(
    tx,
    clinicId,
    practitioners.map(({ id }) => id),
  )
  const ranges = new Map(sale.practitioners.map((each) => [numbers.get(each.id), each.ranges]))
  const rows = [...ranges].flatMap(([lane, of]) =>
    lane === undefined ? [] : { lane, ranges_json: JSON.stringify(of) },
  )
  if (rows.length > 0) await tx.insertInto('lane_range').values(rows).execute()
}

export async function findSale(db: Db, clinicId: ClinicId): Promise<StoredSale | null> {
  const row = await db
    .selectFrom('sale')
    .select('sale_json')
    .where('clinic_id', '=', clinicId)
    .where(sql<number>`octet_length(sale_json)`, '<=', SALE_BYTES)
    .executeTakeFirst()
  return row ? StoredSale.parse(JSON.parse(row.sale_json)) : null
}
