import { MINUTE, type Instant } from '../../shared/domain/time.ts'

/** Whole minutes from one instant to another. */
export function minutesBetween(from: Instant, to: Instant): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / MINUTE)
}
