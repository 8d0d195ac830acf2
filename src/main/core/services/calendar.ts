import type { DayAppointment } from '../../../shared/contract/desk/calendar.ts'
import type { AppointmentId } from '../../../shared/domain/ids.ts'
import type { CalendarDay } from '../../../shared/domain/time.ts'
import { dayBounds } from '../../../shared/domain/zone.ts'
import type { CoreContext, Db } from '../context.ts'
import { readClinic } from '../db/clinic.ts'
import { listStaff } from '../db/staff.ts'
import { readHours } from './bookingTime.ts'
import { readVisits } from './visits.ts'

/** R6.1, R6.2: one day of the clinic's zone, a column for each practitioner. */
export async function readDay(context: CoreContext, on: CalendarDay) {
  const { db } = context
  const bounds = dayBounds(on, (await readClinic(db)).time_zone)
  const hours = await readHours(db, on)
  const practitioners = (await listStaff(db)).filter((staff) => staff.hasCalendar)
  const columns = practitioners.map((staff) => ({
    practitionerId: staff.id,
    name: staff.name,
    tint: staff.tint,
    open: [...(hours.get(staff.id)?.open ?? [])],
    awayFor: hours.get(staff.id)?.off.find(({ word }) => word !== '')?.word ?? null,
  }))
  return { on, ...bounds, columns, appointments: await readVisits(db, context, { kind: 'span', ...bounds }) }
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
