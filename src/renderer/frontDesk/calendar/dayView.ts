import type { DayAppointment } from '../../../shared/contract/desk/calendar.ts'
import { type CalendarDay, type ClockTime, type Instant, minutesBetween } from '../../../shared/domain/time.ts'
import { clockTimeOf, dayOf, plusDays } from '../../../shared/domain/zone.ts'

/** When somebody works on a day; `awayFor`: what their time off on it is for, null where nothing was said. */
export type WorkedDay = {
  readonly open: readonly { readonly from: ClockTime; readonly to: ClockTime }[]
  readonly awayFor: string | null
}

/** What of it is on sale online. */
export type SoldDay = { readonly onSale: readonly { readonly startsAt: Instant; readonly endsAt: Instant }[] }

/** A column of the grid: one day of one practitioner. */
export type GridColumn = WorkedDay &
  SoldDay & {
    /** The practitioner's where columns are practitioners, the day where they are days. */
    readonly id: string
    readonly on: CalendarDay
    readonly practitionerId: string
    readonly name: string
    readonly tint: number
    /** False for whoever left, or sees patients no longer: here only for visits that stand. */
    readonly isBookable: boolean
    /** How many visits stand on it. */
    readonly visits: number
  }

export type Hours = { readonly from: number; readonly to: number }

const USUAL: Hours = { from: 8, to: 18 }

const SLOT_MINUTES = 30
const SLOT_HEIGHT = 38
/** The least height that a visit can be hit at (WCAG 2.2, 2.5.8), with the hairline between two. */
const TARGET_HEIGHT = 26
const SHORTEST_MINUTES = 10

/** Height of half an hour in pixels: taller on a day with very short visits. */
export function slotHeight(appointments: readonly DayAppointment[]): number {
  const minutes = appointments.map(({ startsAt, endsAt }) => minutesBetween(startsAt, endsAt))
  const shortest = Math.max(SHORTEST_MINUTES, Math.min(SLOT_MINUTES, ...minutes))
  return Math.max(SLOT_HEIGHT, Math.ceil((TARGET_HEIGHT * SLOT_MINUTES) / shortest))
}

const LINE_HEIGHT = 16
/** Above and below the text of a block, and the hairline between two. */
const BLOCK_PADDING = 6

/** How many lines of text a visit's block has room for, of the four that are wanted. @param slot height of half an hour */
export function linesOf(minutes: number, slot: number): 1 | 2 | 3 | 4 {
  const lines = Math.floor(((minutes * slot) / SLOT_MINUTES - BLOCK_PADDING) / LINE_HEIGHT)
  return lines >= 4 ? 4 : lines === 3 ? 3 : lines === 2 ? 2 : 1
}

/** Whole hours that the columns show: the usual ones, wider where somebody works or is seen outside them. */
export function shownHours(
  columns: readonly Pick<GridColumn, 'on' | 'open'>[],
  appointments: readonly DayAppointment[],
  timeZone: string,
): Hours {
  const days = new Set(columns.map(({ on }) => on))
  const worked = columns.flatMap(({ open }) => open.map((each) => ({ from: hourOf(each.from), to: hourOf(each.to) })))
  const seen = appointments.flatMap(({ startsAt, endsAt }) => {
    const [begins, ends] = [dayOf(startsAt, timeZone), dayOf(endsAt, timeZone)]
    const [from, to] = [hourOf(clockTimeOf(startsAt, timeZone)), hourOf(clockTimeOf(endsAt, timeZone))]
    if (begins === ends) return [{ from, to: Math.max(from, to) }]
    return [...(days.has(begins) ? [{ from, to: 24 }] : []), ...(days.has(ends) && to > 0 ? [{ from: 0, to }] : [])]
  })
  const all = [USUAL, ...worked, ...seen]
  return {
    from: Math.floor(Math.min(...all.map(({ from }) => from))),
    to: Math.ceil(Math.max(...all.map(({ to }) => to))),
  }
}

export function hourOf(clock: ClockTime): number {
  return Number(clock.slice(0, 2)) + Number(clock.slice(3)) / 60
}

/** `9.5` → `09:30:00`, as the grid wants it. */
export function gridClock(hours: number): string {
  const minutes = Math.round(hours * 60)
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}:00`
}

/** The stretches of the shown day in which a practitioner does not work, in hours. */
export function closedStretches(open: WorkedDay['open'], shown: Hours): readonly Hours[] {
  const closed: Hours[] = []
  let at = shown.from
  const inOrder = [...open].sort((a, b) => (a.from < b.from ? -1 : 1))
  for (const { from, to } of inOrder) {
    if (hourOf(from) > at) closed.push({ from: at, to: hourOf(from) })
    at = Math.max(at, hourOf(to))
  }
  if (at < shown.to) closed.push({ from: at, to: shown.to })
  return closed
}

/** R6.4: what of it is to come: a time that has begun is sold no more. */
export function stillOnSale(onSale: SoldDay['onSale'], now: Instant): SoldDay['onSale'] {
  return onSale
    .filter(({ endsAt }) => endsAt > now)
    .map(({ startsAt, endsAt }) => ({ startsAt: startsAt > now ? startsAt : now, endsAt }))
}

/**
 * Wall-clock text for the grid, which knows no zones: what it shows is the clinic's time whatever this computer's is.
 * @param column the day that its column shows @param gridOn the one day that the grid believes to show
 */
export function gridTime(at: Instant, timeZone: string, column: CalendarDay, gridOn: CalendarDay): string {
  const on = dayOf(at, timeZone)
  const shown = on === column ? gridOn : plusDays(gridOn, on < column ? -1 : 1)
  return `${shown}T${clockTimeOf(at, timeZone)}:00`
}

/** From when to when the grid draws a visit. Where the clocks go back within it, it has its length all the same. */
export function gridSpan(
  { startsAt, endsAt }: { readonly startsAt: Instant; readonly endsAt: Instant },
  timeZone: string,
  column: CalendarDay,
  gridOn: CalendarDay,
): { readonly start: string; readonly end: string } {
  const start = gridTime(startsAt, timeZone, column, gridOn)
  const end = gridTime(endsAt, timeZone, column, gridOn)
  if (end > start) return { start, end }
  const minutes = hourOf(clockTimeOf(startsAt, timeZone)) * 60 + minutesBetween(startsAt, endsAt)
  return { start, end: `${start.slice(0, 10)}T${gridClock(Math.min(minutes, 24 * 60 - 1) / 60)}` }
}

/** The wall clock of a time that the grid gives back. */
export function gridClockOf(shown: Date): string {
  return gridClock(shown.getHours() + shown.getMinutes() / 60).slice(0, 5)
}

/** Hours of the day at an instant, for the line that shows now; null on another day. */
export function hoursInto(on: CalendarDay, now: Instant, timeZone: string): number | null {
  return dayOf(now, timeZone) === on ? hourOf(clockTimeOf(now, timeZone)) : null
}
