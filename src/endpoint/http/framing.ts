import { ClinicId } from '../../shared/domain/ids.ts'
import { bookingNameOf } from '../../shared/domain/shortName.ts'
import { findClinicByName } from '../db/clinicNames.ts'
import { findSale } from '../db/sales.ts'
import type { Db } from '../db/tables.ts'

/** R6.3: the page on which a visit is booked, and what stands under it. */
const BOOKING_PAGE = /^\/c\/([^/]+)\/book(\/|$)/

export function isBookingPage(path: string): boolean {
  return BOOKING_PAGE.test(path) || bookingNameOf(path) !== null
}

/**
 * The sites in which a page may stand in a frame: the booking page in those that its clinic names, every other page in none, so
 * that nobody is led to press what they do not see.
 */
export async function frameSitesOf(db: Db, path: string): Promise<readonly string[]> {
  const name = bookingNameOf(path)
  const clinicId =
    name === null ? (ClinicId.safeParse(BOOKING_PAGE.exec(path)?.[1]).data ?? null) : await findClinicByName(db, name)
  return clinicId === null ? [] : ((await findSale(db, clinicId))?.frameSites ?? [])
}
