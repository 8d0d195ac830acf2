import ical, { ICalAttendeeRole, ICalAttendeeStatus, ICalCalendarMethod, ICalEventStatus } from 'ical-generator'
import type { MailCalendar } from '../domain/mailContent.ts'

/** Whose visit it is: mail programs take an update or the end of one from the same organizer alone. */
export type CalendarPeople = {
  readonly organizer: { readonly name: string; readonly address: string }
  readonly attendee: string
}

/**
 * The .ics of an e-mail about a visit (R9.1, R9.2). Its UID is the appointment's id, the same in every e-mail about it. Times
 * are written in UTC, which every calendar shows in its owner's zone; nothing says what the visit is for. The patient said
 * that they would come: nobody is asked for an answer.
 */
export function calendarFile(visit: MailCalendar, { organizer, attendee }: CalendarPeople): string {
  const isOff = visit.method === 'CANCEL'
  const calendar = ical({
    prodId: { company: 'Anteroom', product: 'Anteroom', language: 'EN' },
    method: isOff ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.REQUEST,
  })
  const event = calendar.createEvent({
    id: visit.id,
    sequence: visit.sequence,
    stamp: new Date(visit.stampAt),
    start: new Date(visit.startsAt),
    end: new Date(visit.endsAt),
    summary: visit.summary,
    status: isOff ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    organizer: { name: organizer.name, email: organizer.address },
    ...(visit.addressLine === '' ? {} : { location: visit.addressLine }),
    ...(visit.description === '' ? {} : { description: visit.description }),
  })
  event.createAttendee({
    email: attendee,
    role: ICalAttendeeRole.REQ,
    status: ICalAttendeeStatus.ACCEPTED,
    rsvp: false,
  })
  return calendar.toString()
}
