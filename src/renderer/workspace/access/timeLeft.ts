import { DAY, HOUR, MINUTE, type Instant } from '../../../shared/domain/time.ts'

/** How long something still lives, in its two largest units. */
export type TimeLeft = { readonly days: number; readonly hours: number; readonly minutes: number }

/** @returns whole units from `now` until `at`, rounded down; all 0 when it has passed */
export function timeLeft(at: Instant, now: Instant): TimeLeft {
  const left = Math.max(0, Date.parse(at) - Date.parse(now))
  return {
    days: Math.floor(left / DAY),
    hours: Math.floor((left % DAY) / HOUR),
    minutes: Math.floor((left % HOUR) / MINUTE),
  }
}
