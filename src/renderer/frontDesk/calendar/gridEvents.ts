import type { Calendar } from '@event-calendar/core'
import type { DayAppointment } from '../../../shared/contract/desk/calendar.ts'
import type { FreedTime, Offer } from '../../../shared/contract/desk/waitingList.ts'
import { canBeMoved } from '../../../shared/domain/appointments.ts'
import { punctualityOf } from '../../../shared/domain/punctuality.ts'
import { type CalendarDay, type Instant, minutesBetween, plusMilliseconds } from '../../../shared/domain/time.ts'
import { dayOf } from '../../../shared/domain/zone.ts'
import { formats, words } from '../../words/words.ts'
import { doubtMark, onlineMarks } from '../onlineMarks.ts'
import { serviceLine } from '../serviceLine.ts'
import { closedStretches, gridClock, gridSpan, linesOf, stillOnSale, type GridColumn, type Hours } from './dayView.ts'
import { clockOf, type Carried, type Place } from './carrying.ts'
import type { Spot } from './spots.ts'
import { waitingListEvents } from './waitingListEvents.ts'
import type { EventFacts, LabelFacts } from './gridContent.ts'

export type DraftShown = { readonly practitionerId: string; readonly startsAt: Instant; readonly endsAt: Instant }

/** A column for each practitioner, with how full the day is. */
export function toPeople(columns: readonly GridColumn[]): Calendar.ResourceInput[] {
  return columns.map((column) => ({
    id: column.id,
    title: column.name,
    extendedProps: { kind: 'person', tint: column.tint, note: noteOf(column) } satisfies LabelFacts,
  }))
}

/** A column for each day of one practitioner. */
export function toDays(columns: readonly GridColumn[], today: CalendarDay): Calendar.ResourceInput[] {
  return columns.map((column) => ({
    id: column.id,
    title: formats.shortWeekday(column.on),
    extendedProps: {
      kind: column.on === today ? 'today' : 'day',
      date: String(Number(column.on.slice(8))),
      spoken: formats.weekdayDay(column.on, 'UTC', today),
      note: noteOf(column),
    } satisfies LabelFacts,
  }))
}

export function noteOf({
  isBookable,
  open,
  awayFor,
  visits,
}: Pick<GridColumn, 'isBookable' | 'open' | 'awayFor' | 'visits'>): string {
  const { notHere, away, visits: counted } = words.calendar
  if (!isBookable) return notHere(visits)
  return open.length > 0 ? counted(visits) : away(awayFor, visits)
}

