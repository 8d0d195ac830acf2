import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator'
import type { AppointmentId } from '../domain/ids.ts'
import type { MailContent } from '../domain/mailContent.ts'
import type { Instant } from '../domain/time.ts'

export type CalendarEntry = {
  readonly id: AppointmentId
  readonly startsAt: Instant
  readonly endsAt: Instant
  /** Rises with every change, so that the patient's calendar takes the newest (R9.2). */
  readonly sequence: number
  /** What the patient's calendar shows: whose visit it is, never what for. */
  readonly summary: string
  readonly addressLine: string
  readonly description: string
  /** The visit is off: whatever calendar has it takes it out. */
  readonly isCancelled: boolean
  readonly now: Instant
}

/**
 * The .ics of a visit (R9.1, R9.2). Its UID is the appointment's id, the same in every e-mail about it. Times are
 * written in UTC, which every calendar shows in its owner's zone; nothing says what the visit is for.
 */
export function calendarFile(entry: CalendarEntry): NonNullable<MailContent['calendar']> {
  const calendar = ical({
    prodId: { company: 'Anteroom', product: 'Anteroom', language: 'EN' },
    method: entry.isCancelled ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.PUBLISH,
  })
  calendar.createEvent({
    id: entry.id,
    sequence: entry.sequence,
    stamp: new Date(entry.now),
    start: new Date(entry.startsAt),
    end: new Date(entry.endsAt),
    summary: entry.summary,
    status: entry.isCancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    ...(entry.addressLine === '' ? {} : { location: entry.addressLine }),
    ...(entry.description === '' ? {} : { description: entry.description }),
  })
  return { method: entry.isCancelled ? 'CANCEL' : 'PUBLISH', filename: 'visit.ics', content: calendar.toString() }
}
