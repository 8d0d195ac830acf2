import type { Calendar } from '@event-calendar/core'
import type { DayAppointment } from '../../../shared/contract/desk/calendar.ts'
import { canBeMoved } from '../../../shared/domain/appointments.ts'
import { type CalendarDay, type Instant, minutesBetween } from '../../../shared/domain/time.ts'
import { formats, words } from '../../words/words.ts'
import { closedStretches, gridClock, gridTime, SHORT_MINUTES, type DayColumn, type Hours } from './dayView.ts'
import type { EventFacts, LabelFacts } from './gridContent.ts'

export type DraftShown = { readonly practitionerId: string; readonly startsAt: Instant; readonly endsAt: Instant }

/** A column per practitioner, with how full the day is. */
export function toResources(
  columns: readonly DayColumn[],
  appointments: readonly DayAppointment[],
): Calendar.ResourceInput[] {
  return columns.map(({ practitionerId, name, tint, open }) => {
    const visits = appointments.filter((each) => each.practitionerId === practitionerId && each.status !== 'cancelled')
    const isAway = open.length === 0 && visits.length === 0
    const facts: LabelFacts = { tint, note: isAway ? words.calendar.away : words.calendar.visits(visits.length) }
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
}): Calendar.EventInput[] {
  const { on, columns, appointments, hours, timeZone, draft, chosenId } = day
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
      extendedProps: factsOf(appointment, columns, timeZone),
    }))
  return [...closed, ...booked, ...(draft ? [draftEvent(draft, timeZone)] : [])]
}

function classNamesOf(appointment: DayAppointment, chosenId: string | null): string[] {
  const isShort = minutesBetween(appointment.startsAt, appointment.endsAt) < SHORT_MINUTES
  return [
    `status-${appointment.status}`,
    ...(isShort ? ['short'] : []),
    ...(appointment.blockers.length > 0 ? ['blocked'] : []),
    ...(appointment.id === chosenId ? ['chosen'] : []),
  ]
}

function factsOf(appointment: DayAppointment, columns: readonly DayColumn[], timeZone: string): EventFacts {
  const from = formats.clock(appointment.startsAt, timeZone)
  const practitioner = columns.find(({ practitionerId }) => practitionerId === appointment.practitionerId)?.name ?? ''
  return {
    name: appointment.patientName,
    detail: `${from.replace(/^0/, '')} ${appointment.serviceName}`,
    spoken: words.calendar.spoken(
      formats.clock(appointment.endsAt, timeZone),
      practitioner,
      words.today.status[appointment.status],
    ),
    missing: appointment.blockers.map((blocker) => words.today.blocker[blocker]).join(', '),
  }
}

function draftEvent(draft: DraftShown, timeZone: string): Calendar.EventInput {
  const from = formats.clock(draft.startsAt, timeZone)
  const to = formats.clock(draft.endsAt, timeZone)
  const facts: EventFacts = {
    name: words.calendar.newHere,
    detail: words.calendar.range(from, to),
    spoken: '',
    missing: '',
  }
  return {
    id: 'draft',
    resourceId: draft.practitionerId,
    start: gridTime(draft.startsAt, timeZone),
    end: gridTime(draft.endsAt, timeZone),
    classNames: ['draft', ...(minutesBetween(draft.startsAt, draft.endsAt) < SHORT_MINUTES ? ['short'] : [])],
    extendedProps: facts,
  }
}
