import type { Instant } from '../../shared/domain/time.ts'

/** Whole seconds from `now` until `at`, never below 0: the countdown of "Undo" (R9.3). */
export function secondsUntil(at: Instant, now: Instant): number {
  return Math.max(0, Math.ceil((Date.parse(at) - Date.parse(now)) / 1000))
}