/** Appointments, closed time and the booking that is being made, as the grid draws them. */
export function toEvents(shown: {
  /** The one day that the grid believes to show. */
  readonly gridOn: CalendarDay
  readonly columns: readonly GridColumn[]
  readonly appointments: readonly DayAppointment[]
  /** Times that were given back and suit somebody on the waiting list. */
  readonly freed: readonly FreedTime[]
  /** Made to the waiting list, whatever became of them. */
  readonly offers: readonly Offer[]
  readonly hours: Hours
  readonly timeZone: string
  readonly draft: DraftShown | null
  readonly chosenId: string | null
  /** Carried by keys. */
  readonly carried: Carried | null
  /** The free time that the arrows stand at. */
  readonly cursor: Spot | null
  /** Of half an hour, in pixels. */
  readonly slotHeight: number
  readonly now: Instant
}): Calendar.EventInput[] {
  const { gridOn, columns, appointments, hours, timeZone, draft, chosenId, carried, cursor, now } = shown
  const closed = columns.flatMap(({ id, open }) =>
    closedStretches(open, hours).map(({ from, to }) => ({
      id: `closed-${id}-${from}`,
      resourceId: id,
      start: `${gridOn}T${gridClock(from)}`,
      end: `${gridOn}T${gridClock(to)}`,
      display: 'background' as const,
      classNames: ['closed'],
    })),
  )
  const onSale = columns.flatMap((column) =>
    stillOnSale(column.onSale, now).map((span) => ({
      id: `sale-${column.id}-${span.startsAt}`,
      resourceId: column.id,
      ...gridSpan(span, timeZone, column.on, gridOn),
      display: 'background' as const,
      classNames: ['on-sale'],
    })),
  )
  const booked = appointments
    .filter(({ status }) => status !== 'cancelled')
    .flatMap((appointment) => {
      const begins = dayOf(appointment.startsAt, timeZone)
      const ends = dayOf(plusMilliseconds(appointment.endsAt, -1), timeZone)
      return columns
        .filter(({ practitionerId, on }) => practitionerId === appointment.practitionerId && begins <= on && on <= ends)
        .map((column) => ({
          // What goes on after midnight stands in the next day's column too.
          id: column.on === begins ? appointment.id : `${appointment.id}~`,
          resourceId: column.id,
          ...gridSpan(appointment, timeZone, column.on, gridOn),
          startEditable: column.on === begins && canBeMoved(appointment.status),
          durationEditable: column.on === ends && column.on === begins && canBeMoved(appointment.status),
          classNames: [...classNamesOf(appointment, chosenId), ...(appointment.id === carried?.id ? ['lifted'] : [])],
          extendedProps: factsOf(appointment, column, shown),
        }))
    })
  const lifted = carried && appointments.find(({ id }) => id === carried.id)
  return [
    ...closed,
    ...onSale,
    ...waitingListEvents(shown),
    ...booked,
    ...(draft ? draftEvents(draft, shown) : []),
    ...(lifted ? [placedEvent('carried', carried, lifted.patientName, '', shown)] : []),
    ...(cursor ? [placedEvent(freeId(cursor), cursor, words.calendar.free, freeId(cursor), shown)] : []),
  ]
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

type Shown = Parameters<typeof toEvents>[0]

function factsOf(appointment: DayAppointment, column: GridColumn, { timeZone, slotHeight, now }: Shown): EventFacts {
  const { series } = appointment
  const from = formats.clock(appointment.startsAt, timeZone)
  return {
    visit: appointment.id,
    name: appointment.patientName,
    time: from.replace(/^0/, ''),
    service: serviceLine(appointment),
    series: series ? words.calendar.repeat.number(series.number, series.of) : '',
    lines: linesOf(minutesBetween(appointment.startsAt, appointment.endsAt), slotHeight),
    spoken: words.calendar.spoken(
      formats.clock(appointment.endsAt, timeZone),
      column.name,
      [
        words.today.status[appointment.status],
        ...(series ? [words.calendar.repeat.mark(series.number, series.of)] : []),
        ...onlineMarks(appointment),
      ].join(', '),
    ),
    standing: standingOf(appointment, now),
    missing: [
      ...(appointment.alert === null ? [] : [appointment.alert]),
      ...appointment.blockers.map((blocker) => words.today.blocker[blocker]),
    ].join(', '),
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

function draftEvents(draft: DraftShown, { gridOn, columns, timeZone, slotHeight }: Shown): Calendar.EventInput[] {
  const column = columns.find(
    ({ practitionerId, on }) => practitionerId === draft.practitionerId && on === dayOf(draft.startsAt, timeZone),
  )
  if (!column) return []
  const facts: EventFacts = {
    visit: '',
    name: words.calendar.newHere,
    time: words.calendar.range(formats.clock(draft.startsAt, timeZone), formats.clock(draft.endsAt, timeZone)),
    service: '',
    series: '',
    lines: linesOf(minutesBetween(draft.startsAt, draft.endsAt), slotHeight),
    spoken: '',
    standing: '',
    missing: '',
  }
  return [
    {
      id: 'draft',
      resourceId: column.id,
      ...gridSpan(draft, timeZone, column.on, gridOn),
      classNames: ['draft'],
      extendedProps: facts,
    },
  ]
}

/** Of the free time that the arrows stand at. */
export function freeId({ columnId, from }: Place): string {
  return `free-${columnId}-${from}`
}

/** Something that is drawn where no visit stands. @param visit what a press on it opens; nothing where that is empty */
function placedEvent(
  id: string,
  { columnId, from, to }: Place,
  name: string,
  visit: string,
  { gridOn, slotHeight }: Shown,
): Calendar.EventInput {
  const facts: EventFacts = {
    ...{ visit, name, service: '', series: '', standing: '', missing: '' },
    time: words.calendar.range(clockOf(from), clockOf(to)),
    lines: linesOf(to - from, slotHeight),
    spoken: visit === '' ? '' : ' ',
  }
  return {
    id,
    resourceId: columnId,
    start: `${gridOn}T${gridClock(from / 60)}`,
    end: `${gridOn}T${gridClock(Math.min(to, 24 * 60 - 1) / 60)}`,
    classNames: [visit === '' ? 'draft' : 'free'],
    extendedProps: facts,
  }
}
