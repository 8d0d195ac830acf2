import { weeksOfMonth } from '../../../shared/domain/calendarDays.ts'
import type { CalendarDay } from '../../../shared/domain/time.ts'
import { plusDays } from '../../../shared/domain/zone.ts'
import { hourOf, type WorkedDay } from './dayView.ts'

/** A practitioner in each day of the weeks that a month touches. */
export type MonthPerson = {
  readonly name: string
  readonly isBookable: boolean
  /** As many as the weeks have, in their order. */
  readonly days: readonly (WorkedDay & {
    readonly visits: number
    readonly bookedMinutes: number
    readonly isOff: boolean
  })[]
}

export type DayGlance = {
  readonly visits: number
  /** How much of everybody's hours is booked, from 0 to 100; null on a day on which nobody works. */
  readonly fullPercent: number | null
  /** Whoever has time off on it, with what for; empty where nothing was said. */
  readonly off: readonly { readonly name: string; readonly word: string }[]
  /** What everybody is away for, where it is one thing: a holiday. */
  readonly holiday: string | null
}

/** R6.2: a day of a month at a glance. What somebody has outside their hours, or twice at once, fills nobody else's. @param index of the day in the weeks */
export function glanceAt(people: readonly MonthPerson[], index: number): DayGlance {
  const here = people.flatMap((person) => {
    const day = person.days[index]
    return day ? [{ ...person, day }] : []
  })
  const hours = here.map(({ day }) => {
    const open = day.open.reduce((sum, { from, to }) => sum + Math.round((hourOf(to) - hourOf(from)) * 60), 0)
    return { open, booked: Math.min(day.bookedMinutes, open) }
  })
  const [open, booked] = [sumOf(hours.map((each) => each.open)), sumOf(hours.map((each) => each.booked))]
  const bookable = here.filter(({ isBookable }) => isBookable)
  const off = bookable.filter(({ day }) => day.isOff).map(({ name, day }) => ({ name, word: day.awayFor ?? '' }))
  const reasons = new Set(off.map(({ word }) => word))
  const isHoliday = open === 0 && off.length === bookable.length && reasons.size === 1
  return {
    visits: sumOf(here.map(({ day }) => day.visits)),
    fullPercent: open === 0 ? null : Math.round((100 * booked) / open),
    off,
    holiday: (isHoliday && off[0]?.word) || null,
  }
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, each) => sum + each, 0)
}

/** The weeks that the month of a day touches, seven days each. */
export function monthRows(on: CalendarDay): readonly (readonly CalendarDay[])[] {
  const days = weeksOfMonth(on)
  return Array.from({ length: days.length / 7 }, (_, week) => days.slice(7 * week, 7 * week + 7))
}

export function isSameMonth(one: CalendarDay, other: CalendarDay): boolean {
  return one.slice(0, 7) === other.slice(0, 7)
}

const DAYS_OF: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }

/** Where an arrow leads from a day: to the one beside it, or the same of the week above or below. */
export function dayBeside(on: CalendarDay, arrow: string): CalendarDay {
  return plusDays(on, DAYS_OF[arrow] ?? 0)
}
