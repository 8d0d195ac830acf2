import type { CalendarDay, ClockTime, Instant } from '../../shared/domain/time.ts'
import { toInstant } from '../../shared/domain/time.ts'
import { clockAt, dayAt } from './time.ts'

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

/**
 * The instant of a wall-clock time in a zone. Where the clocks go back, the first of both; null where they go forward
 * over it, because that time does not exist.
 */
export function instantOf(on: CalendarDay, at: ClockTime, timeZone: string): Instant | null {
  const asUtc = Date.parse(`${on}T${at}:00.000Z`)
  const offsets = [asUtc - 86_400_000, asUtc + 86_400_000].map((near) => offsetMilliseconds(near, timeZone))
  for (const offset of [...offsets].sort((a, b) => b - a)) {
    const instant = toInstant(asUtc - offset)
    if (dayAt(instant, timeZone) === on && clockAt(instant, timeZone) === at) return instant
  }
  return null
}

function offsetMilliseconds(milliseconds: number, timeZone: string): number {
  const minuteStart = Math.floor(milliseconds / 60_000) * 60_000
  const instant = toInstant(minuteStart)
  return Date.parse(`${dayAt(instant, timeZone)}T${clockAt(instant, timeZone)}:00.000Z`) - minuteStart
}
