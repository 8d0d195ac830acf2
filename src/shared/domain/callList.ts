import { z } from 'zod'
import { StaffId } from './ids.ts'
import type { ReminderState } from './reminders.ts'
import { Instant } from './time.ts'
import type { AppointmentStatus } from './visibility.ts'
import { dayOf } from './zone.ts'

/** R6.2: somebody rang about a visit: who ticked it on the call list, and when. */
export const Called = z.object({ at: Instant, by: StaffId })
export type Called = z.infer<typeof Called>

/** R10.1: whoever is expected, or is here. */
function isOnCallList({ status }: { readonly status: AppointmentStatus }): boolean {
  return status === 'booked' || status === 'arrived' || status === 'inSession'
}

/** Everybody of the day; or whoever no reminder goes to (R9.1). */
export const CallListOf = z.enum(['everybody', 'withoutReminder'])
export type CallListOf = z.infer<typeof CallListOf>

/** R9.1: no reminder goes to them, and they are not here yet: why they are rung. */
export function isWithoutReminder(visit: { readonly status: AppointmentStatus; readonly reminder: ReminderState }) {
  return visit.reminder === 'none' && visit.status === 'booked'
}

/** Who stands on a day's call list, in the order of its visits. */
export function callListOf<Visit extends { readonly status: AppointmentStatus; readonly reminder: ReminderState }>(
  visits: readonly Visit[],
  of: CallListOf,
): Visit[] {
  return visits.filter((visit) => isOnCallList(visit) && (of === 'everybody' || visit.reminder === 'none'))
}

/** R6.2: what was said was about its day: a visit that is moved to another is ticked no longer. */
export function calledOnceMoved(
  visit: { readonly startsAt: Instant; readonly called: Called | null },
  startsAt: Instant,
  timeZone: string,
): Called | null {
  return dayOf(visit.startsAt, timeZone) === dayOf(startsAt, timeZone) ? visit.called : null
}
