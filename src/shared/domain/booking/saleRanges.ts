import { openSpans } from '../bookingConcerns.ts'
import { MINUTE, type CalendarDay, type Instant } from '../time.ts'
import type { WorkingSpan } from '../workingHours.ts'
import type { Range } from './sale.ts'

/** One clinic day of somebody's hours, their time off taken out. */
export type DayOfHours = { readonly on: CalendarDay; readonly open: readonly WorkingSpan[] }

/**
 * R6.4: somebody's hours as ranges on sale, in order of time, those that touch put together, whichever days they are of. A span over
 * a change of the clocks is as long as it is, and one that lies within a skipped hour is none.
 * @throws RangeError for a zone that is none
 */
export function saleRanges(days: readonly DayOfHours[], timeZone: string): Range[] {
  const minutes = (at: Instant) => Date.parse(at) / MINUTE
  return days
    .flatMap(({ on, open }) => openSpans(open, on, timeZone))
    .map(({ startsAt, endsAt }): Range => [Math.ceil(minutes(startsAt)), Math.floor(minutes(endsAt))])
    .filter(([from, to]) => from >= 0 && from < to)
    .sort(([one], [other]) => one - other)
    .reduce<Range[]>((tidy, range) => {
      const last = tidy.at(-1)
      if (!last || last[1] < range[0]) tidy.push(range)
      else last[1] = Math.max(last[1], range[1])
      return tidy
    }, [])
}
