import type { MailId } from '../../../../shared/domain/ids.ts'
import type { MailContent } from '../../../../shared/domain/mailContent.ts'
import type { Instant } from '../../../../shared/domain/time.ts'
import { composeMail } from '../../../../shared/mail/compose.ts'
import type { MailVisit } from '../../../../shared/mail/mailVisit.ts'
import type { Db } from '../../context.ts'
import { readClinic } from '../../db/clinic.ts'
import { readOnlineBookingRow } from '../../db/onlineBooking.ts'
import { MAIL_LANGUAGE, mailClinic, portalOf } from '../mail/leaveMail.ts'

/** What a reminder says of the clinic; `clinicJson`: all of it as one text, another where anything of it is another. */
export async function saidOfClinic(db: Db) {
  const clinic = await readClinic(db)
  const portal = await portalOf(db)
  const { cut_off_minutes: cutOffMinutes } = await readOnlineBookingRow(db)
  return { clinic, portal, cutOffMinutes, clinicJson: JSON.stringify([mailClinic(clinic), cutOffMinutes, portal]) }
}

export function composeReminder(
  { clinic, portal, cutOffMinutes }: Awaited<ReturnType<typeof saidOfClinic>>,
  about: {
    readonly id: MailId
    readonly visit: MailVisit
    readonly practitionerCalledName: string
    readonly to: string
    /** What its link proves itself by. */
    readonly fragment: string
    /** As it will be read: what is then past is not offered. */
    readonly leavesAt: Instant
  },
): MailContent {
  const { id, visit, practitionerCalledName, to, fragment, leavesAt } = about
  const answerUrl = `${portal.origin}/c/${portal.clinicId}/come#${fragment}`
  return composeMail(
    mailClinic(clinic),
    { kind: 'reminder', practitionerCalledName, visit, cutOffMinutes, answerUrl },
    { id, to, language: MAIL_LANGUAGE, now: leavesAt },
  )
}
