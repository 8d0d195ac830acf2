import type { DayAppointment } from '../../../shared/contract/desk/calendar.ts'
import type { AppointmentId } from '../../../shared/domain/ids.ts'
import type { CalendarDay } from '../../../shared/domain/time.ts'
import type { AppointmentStatus } from '../../../shared/domain/visibility.ts'
import { dayBounds } from '../../../shared/domain/zone.ts'
import type { Acting, CoreContext, Db } from '../context.ts'
import { updateStatus } from '../db/appointments.ts'
import { lastChange } from '../db/lastChange.ts'
import { readClinic } from '../db/clinic.ts'
import { listStaff } from '../db/staff.ts'
import { markRecordsDue } from '../wire/out/recordsPut.ts'
import { appendAudit } from './audit.ts'
import { readHours } from './bookingTime.ts'
import { failure } from './serviceError.ts'
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
    open: hours.get(staff.id) ?? [],
  }))
  return { on, ...bounds, columns, appointments: await readVisits(db, context, { kind: 'span', ...bounds }) }
}

/** R6.1: everybody's hours on one day of the clinic's zone. */
export async function readOpenHours({ db }: Pick<CoreContext, 'db'>, on: CalendarDay) {
  const hours = await readHours(db, on)
  return (await listStaff(db))
    .filter((staff) => staff.hasCalendar)
    .map(({ id }) => ({ practitionerId: id, open: hours.get(id) ?? [] }))
}

/** Null when there is none. Takes its executor, so that whoever booked it reads it in the same transaction. */
export async function readVisit(
  db: Db,
  context: Pick<CoreContext, 'clock'>,
  id: AppointmentId,
): Promise<DayAppointment | null> {
  const [visit] = await readVisits(db, context, { kind: 'one', id })
  return visit ?? null
}

/**
 * R6.2: arrived, in session, completed, no-show, cancelled, or back. The same status again changes nothing. Cancelling
 * leaves the patient not told (R6.6).
 * @param input.seenVersion of the visit as the person saw it (R10.7)
 * @throws ServiceError NOT_FOUND, CHANGED_MEANWHILE
 */
export async function setStatus(
  acting: Acting,
  input: { readonly id: AppointmentId; readonly seenVersion: number; readonly status: AppointmentStatus },
): Promise<DayAppointment> {
  const { id, seenVersion, status } = input
  const visit = await acting.db.transaction().execute(async (tx) => {
    const before = await readVisit(tx, acting, id)
    if (!before) throw failure('NOT_FOUND')
    if (before.status === status) return before
    if (before.version !== seenVersion) {
      throw failure('CHANGED_MEANWHILE', { ...(await lastChange(tx, 'appointment', id)), current: before })
    }
    const at = acting.clock.now()
    const isCalledOff = status === 'cancelled'
    await updateStatus(tx, id, { status, at, by: acting.actor.staff.id, isCalledOff })
    const facts = { action: 'appointment.statusChanged', from: before.status, to: status } as const
    await appendAudit(tx, acting, facts, before.patientId)
    await markRecordsDue(tx, acting, before.patientId)
    return readVisit(tx, acting, id)
  })
  if (!visit) throw failure('NOT_FOUND')
  acting.changes.publish('appointments')
  acting.wakeSync()
  return visit
}
