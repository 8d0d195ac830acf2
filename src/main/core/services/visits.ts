import type { DayAppointment } from '../../../shared/contract/desk/calendar.ts'
import { blockersOf } from '../../../shared/domain/blockers.ts'
import type { ReminderState } from '../../../shared/domain/reminders.ts'
import { isTold } from '../../../shared/domain/telling.ts'
import { ageOn, dayOf } from '../../../shared/domain/zone.ts'
import type { CoreContext, Db } from '../context.ts'
import {
  listAccessOf,
  listAppointments,
  listFormsOf,
  listMailsOf,
  listOpenAccessInvitationsOf,
  listRemindersOf,
  toPlaceInSeries,
  type Which,
} from '../db/appointments.ts'
import { readClinic } from '../db/clinic.ts'
import { toTold } from '../db/visitChanges.ts'

/** Appointments as a list of the day shows them, each with what blocks it (R10.1). A fixed number of queries. */
export async function readVisits(
  db: Db,
  { clock }: Pick<CoreContext, 'clock'>,
  which: Which,
): Promise<DayAppointment[]> {
  const now = clock.now()
  const { time_zone: timeZone } = await readClinic(db)
  const appointments = await listAppointments(db, which)
  const access = new Map((await listAccessOf(db, which)).map((row) => [row.patient_id, row.level]))
  const forms = Map.groupBy(await listFormsOf(db, which), (form) => form.appointment_id)
  const lastMail = new Map((await listMailsOf(db, which)).map((mail) => [mail.appointment_id, mail.state]))
  const reminders = new Map((await listRemindersOf(db, which)).map((row) => [row.appointment_id, stateOf(row)]))
  const accessInvitations = new Map(
    (await listOpenAccessInvitationsOf(db, which, now)).map((row) => [row.patient_id, row.id]),
  )
  const today = dayOf(now, timeZone)
  return appointments.map((row) => {
    const formsOut = (forms.get(row.id) ?? []).filter((form) => form.submitted_at === null)
    const mailState = lastMail.get(row.id)
    const told = toTold(row.told_json)
    const reminder = reminders.get(row.id) ?? 'none'
    const standing = {
      startsAt: row.starts_at,
      endsAt: row.ends_at,
      practitionerId: row.practitioner_id,
      status: row.status,
    }
    return {
      id: row.id,
      version: row.version,
      patientId: row.patient_id,
      patientName: `${row.given_name} ${row.family_name}`,
      patientAge: row.birth_on === null ? null : ageOn(row.birth_on, today),
      patientPhone: row.phone,
      practitionerId: row.practitioner_id,
      serviceId: row.service_id,
      serviceName: row.service_name,
      startsAt: row.starts_at,
      endsAt: row.ends_at,
      status: row.status,
      statusAt: row.status_at,
      claim: row.claim_state,
      isBookedOnline: row.booked_by_link_id !== null,
      isAwaited: row.is_awaited === 1,
      cancelReason: row.cancel_reason,
      reminder,
      reason: row.reason,
      note: row.note,
      alert: row.alert,
      called: row.called_at === null ? null : { at: row.called_at, by: row.called_by_name ?? '' },
      isKnown: (told?.visit ?? null) !== null,
      hasEmail: row.email !== null,
      blockers: blockersOf({
        status: row.status,
        hasPractitioner: row.is_active === 1 && row.has_calendar === 1,
        isTold: isTold(standing, told, now),
        hasEmail: row.email !== null,
        access: access.get(row.patient_id) ?? null,
        formsOut: formsOut.length,
        hasMailTrouble: mailState === 'bounced' || mailState === 'failed' || reminder === 'lost',
      }),
      series: toPlaceInSeries(row),
      invitationId: formsOut.at(-1)?.invitation_id ?? accessInvitations.get(row.patient_id) ?? null,
    }
  })
}

function stateOf(row: Awaited<ReturnType<typeof listRemindersOf>>[number]): ReminderState {
  if (row.answered_at !== null) return 'willCome'
  if (row.state === 'bounced' || row.state === 'failed') return 'lost'
  return row.state === 'waiting' ? 'waits' : 'left'
}
