import { linesOf } from '../../../shared/contract/desk/onlineBooking.ts'
import { isOfferedBy } from '../../../shared/domain/bookingConcerns.ts'
import type { Range, Sale, SaleRules } from '../../../shared/domain/booking/sale.ts'
import { saleRanges, type DayOfHours } from '../../../shared/domain/booking/saleRanges.ts'
import type { StaffId } from '../../../shared/domain/ids.ts'
import type { CalendarDay } from '../../../shared/domain/time.ts'
import { dayOf, plusDays } from '../../../shared/domain/zone.ts'
import type { CoreContext, Db } from '../context.ts'
import { readClinic } from '../db/clinic.ts'
import { readOnlineBookingRow, type OnlineBookingRow } from '../db/onlineBooking.ts'
import { listServices } from '../db/services.ts'
import { listStaff } from '../db/staff.ts'
import { readHours } from '../services/bookingTime.ts'

/** What the contract takes of one practitioner. */
const MOST_RANGES = 5_000

/**
 * R6.3, R6.4: what the clinic has on sale as its file stands now, from today to the horizon; null while it is closed. On sale is
 * whoever has a calendar and offers something that may be booked online.
 */
export async function readSale({ db, clock }: Pick<CoreContext, 'db' | 'clock'>): Promise<Sale | null> {
  const row = await readOnlineBookingRow(db)
  if (row.is_open === 0) return null
  const { time_zone: timeZone } = await readClinic(db)
  const { services, practitioners } = await readOffers(db)
  const today = dayOf(clock.now(), timeZone)
  const days = await readDays(db, today, row.horizon_days)
  return {
    rules: toRules(row),
    services,
    practitioners: practitioners.map(({ id, name }) => ({ id, name, ranges: rangesOf(days, id, timeZone) })),
    frameSites: linesOf(row.frame_sites),
  }
}

/** Whoever is on sale, or would be: nobody while it is closed. */
export async function listOnSale(db: Db): Promise<readonly StaffId[]> {
  const { is_open } = await readOnlineBookingRow(db)
  return is_open === 0 ? [] : (await readOffers(db)).practitioners.map(({ id }) => id)
}

async function readOffers(db: Db) {
  const staff = (await listStaff(db)).filter(({ hasCalendar }) => hasCalendar)
  const services = (await listServices(db))
    .filter(({ isBookableOnline }) => isBookableOnline)
    .map(({ id, name, minutes, bufferBeforeMinutes, bufferAfterMinutes, practitionerIds }) => ({
      ...{ id, name, minutes, bufferBeforeMinutes, bufferAfterMinutes },
      practitionerIds: staff.map((each) => each.id).filter((each) => isOfferedBy({ practitionerIds }, each)),
    }))
    .filter(({ practitionerIds }) => practitionerIds.length > 0)
  const offering = new Set(services.flatMap(({ practitionerIds }) => practitionerIds))
  return {
    services,
    practitioners: staff.filter(({ id }) => offering.has(id)).map(({ id, calledName }) => ({ id, name: calledName })),
  }
}

type Day = { readonly on: CalendarDay; readonly hours: Awaited<ReturnType<typeof readHours>> }

async function readDays(db: Db, today: CalendarDay, horizonDays: number): Promise<Day[]> {
  const days: Day[] = []
  for (let ahead = 0; ahead <= horizonDays; ahead += 1) {
    const on = plusDays(today, ahead)
    days.push({ on, hours: await readHours(db, on) })
  }
  return days
}

function rangesOf(days: readonly Day[], id: StaffId, timeZone: string): Range[] {
  const own = days.map(({ on, hours }): DayOfHours => ({ on, open: hours.get(id)?.open ?? [] }))
  return saleRanges(own, timeZone).slice(0, MOST_RANGES)
}

export function toRules(row: OnlineBookingRow): SaleRules {
  return {
    noticeMinutes: row.notice_minutes,
    horizonDays: row.horizon_days,
    cutOffMinutes: row.cut_off_minutes,
    stepMinutes: row.step_minutes,
    mostOpen: row.most_open,
    isApprovedFirst: row.is_approved_first === 1,
  }
}
