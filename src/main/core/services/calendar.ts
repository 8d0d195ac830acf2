import type { DayAppointment } from '../../../shared/contract/desk/calendar.ts'
import type { AppointmentId } from '../../../shared/domain/ids.ts'
import type { CalendarDay } from '../../../shared/domain/time.ts'
import { dayBounds } from '../../../shared/domain/zone.ts'
import type { CoreContext, Db } from '../context.ts'
import { readClinic } from '../db/clinic.ts'
import { listEverybody, listStaff } from '../db/staff.ts'
import { readHours } from './bookingTime.ts'
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
  const columns = (await listEverybody(db))
    .map(({ staff, isActive }) => ({ staff, isBookable: isActive && staff.hasCalendar }))
    .filter(({ staff, isBookable }) => isBookable || visited.has(staff.id))
    .map(({ staff: { id, name, tint }, isBookable }) => ({
      ...{ practitionerId: id, name, tint, isBookable },
      open: isBookable ? [...(hours.get(id)?.open ?? [])] : [],
      awayFor: hours.get(id)?.off.find(({ word }) => word !== '')?.word ?? null,
    }))
  return { on, ...bounds, columns, appointments }
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
