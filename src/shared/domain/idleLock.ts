import { MINUTE, type Instant } from './time.ts'

/**
 * R10.3: nobody has touched a key or the pointer for so many minutes. A clock that was set back is no reason to wait
 * longer.
 */
export function isIdle(activeAt: Instant, now: Instant, idleMinutes: number): boolean {
  return Math.abs(Date.parse(now) - Date.parse(activeAt)) >= idleMinutes * MINUTE
}
