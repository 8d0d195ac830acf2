import type { ReminderPreview } from '../../../../shared/contract/desk/email.ts'
import { AppointmentId, MailId } from '../../../../shared/domain/ids.ts'
import { ClockTime, HOUR, MINUTE, plusMilliseconds } from '../../../../shared/domain/time.ts'
import { dayOf, instantOf, plusDays } from '../../../../shared/domain/zone.ts'
import type { Acting } from '../../context.ts'
import { readClinic } from '../../db/clinic.ts'
import { composeReminder, saidOfClinic } from './reminderMail.ts'

/** R9.1: a reminder as it leaves, of a visit that does not exist: in three days at ten. Its link leads to no reminder. */
export async function previewReminder({ db, clock, ids, actor }: Acting): Promise<ReminderPreview> {
  const { time_zone: timeZone } = await readClinic(db)
  const startsAt = instantOf(plusDays(dayOf(clock.now(), timeZone), 3), ClockTime.parse('10:00'), timeZone)
  const visit = {
    id: AppointmentId.parse(ids()),
    startsAt,
    endsAt: plusMilliseconds(startsAt, 30 * MINUTE),
    sequence: 0,
  }
  const { subject, text, html } = composeReminder(await saidOfClinic(db), {
    id: MailId.parse(ids()),
    visit,
    practitionerCalledName: actor.staff.calledName,
    to: '',
    fragment: '',
    leavesAt: plusMilliseconds(startsAt, -24 * HOUR),
  })
  return { subject, text, html }
}
