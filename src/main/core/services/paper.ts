import type { DayAppointment } from '../../../shared/contract/desk/calendar.ts'
import type { PrintedCalendar, PrintedCallList, Slip } from '../../../shared/contract/desk/paper.ts'
import { canBeMoved } from '../../../shared/domain/appointments.ts'
import { wayToChange } from '../../../shared/domain/booking/claims.ts'
import { callListOf, isWithoutReminder, type CallListOf } from '../../../shared/domain/callList.ts'
import { AppointmentId, LinkId, type PatientId, type StaffId } from '../../../shared/domain/ids.ts'
import { Instant, type CalendarDay } from '../../../shared/domain/time.ts'
import type { Acting, Tx } from '../context.ts'
import { listAppointmentsOfPatient } from '../db/appointments.ts'
import { readClinic } from '../db/clinic.ts'
import { findLink } from '../db/links.ts'
import { readOnlineBookingRow } from '../db/onlineBooking.ts'
import { findPatient } from '../db/patients.ts'
import { appendAudit } from './audit.ts'
import { readDay } from './calendar.ts'
import { readWeek } from './calendarSpans.ts'
import { failure } from './serviceError.ts'
import { isTakenAway } from '../wire/in/onlineVisit.ts'

type Asked = {
  readonly view: 'day' | 'week'
  readonly on: CalendarDay
  /** Null: of a day everybody's; of a week whose the calendar shows. */
  readonly practitionerId: StaffId | null
}

/** R6.2, R8.6: a day or a week as it is printed; one row of the audit log says which, and of whom. */
export async function printCalendar(acting: Acting, asked: Asked): Promise<PrintedCalendar> {
  const parts = asked.view === 'day' ? await partsOfDay(acting, asked) : await partsOfWeek(acting, asked)
  const isOfOne = asked.view === 'week' || asked.practitionerId !== null
  await acting.db.transaction().execute((tx) =>
    appendAudit(tx, acting, {
      action: 'calendar.printed',
      ...{ view: asked.view, on: parts[0]?.on ?? asked.on },
      name: isOfOne ? (parts[0]?.practitionerName ?? null) : null,
    }),
  )
  return { printedAt: acting.clock.now(), by: acting.actor.staff.name, parts }
}

async function partsOfDay(acting: Acting, { on, practitionerId }: Asked): Promise<PrintedCalendar['parts']> {
  const { columns, appointments } = await readDay(acting, on)
  return columns
    .filter((column) => practitionerId === null || column.practitionerId === practitionerId)
    .map((column) => ({
      on,
      practitionerId: column.practitionerId,
      practitionerName: column.name,
      open: column.open,
      visits: printed(appointments.filter((visit) => visit.practitionerId === column.practitionerId)),
    }))
}

async function partsOfWeek(acting: Acting, { on, practitionerId }: Asked): Promise<PrintedCalendar['parts']> {
  const week = await readWeek(acting, on, practitionerId)
  const person = week.people.find((each) => each.practitionerId === week.practitionerId)
  return week.days.map((day, index) => ({
    on: day.on,
    practitionerId: week.practitionerId,
    practitionerName: person?.name ?? '',
    open: person?.days[index]?.open ?? [],
    visits: printed(week.appointments.filter(({ startsAt }) => startsAt >= day.startsAt && startsAt < day.endsAt)),
  }))
}

function printed(appointments: readonly DayAppointment[]): PrintedCalendar['parts'][number]['visits'] {
  return appointments
    .filter(({ status }) => status !== 'cancelled')
    .map(({ id, startsAt, endsAt, patientName, serviceName, status }) => ({
      ...{ id, startsAt, endsAt },
      ...{ patientName, serviceName, status },
    }))
}

/** R10.1, R8.6: the call list of a day, as it is printed; one row of the audit log says of which day. */
export async function printCallList(
  acting: Acting,
  { on, of }: { readonly on: CalendarDay; readonly of: CallListOf },
): Promise<PrintedCallList> {
  const { columns, appointments } = await readDay(acting, on)
  const names = new Map(columns.map(({ practitionerId, name }) => [practitionerId, name]))
  const visits = callListOf(appointments, of).map((visit) => ({
    ...{ id: visit.id, startsAt: visit.startsAt, patientName: visit.patientName, patientPhone: visit.patientPhone },
    ...{ practitionerName: names.get(visit.practitionerId) ?? '', blockers: visit.blockers },
    isCalled: visit.called !== null,
    isWithoutReminder: isWithoutReminder(visit),
  }))
  await acting.db
    .transaction()
    .execute((tx) => appendAudit(tx, acting, { action: 'callList.printed', on, count: visits.length }))
  return { printedAt: acting.clock.now(), by: acting.actor.staff.name, on, of, visits }
}

/**
 * R6.2, R8.6: the visits that a patient still comes to, to hand over: when and with whom, never what for, and until when each can be
 * changed (R6.3).
 * @throws ServiceError NOT_FOUND, also of a visit that is over or does not stand
 */
export async function printSlip(
  acting: Acting,
  { patientId, appointmentId }: { readonly patientId: PatientId; readonly appointmentId: AppointmentId | null },
): Promise<Slip> {
  return acting.db.transaction().execute(async (tx) => {
    const patient = await findPatient(tx, patientId)
    if (!patient) throw failure('NOT_FOUND')
    const now = acting.clock.now()
    const rows = await listAppointmentsOfPatient(tx, patientId)
    const rules = { cutOffMinutes: (await readOnlineBookingRow(tx)).cut_off_minutes }
    const visits = []
    for (const row of rows.toReversed()) {
      if (!canBeMoved(row.status) || row.starts_at <= now) continue
      if (appointmentId !== null && row.id !== appointmentId) continue
      const startsAt = Instant.parse(row.starts_at)
      const isOnline = await hasBooker(tx, row.booked_by_link_id)
      visits.push({
        ...{ id: AppointmentId.parse(row.id), startsAt, endsAt: Instant.parse(row.ends_at) },
        practitionerName: row.practitioner_called_name,
        change: wayToChange({ startsAt, isOnline }, rules, now),
      })
    }
    if (visits.length === 0) throw failure('NOT_FOUND')
    await appendAudit(tx, acting, { action: 'appointments.printed', count: visits.length }, patientId)
    const clinic = await readClinic(tx)
    return {
      patientName: `${patient.givenName} ${patient.familyName}`,
      clinic: { name: clinic.name, addressLine: clinic.address_line, phone: clinic.phone },
      visits,
    }
  })
}

/** R6.3: whoever booked it online still holds the records with which they did. */
async function hasBooker(tx: Tx, linkId: string | null): Promise<boolean> {
  const link = linkId === null ? null : await findLink(tx, LinkId.parse(linkId))
  return link !== null && !isTakenAway(link)
}
