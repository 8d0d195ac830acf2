import { minutesBetween, type Instant } from './time.ts'
import type { AppointmentStatus } from './visibility.ts'

/**
 * How a visit stands to the clock, where that is worth saying. `minutes` are whole and at least 1.
 * `late`: it should have begun and nobody has come; `unmarked`: its time is over and nobody said what became of it;
 * `waiting`: the patient has been there since then.
 */
export type Punctuality =
  { readonly kind: 'late' | 'waiting'; readonly minutes: number } | { readonly kind: 'unmarked' }

/** R10.1: null where nothing is out of time: before it begins, in session, and once it is settled. */
export function punctualityOf(
  visit: {
    readonly status: AppointmentStatus
    readonly startsAt: Instant
    readonly endsAt: Instant
    /** Since when it has its status. */
    readonly statusAt: Instant
  },
  now: Instant,
): Punctuality | null {
  if (visit.status === 'booked' && visit.endsAt <= now) return { kind: 'unmarked' }
  if (visit.status === 'booked') return lasting('late', visit.startsAt, now)
  if (visit.status === 'arrived') return lasting('waiting', visit.statusAt, now)
  return null
}

function lasting(kind: 'late' | 'waiting', since: Instant, now: Instant): Punctuality | null {
  const minutes = minutesBetween(since, now)
  return minutes >= 1 ? { kind, minutes } : null
}
