import type { DayAppointment } from '../../../shared/contract/desk/calendar.ts'
import type { AppointmentId, StaffId } from '../../../shared/domain/ids.ts'
import type { CalendarDay } from '../../../shared/domain/time.ts'
import { dayBounds } from '../../../shared/domain/zone.ts'
import type { CoreContext, Db } from '../context.ts'
import { readClinic } from '../db/clinic.ts'
import { listEverybody, listStaff } from '../db/staff.ts'
import { readHours, type DayHours } from './bookingTime.ts'
import { onSaleIn, readOnSale } from './onSale.ts'
import { readVisits } from './visits.ts'

/**
 * R6.1, R6.2: one day of the clinic's zone, a column for each practitioner. Whoever left, or sees patients no longer, has one
 * on the days on which visits of theirs stand (R10.3).
 */
export async function readDay(context: CoreContext, on: CalendarDay) {
  const { db } = context
  const bounds = dayBounds(on, (await readClinic(db)).time_zone)
  const hours = await readHours(db, on)
  const appointments = await readVisits(db, context, { kind: 'span', ...bounds })
  const visited = new Set(
    appointments.filter(({ status }) => status !== 'cancelled').map(({ practitionerId }) => practitionerId),
  )
  const sale = await readOnSale(db, bounds)
  const columns = (await listColumns(db, visited)).map((each) => ({
    ...each,
    ...workedBy(each, hours),
    onSale: onSaleIn(sale, each.practitionerId, bounds),
  }))
  return { on, ...bounds, columns, appointments }
}

/** Who has a column: whoever sees patients, and whoever has visits that stand. */
export async function listColumns(db: Db, visited: ReadonlySet<StaffId>) {
  return (await listEverybody(db))
    .map(({ staff: { id, name, tint, hasCalendar }, isActive }) => ({
      ...{ practitionerId: id, name, tint },
      isBookable: isActive && hasCalendar,
    }))
    .filter(({ practitionerId, isBookable }) => isBookable || visited.has(practitionerId))
}

/** When somebody works on a day, and what their time off on it is for. */
export function workedBy(
  { practitionerId, isBookable }: { readonly practitionerId: StaffId; readonly isBookable: boolean },
  hours: ReadonlyMap<string, DayHours>,
) {
  const known = hours.get(practitionerId)
  return {
    open: isBookable ? [...(known?.open ?? [])] : [],
    awayFor: known?.off.find(({ word }) => word !== '')?.word ?? null,
  }
}

/** R6.1: everybody's hours on one day of the clinic's zone. */
export async function readOpenHours({ db }: Pick<CoreContext, 'db'>, on: CalendarDay) {
  const hours = await readHours(db, on)
  return (await listStaff(db))
    .filter((staff) => staff.hasCalendar)
    .map(({ id }) => ({ practitionerId: id, open: [...(hours.get(id)?.open ?? [])] }))
}

/** Null when there is none. Takes its executor, so that whoever booked it reads it in the same transaction. */
export async function readVisit(
  db: Db,
  context: Pick<CoreContext, 'clock'>,
  id: AppointmentId,
): Promise<DayAppointment | null> {
  const [visit] = await readVisits(db, context, { kind: 'these', ids: [id] })
  return visit ?? null
}
