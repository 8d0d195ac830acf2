import type { MailCalendar } from '../domain/mailContent.ts'
import type { Writing } from './inZone.ts'

/** A visit, as every e-mail about it names it. */
export type MailVisit = Pick<MailCalendar, 'id' | 'startsAt' | 'endsAt' | 'sequence'>

/** R9.2: what a mail program is to know of it; nothing says what the visit is for. */
export function calendarOf(
  { clinic, speech: { words }, now }: Writing,
  visit: MailVisit,
  method: MailCalendar['method'],
): MailCalendar {
  const { id, startsAt, endsAt, sequence } = visit
  return {
    method,
    ...{ id, startsAt, endsAt, sequence },
    summary: words.calendar.summary(clinic.name),
    addressLine: clinic.addressLine,
    description: clinic.phone === '' ? '' : words.calendar.telephone(clinic.phone),
    stampAt: now,
  }
}
