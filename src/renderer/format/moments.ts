import type { Instant } from '../../shared/domain/time.ts'
import { dayOf } from '../../shared/domain/zone.ts'
import { formats, words } from '../words/words.ts'

/** `Mon 23 Nov, 14:03`, in the clinic's zone; the day is left out when it is today. */
export function shortDateTime(at: Instant, timeZone: string, now: Instant): string {
  const clock = formats.clock(at, timeZone)
  if (dayOf(at, timeZone) === dayOf(now, timeZone)) return clock
  return words.common.dayAndClock(formats.shortWeekdayDay(at, timeZone, now), clock)
}

/** `23 Nov 2026, 14:03`, in the clinic's zone: for what is looked at again long afterwards. */
export function fullDateTime(at: Instant, timeZone: string): string {
  return words.common.dayAndClock(formats.date(dayOf(at, timeZone)), formats.clock(at, timeZone))
}

/** `Tue 1 Dec, 10:00`; `Today, 10:00` where a bare time would leave the day open. */
export function visitTime(at: Instant, timeZone: string, now: Instant): string {
  const text = shortDateTime(at, timeZone, now)
  return dayOf(at, timeZone) === dayOf(now, timeZone) ? words.common.todayAndClock(text) : text
}
