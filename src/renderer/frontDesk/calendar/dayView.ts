import type { DayAppointment } from '../../../shared/contract/desk/calendar.ts'
import { type CalendarDay, type ClockTime, type Instant, minutesBetween } from '../../../shared/domain/time.ts'
import { clockTimeOf, dayOf } from '../../../shared/domain/zone.ts'

export type DayColumn = {
  readonly practitionerId: string
  readonly name: string
  readonly tint: number
  /** False for whoever left, or sees patients no longer: here only for visits that stand. */
  readonly isBookable: boolean
  readonly open: readonly { readonly from: ClockTime; readonly to: ClockTime }[]
  /** What their time off on that day is for; null where nothing was said. */
  readonly awayFor: string | null
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

/** Whole hours that the day shows: the usual ones, wider where somebody works or is seen outside them. */
export function shownHours(
  columns: readonly DayColumn[],
  appointments: readonly DayAppointment[],
  on: CalendarDay,
  timeZone: string,
): Hours {
  const from = [
    ...columns.flatMap(({ open }) => open.map((each) => hourOf(each.from))),
    ...appointments.map(({ startsAt }) => hourOf(clockTimeOf(startsAt, timeZone))),
  ]
  const to = [
    ...columns.flatMap(({ open }) => open.map((each) => hourOf(each.to))),
    ...appointments.map(({ endsAt }) => (dayOf(endsAt, timeZone) === on ? hourOf(clockTimeOf(endsAt, timeZone)) : 24)),
  ]
  return { from: Math.floor(Math.min(USUAL.from, ...from)), to: Math.ceil(Math.max(USUAL.to, ...to)) }
}

function hourOf(clock: ClockTime): number {
  return Number(clock.slice(0, 2)) + Number(clock.slice(3)) / 60
}

/** `9.5` → `09:30:00`, as the grid wants it. */
export function gridClock(hours: number): string {
  const minutes = Math.round(hours * 60)
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}:00`
}

/** The stretches of the shown day in which a practitioner does not work, in hours. */
export function closedStretches(open: DayColumn['open'], shown: Hours): readonly Hours[] {
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

/** Wall-clock text for the grid, which knows no zones: what it shows is the clinic's time whatever this computer's is. */
export function gridTime(at: Instant, timeZone: string): string {
  return `${dayOf(at, timeZone)}T${clockTimeOf(at, timeZone)}:00`
}

/** The wall clock of a time that the grid gives back. */
export function gridClockOf(shown: Date): string {
  return gridClock(shown.getHours() + shown.getMinutes() / 60).slice(0, 5)
}

/** Hours of the day at an instant, for the line that shows now; null on another day. */
export function hoursInto(on: CalendarDay, now: Instant, timeZone: string): number | null {
  return dayOf(now, timeZone) === on ? hourOf(clockTimeOf(now, timeZone)) : null
}
