import type { StaffId } from '../../../shared/domain/ids.ts'
import { MINUTE, toInstant, type Instant } from '../../../shared/domain/time.ts'
import type { Db } from '../context.ts'
import { listOnSale } from '../db/onlineBooking.ts'

type Span = { readonly startsAt: Instant; readonly endsAt: Instant }
type Sold = Awaited<ReturnType<typeof readOnSale>>

/** R6.4: what the endpoint may be selling of a span of time. */
export function readOnSale(db: Db, { startsAt, endsAt }: Span) {
  return listOnSale(db, { from: Date.parse(startsAt) / MINUTE, to: Date.parse(endsAt) / MINUTE })
}

/** One practitioner's of it in one day, cut where the day begins and ends. */
export function onSaleIn(sold: Sold, practitionerId: StaffId, day: Span): Span[] {
  const [from, to] = [Date.parse(day.startsAt), Date.parse(day.endsAt)]
  return sold
    .filter((range) => range.practitioner_id === practitionerId)
    .map((range) => ({ from: Math.max(from, range.from_minute * MINUTE), to: Math.min(to, range.to_minute * MINUTE) }))
    .filter((range) => range.from < range.to)
    .map((range) => ({ startsAt: toInstant(range.from), endsAt: toInstant(range.to) }))
}
