import { timesFile } from '../../../shared/calendar/timesFile.ts'
import { BUSY_TIMES } from '../../../shared/domain/calendarFeed.ts'
import type { AppointmentId, StaffId } from '../../../shared/domain/ids.ts'
import type { CalendarDay } from '../../../shared/domain/time.ts'
import { dayBounds } from '../../../shared/domain/zone.ts'
import { calendarFile } from '../../../shared/mail/calendarFile.ts'
import { calendarOf } from '../../../shared/mail/mailVisit.ts'
import { speechIn } from '../../../shared/mail/words/speech.ts'
import type { Acting } from '../context.ts'
import { findVisitToTell } from '../db/booking.ts'
import { readClinic } from '../db/clinic.ts'
import { listTimesOf } from '../db/feeds.ts'
import { findStaffName } from '../db/staff.ts'
import { appendAudit } from './audit.ts'
import { MAIL_LANGUAGE, mailClinic } from './mail/leaveMail.ts'
import { failure } from './serviceError.ts'

type CalendarFile = { readonly text: string }

/**
 * R9.2, R8.6: a visit for its patient's calendar, where it is the same as the e-mails about it bring: when and where, never what for.
 * @throws ServiceError NOT_FOUND, also of a visit that is off
 */
export async function visitAsFile(
  acting: Acting,
  { appointmentId }: { readonly appointmentId: AppointmentId },
): Promise<CalendarFile> {
  return acting.db.transaction().execute(async (tx) => {
    const visit = await findVisitToTell(tx, appointmentId)
    if (!visit || visit.status === 'cancelled') throw failure('NOT_FOUND')
    await appendAudit(tx, acting, { action: 'appointment.savedAsFile' }, visit.patientId)
    const clinic = mailClinic(await readClinic(tx))
    const writing = { clinic, speech: speechIn(MAIL_LANGUAGE), now: acting.clock.now() }
    return { text: calendarFile(calendarOf(writing, visit, 'REQUEST'), null) }
  })
}

/**
 * R11.1, R8.6: when a practitioner is taken on some days of the clinic, without whose or what it is, as their calendar address tells it.
 * @throws ServiceError NOT_FOUND
 */
export async function timesAsFile(
  acting: Acting,
  asked: { readonly practitionerId: StaffId; readonly fromOn: CalendarDay; readonly toOn: CalendarDay },
): Promise<CalendarFile> {
  const { practitionerId, fromOn, toOn } = asked
  return acting.db.transaction().execute(async (tx) => {
    const name = await findStaffName(tx, practitionerId)
    if (name === null) throw failure('NOT_FOUND')
    const { time_zone: timeZone } = await readClinic(tx)
    const span = { startsAt: dayBounds(fromOn, timeZone).startsAt, endsAt: dayBounds(toOn, timeZone).endsAt }
    const { busy } = speechIn(MAIL_LANGUAGE).words.feed
    const times = await listTimesOf(tx, practitionerId, span, BUSY_TIMES)
    const entries = times.map((row) => ({
      // Its patient’s calendar, which may be the same program, knows the visit by its id alone.
      uid: `busy-${row.id}`,
      ...{ startsAt: row.starts_at, endsAt: row.ends_at, summary: busy, since: acting.clock.now() },
    }))
    await appendAudit(tx, acting, { action: 'times.savedAsFile', name, fromOn, toOn })
    return { text: timesFile({ name: busy, entries, refreshSeconds: null }) }
  })
}
