import { z } from 'zod'
import type { CoreContext, Tx } from '../../context.ts'
import { readClinic } from '../../db/clinic.ts'
import { listUnclaimed } from '../../db/claims.ts'
import { noteOffered, noteTaken, readOnlineBookingRow, saveLeftOn } from '../../db/onlineBooking.ts'
import { findOutboxRowAbout, isOutboxRowAsRead } from '../../db/outbox.ts'
import { dayOf } from '../../../../shared/domain/zone.ts'
import { enqueue } from '../enqueue.ts'
import type { OutRoom } from '../outRoom.ts'
import { listOnSale, readSale } from '../sale.ts'
import { leaveClaim } from './claimPut.ts'

/** What is on sale, whole (R6.4). */
export const salePut: OutRoom<Record<never, never>> = {
  kind: 'sale.put',
  pending: z.object({}),
  subjectOf: () => 'sale',
  prepare: async (context, _pending, row) => {
    const sale = await readSale(context)
    const ranges = sale?.practitioners ?? []
    // Booked meanwhile, a visit was taken for one that is not on sale: its claim goes first, and the row stands behind it.
    const isAsRead = await context.db.transaction().execute(async (tx) => {
      const stands = await isOutboxRowAsRead(tx, row)
      if (stands) await noteOffered(tx, ranges)
      return stands
    })
    if (!isAsRead) return { kind: 'later', dueAt: context.clock.now() }
    return {
      kind: 'push',
      bodies: [{ kind: 'sale.put', sale }],
      answered: async (tx, outcome) => {
        if (outcome.kind === 'taken') await noteTaken(tx, ranges)
        return { topics: [] }
      },
    }
  },
}

type Making = Pick<CoreContext, 'clock' | 'ids'>

/**
 * R6.4: call in any transaction that changes whose time is sold, or when: hours, time off, services, staff, the zone, the rules. Every
 * visit to come of whoever is on sale is claimed before anything of theirs is sold.
 */
export async function leaveSale(tx: Tx, context: Making): Promise<void> {
  const now = context.clock.now()
  const onSale = await listOnSale(tx)
  if (onSale.length === 0 && (await readOnlineBookingRow(tx)).left_on === null) return
  for (const id of await listUnclaimed(tx, onSale, now)) await leaveClaim(tx, context, id)
  await enqueue(tx, context, salePut, {})
  await saveLeftOn(tx, dayOf(now, (await readClinic(tx)).time_zone))
}

/** The horizon goes along with the clinic's day. */
export async function leaveSaleOfDay(context: CoreContext): Promise<void> {
  const { is_open, left_on } = await readOnlineBookingRow(context.db)
  if (is_open === 0) return
  const today = dayOf(context.clock.now(), (await readClinic(context.db)).time_zone)
  if (left_on !== today) await context.db.transaction().execute((tx) => leaveSale(tx, context))
}

/** A sale that waits leaves behind the claims that were caused after it. */
export async function putSaleBehind(tx: Tx, context: Making): Promise<void> {
  const waits = await findOutboxRowAbout(tx, salePut.kind, 'sale')
  if (waits) await enqueue(tx, context, salePut, {})
}
