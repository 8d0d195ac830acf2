import { minutesBetween } from '../../../shared/domain/time.ts'
import type { CalendarDay, Instant } from '../../../shared/domain/time.ts'
import { clockTimeOf } from '../../../shared/domain/zone.ts'
import type { VisitSpan } from '../../../shared/contract/desk/calendar.ts'
import { hourOf, type GridColumn, type Hours, type SoldDay, type WorkedDay } from './dayView.ts'

/** A practitioner in each day of a week. */
export type WeekPerson = {
  readonly practitionerId: string
  readonly name: string
  readonly tint: number
  readonly isBookable: boolean
  /** As many as the week has, in their order. */
  readonly days: readonly (WorkedDay & SoldDay & { readonly visits: readonly VisitSpan[] })[]
}

const WORKING_WEEK = [0, 1, 2, 3, 4]

/**
 * Which days of a week are shown, Monday first: those on which anybody works or is seen, and one that is asked for. A week in
 * which nobody is has its Monday to Friday.
 */
export function shownDays(
  days: readonly CalendarDay[],
  people: readonly Pick<WeekPerson, 'days'>[],
  asked: CalendarDay | null,
): readonly number[] {
  const shown = days.flatMap((on, index) => {
    const isUsed = people.some(
      ({ days: each }) => (each[index]?.open.length ?? 0) + (each[index]?.visits.length ?? 0) > 0,
    )
    return isUsed || on === asked ? [index] : []
  })
  return shown.some((index) => days[index] !== asked) ? shown : WORKING_WEEK
}

/** A column for each shown day of the one practitioner whose week is shown in full. */
export function weekColumns(days: readonly CalendarDay[], shown: readonly number[], person: WeekPerson): GridColumn[] {
  return shown.flatMap((index) => {
    const [on, worked] = [days[index], person.days[index]]
    if (!on || !worked) return []
    const { practitionerId, name, tint, isBookable } = person
    const { open, awayFor, onSale } = worked
    return [{ id: on, on, practitionerId, name, tint, isBookable, open, awayFor, onSale, visits: worked.visits.length }]
  })
}

/** Parts of a strip, as SVG paths: `x` in minutes of the shown hours. */
export type StripPaths = { readonly past: string; readonly ahead: string; readonly open: string }

/** One practitioner's day at a glance: hours underlined, visits as blocks, those that are over apart. */
export function stripPaths(day: WeekPerson['days'][number], hours: Hours, timeZone: string, now: Instant): StripPaths {
  const x = (hour: number) => Math.round((Math.min(Math.max(hour, hours.from), hours.to) - hours.from) * 60)
  const block = ({ startsAt, endsAt }: VisitSpan) => {
    const from = hourOf(clockTimeOf(startsAt, timeZone))
    const width = x(from + minutesBetween(startsAt, endsAt) / 60) - x(from)
    return `M${x(from)} 2h${width}v10h${-width}z`
  }
  const isOver = ({ status, endsAt }: VisitSpan) => status === 'completed' || status === 'noShow' || endsAt <= now
  return {
    past: day.visits.filter(isOver).map(block).join(''),
    ahead: day.visits
      .filter((each) => !isOver(each))
      .map(block)
      .join(''),
    open: day.open.map(({ from, to }) => `M${x(hourOf(from))} 16H${x(hourOf(to))}`).join(''),
  }
}
