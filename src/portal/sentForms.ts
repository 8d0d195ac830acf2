import { HOUR, type Instant } from '../shared/domain/time.ts'

/**
 * Whether a form that this browser sent counts as sent while the clinic still asks for it. What the desk published since,
 * with an hour for what was on its way and for clocks that differ, knows of the answers: then they were set aside, or not
 * kept, and the form is to be filled in again (R7.5).
 * @param at when the endpoint took it
 * @param madeAt when the desk made what is shown
 */
export function countsAsSent(at: string, madeAt: Instant, now: string): boolean {
  return Date.parse(madeAt) <= Date.parse(at) || Date.parse(now) - Date.parse(at) < HOUR
}
