import { HOUR, type Instant } from './time.ts'

/**
 * R11.6: everything is said again to an endpoint that was put back, at most once an hour: one that always says so would
 * have the desk seal and send everything in every round. What ended waits no longer than that to end there again.
 * @param lastAt when everything was last said again; null for never. A later one than `now` is of a clock that was wrong.
 */
export function isSayingAgainDue(lastAt: Instant | null, now: Instant): boolean {
  return lastAt === null || lastAt > now || Date.parse(now) - Date.parse(lastAt) >= HOUR
}
