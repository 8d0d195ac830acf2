import { ClockTime } from '../../../../shared/domain/time.ts'
import { tidyHours, type WorkingSpan } from '../../../../shared/domain/workingHours.ts'

/** Monday first, each in order; the same hours are always the same spans. */
export type WeekDays = readonly (readonly WorkingSpan[])[]

/** What one cell of the drawn week stands for, in minutes. */
export const STEP_MINUTES = 15

/** A place in the drawn week. `step`: counted in cells from midnight. */
export type Cell = { readonly day: number; readonly step: number }

/** The last cell that can be painted: the clock has no time after 23:45 that a day could end at. */
export const LAST_STEP = 24 * (60 / STEP_MINUTES) - 2

/** R6.1: the cells between two, both with them, are worked in or not. @param day from 0 */
export function paintWeek(week: WeekDays, a: Cell, b: Cell, works: boolean): WeekDays {
  const [firstDay, lastDay] = [Math.min(a.day, b.day), Math.max(a.day, b.day)]
  const from = clockAt(Math.min(a.step, b.step))
  const to = clockAt(Math.max(a.step, b.step) + 1)
  return week.map((spans, day) => {
    if (day < firstDay || day > lastDay) return spans
    const left = spans.flatMap((span) => [
      { from: span.from, to: span.to < from ? span.to : from },
      { from: span.from > to ? span.from : to, to: span.to },
    ])
    const kept = left.filter((span) => span.from < span.to)
    return tidyHours(works ? [...kept, { from, to }] : kept)
  })
}

export function isWorkedIn(week: WeekDays, { day, step }: Cell): boolean {
  const at = clockAt(step)
  return (week[day] ?? []).some(({ from, to }) => from <= at && at < to)
}

export function clockAt(step: number): ClockTime {
  const minutes = step * STEP_MINUTES
  const [hour, minute] = [Math.floor(minutes / 60), minutes % 60]
  return ClockTime.parse(`${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`)
}

/** In cells from midnight; a fraction where it lies within one. */
export function stepOf(time: ClockTime): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  return (hour * 60 + minute) / STEP_MINUTES
}

export function minutesOf(spans: readonly WorkingSpan[]): number {
  return spans.reduce((sum, { from, to }) => sum + (stepOf(to) - stepOf(from)) * STEP_MINUTES, 0)
}
