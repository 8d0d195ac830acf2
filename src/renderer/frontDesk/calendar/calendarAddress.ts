import { plusMonths, weekOf } from '../../../shared/domain/calendarDays.ts'
import { CalendarDay } from '../../../shared/domain/time.ts'
import { plusDays } from '../../../shared/domain/zone.ts'

export const CALENDAR_VIEWS = ['day', 'week', 'month'] as const
export type CalendarView = (typeof CALENDAR_VIEWS)[number]

/** What of the calendar an address shows; no day stands for today. */
export type CalendarPlace = { readonly view: CalendarView; readonly on: CalendarDay | null }

export function calendarPath(view: CalendarView, on: CalendarDay): string {
  return view === 'day' ? `/calendar/${on}` : `/calendar/${view}/${on}`
}

/** Null for a path that is none of the calendar's. */
export function calendarPlace(path: string): CalendarPlace | null {
  const [, page, ...parts] = path.split('/')
  if (page !== 'calendar') return null
  const view = CALENDAR_VIEWS.find((each) => each === parts[0]) ?? 'day'
  return { view, on: CalendarDay.safeParse(view === 'day' ? parts[0] : parts[1]).data ?? null }
}

/** Whether a booking on that day can be seen there. */
export function isShownAt({ view, on }: CalendarPlace, day: CalendarDay): boolean {
  return view === 'week' ? on !== null && weekOf(on)[0] === weekOf(day)[0] : view === 'day' && on === day
}

/** Where a booking is made that begins at this view: a month has no times to choose from. */
export function bookingView(view: CalendarView): CalendarView {
  return view === 'month' ? 'day' : view
}

/** The day, week or month before or after. */
export function stepFrom(view: CalendarView, on: CalendarDay, step: 1 | -1): CalendarDay {
  if (view === 'month') return plusMonths(on, step)
  return plusDays(on, view === 'week' ? 7 * step : step)
}
