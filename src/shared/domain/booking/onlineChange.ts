import { MINUTE, plusMilliseconds, type Instant } from '../time.ts'
import type { AppointmentStatus } from '../visibility.ts'

/** `over`: it has begun, or is off; `changedSince`: the clinic changed it, and the patient had not heard; `late`: after the cut-off. */
export type WhyNotChanged = 'over' | 'changedSince' | 'late'

/**
 * R6.3: whether what a patient did to a visit online is so, or is for a person to decide; checked at the endpoint and here again.
 * @param act.sequence iCalendar SEQUENCE that the endpoint gave it: one that is not later than the visit's was given by a table that did
 *   not know the visit as it stands
 * @param act.seenSequence that of the visit as the patient saw it: a letter that is brought again is about what has been since (R11.5)
 */
export function whyNotChanged(
  visit: { readonly startsAt: Instant; readonly status: AppointmentStatus; readonly sequence: number },
  act: {
    readonly at: Instant
    readonly sequence: number
    readonly seenSequence: number
    readonly cutOffMinutes: number
  },
): WhyNotChanged | null {
  if (visit.status !== 'booked') return 'over'
  if (act.sequence <= visit.sequence || act.sequence !== act.seenSequence + 1) return 'changedSince'
  return act.at > plusMilliseconds(visit.startsAt, -act.cutOffMinutes * MINUTE) ? 'late' : null
}
