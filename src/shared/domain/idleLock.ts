import { MINUTE, type Instant } from './time.ts'

const IDLE_MILLISECONDS = 10 * MINUTE

/** R10.3: nobody has touched a key or the pointer for ten minutes. A clock that was set back is no reason to wait longer. */
export function isIdle(activeAt: Instant, now: Instant): boolean {
  return Math.abs(Date.parse(now) - Date.parse(activeAt)) >= IDLE_MILLISECONDS
}
