import type { Calendar } from '@event-calendar/core'
import type { DayAppointment } from '../../../shared/contract/desk/calendar.ts'
import { canBeMoved } from '../../../shared/domain/appointments.ts'
import { punctualityOf } from '../../../shared/domain/punctuality.ts'
import { type CalendarDay, type Instant, minutesBetween } from '../../../shared/domain/time.ts'
import { formats, words } from '../../words/words.ts'
import { doubtMark, onlineMarks } from '../onlineMarks.ts'
import { closedStretches, gridClock, gridTime, linesOf, type DayColumn, type Hours } from './dayView.ts'
import type { EventFacts, LabelFacts } from './gridContent.ts'

export type DraftShown = { readonly practitionerId: string; readonly startsAt: Instant; readonly endsAt: Instant }

/** A column per practitioner, with how full the day is. */
export function toResources(
  columns: readonly DayColumn[],
  appointments: readonly DayAppointment[],
): Calendar.ResourceInput[] {
  return columns.map(({ practitionerId, name, tint, isBookable, open, awayFor }) => {
    const visits = appointments.filter((each) => each.practitionerId === practitionerId && each.status !== 'cancelled')
    const { notHere, away, visits: counted } = words.calendar
    const facts: LabelFacts = {
      tint,
      note: !isBookable
        ? notHere(visits.length)
        : open.length > 0
          ? counted(visits.length)
          : away(awayFor, visits.length),
    }
    return { id: practitionerId, title: name, extendedProps: facts }
  })
}

/** Appointments, closed time and the booking that is being made, as the grid draws them. */
export function toEvents(day: {
  readonly on: CalendarDay
  readonly columns: readonly DayColumn[]
  readonly appointments: readonly DayAppointment[]
  readonly hours: Hours
  readonly timeZone: string
  readonly draft: DraftShown | null
  readonly chosenId: string | null
  /** Of half an hour, in pixels. */
  readonly slotHeight: number
  readonly now: Instant
}): Calendar.EventInput[] {
  const { on, columns, appointments, hours, timeZone, draft, chosenId, slotHeight, now } = day
  const closed = columns.flatMap(({ practitionerId, open }) =>
    closedStretches(open, hours).map(({ from, to }) => ({
      id: `closed-${practitionerId}-${from}`,
      resourceId: practitionerId,
      start: `${on}T${gridClock(from)}`,
      end: `${on}T${gridClock(to)}`,
      display: 'background' as const,
      classNames: ['closed'],
    })),
  )
  const booked = appointments
    .filter(({ status }) => status !== 'cancelled')
    .map((appointment) => ({
      id: appointment.id,
      resourceId: appointment.practitionerId,
      start: gridTime(appointment.startsAt, timeZone),
      end: gridTime(appointment.endsAt, timeZone),
      startEditable: canBeMoved(appointment.status),
      classNames: classNamesOf(appointment, chosenId),
      extendedProps: factsOf(appointment, { columns, timeZone, slotHeight, now }),
    }))
  return [...closed, ...booked, ...(draft ? [draftEvent(draft, timeZone, slotHeight)] : [])]
}

function classNamesOf(appointment: DayAppointment, chosenId: string | null): string[] {
  return [
    `status-${appointment.status}`,
    ...(appointment.blockers.length > 0 ? ['blocked'] : []),
    ...(appointment.isBookedOnline ? ['online'] : []),
    ...(appointment.claim === null && !appointment.isAwaited ? [] : ['unconfirmed']),
    ...(appointment.id === chosenId ? ['chosen'] : []),
  ]
}

type Shown = {
  readonly columns: readonly DayColumn[]
  readonly timeZone: string
  readonly slotHeight: number
  readonly now: Instant
}

function factsOf(appointment: DayAppointment, { columns, timeZone, slotHeight, now }: Shown): EventFacts {
  const from = formats.clock(appointment.startsAt, timeZone)
  const practitioner = columns.find(({ practitionerId }) => practitionerId === appointment.practitionerId)?.name ?? ''
  return {
    name: appointment.patientName,
    time: from.replace(/^0/, ''),
    service: appointment.serviceName,
    lines: linesOf(minutesBetween(appointment.startsAt, appointment.endsAt), slotHeight),
    spoken: words.calendar.spoken(
      formats.clock(appointment.endsAt, timeZone),
      practitioner,
      [words.today.status[appointment.status], ...onlineMarks(appointment)].join(', '),
    ),
    standing: standingOf(appointment, now),
    missing: appointment.blockers.map((blocker) => words.today.blocker[blocker]).join(', '),
  }
}

/** What is out of time, or that nobody came; nothing where a visit goes as it should. */
function standingOf(appointment: DayAppointment, now: Instant): string {
  if (appointment.status === 'noShow') return words.today.status.noShow
  const doubt = doubtMark(appointment)
  if (doubt !== null) return doubt
  const punctuality = punctualityOf(appointment, now)
  return punctuality ? words.today.punctuality(punctuality) : ''
}

function draftEvent(draft: DraftShown, timeZone: string, slotHeight: number): Calendar.EventInput {
  const from = formats.clock(draft.startsAt, timeZone)
  const to = formats.clock(draft.endsAt, timeZone)
  const facts: EventFacts = {
    name: words.calendar.newHere,
    time: words.calendar.range(from, to),
    service: '',
    lines: linesOf(minutesBetween(draft.startsAt, draft.endsAt), slotHeight),
    spoken: '',
    standing: '',
    missing: '',
  }
  return {
    id: 'draft',
    resourceId: draft.practitionerId,
    start: gridTime(draft.startsAt, timeZone),
    end: gridTime(draft.endsAt, timeZone),
    classNames: ['draft'],
    extendedProps: facts,
  }
}
