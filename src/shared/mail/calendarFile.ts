import ical, {
  ICalAttendeeRole,
  ICalAttendeeStatus,
  ICalCalendarMethod,
  ICalEventStatus,
  type ICalEventData,
} from 'ical-generator'
import type { MailCalendar } from '../domain/mailContent.ts'
import { seriesEvents, seriesZone } from './seriesEvents.ts'

/** Whose visit it is: mail programs take an update or the end of one from the same organizer alone. */
export type CalendarPeople = {
  readonly organizer: { readonly name: string; readonly address: string }
  readonly attendee: string
}

/**
 * The .ics of an e-mail about a visit (R9.1, R9.2). Its UID is the appointment's id, the same in every e-mail about it; of visits
 * that recur it is the series' (decision 0037). Times are written in UTC, which every calendar shows in its owner's zone, and those of
 * a series in the clinic's; nothing says what the visit is for. The patient said that they would come: nobody is asked for an answer.
 * @param people null for a file that is handed over without an e-mail: it is taken as it is, from nobody (METHOD:PUBLISH)
 */
export function calendarFile(visit: MailCalendar, people: CalendarPeople | null): string {
  const isOff = visit.method === 'CANCEL'
  const calendar = ical({
    prodId: { company: 'Anteroom', product: 'Anteroom', language: 'EN' },
    method: methodOf(visit, people),
  })
  if (visit.series) calendar.timezone(seriesZone(visit.series))
  for (const when of visit.series ? seriesEvents(visit.series) : [singleEvent(visit)]) {
    const event = calendar.createEvent({
      ...when,
      stamp: new Date(visit.stampAt),
      summary: visit.summary,
      status: isOff ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
      ...(people === null ? {} : { organizer: { name: people.organizer.name, email: people.organizer.address } }),
      ...(visit.addressLine === '' ? {} : { location: visit.addressLine }),
      ...(visit.description === '' ? {} : { description: visit.description }),
    })
    if (people === null) continue
    event.createAttendee({
      email: people.attendee,
      role: ICalAttendeeRole.REQ,
      status: ICalAttendeeStatus.ACCEPTED,
      rsvp: false,
    })
  }
  return calendar.toString()
}

function methodOf({ method }: MailCalendar, people: CalendarPeople | null): ICalCalendarMethod {
  if (method === 'CANCEL') return ICalCalendarMethod.CANCEL
  return people === null ? ICalCalendarMethod.PUBLISH : ICalCalendarMethod.REQUEST
}

function singleEvent({ id, sequence, startsAt, endsAt }: MailCalendar): ICalEventData {
  return { id, sequence, start: new Date(startsAt), end: new Date(endsAt) }
}
