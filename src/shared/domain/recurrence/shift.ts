import { Temporal } from 'temporal-polyfill'
import type { StaffId } from '../ids.ts'
import { MINUTE, minutesBetween, plusMilliseconds, toInstant, type Instant } from '../time.ts'

/** Where a visit stands, and with whom. */
export type Placed = { readonly startsAt: Instant; readonly endsAt: Instant; readonly practitionerId: StaffId }

/**
 * R6.2: where another visit of the series stands once one of them is moved and it goes along: as many days and as much of the clock
 * later or earlier, by the wall, also over a change of the clock. With whom and how long it is changes where that was as it was of
 * the one that is moved.
 */
export function movedAlong(
  visit: Placed,
  moved: { readonly from: Placed; readonly to: Placed },
  timeZone: string,
): Placed {
  const { from, to } = moved
  const by = wall(from.startsAt, timeZone).until(wall(to.startsAt, timeZone), { largestUnit: 'minutes' })
  const at = wall(visit.startsAt, timeZone).add(by).toZonedDateTime(timeZone, { disambiguation: 'compatible' })
  const startsAt = toInstant(at.epochMilliseconds)
  const isAsLong = minutesOf(visit) === minutesOf(from)
  return {
    startsAt,
    endsAt: plusMilliseconds(startsAt, minutesOf(isAsLong ? to : visit) * MINUTE),
    practitionerId: visit.practitionerId === from.practitionerId ? to.practitionerId : visit.practitionerId,
  }
}

function wall(at: Instant, timeZone: string): Temporal.PlainDateTime {
  return Temporal.Instant.from(at).toZonedDateTimeISO(timeZone).toPlainDateTime()
}

function minutesOf({ startsAt, endsAt }: Placed): number {
  return minutesBetween(startsAt, endsAt)
}
