import type { CalendarDay, ClockTime, Instant } from '../../shared/domain/time.ts'
import { clockTimeOf, instantOf } from '../../shared/domain/zone.ts'

/** A time as people type it: `10:00`, `1000`, `9.30`, `9`, `4 pm`, `4:30pm`. Null when it is none. */
export function parseTypedClock(typed: string): ClockTime | null {
  const match = /^(\d{1,2})(?:[:.h ]?(\d{2}))?\s*(am|pm|a|p)?$/.exec(typed.trim().toLowerCase())
  if (!match) return null
  const typedHour = Number(match[1])
  const minute = Number(match[2] ?? '0')
  const half = match[3]?.charAt(0)
  if (half && (typedHour < 1 || typedHour > 12)) return null
  const hour = half ? (typedHour % 12) + (half === 'p' ? 12 : 0) : typedHour
  if (hour > 23 || minute > 59) return null
  // Two digits, a colon, two digits within their ranges: a ClockTime.
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}` as ClockTime
}

/** As {@link instantOf}, but null for a time that the clocks skip: nobody can come then. */
export function existingInstantOf(on: CalendarDay, at: ClockTime, timeZone: string): Instant | null {
  const instant = instantOf(on, at, timeZone)
  return clockTimeOf(instant, timeZone) === at ? instant : null
}
