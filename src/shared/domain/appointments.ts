import { DAY, MINUTE, plusMilliseconds, type CalendarDay, type Instant } from './time.ts'
import { AppointmentStatus } from './visibility.ts'
import { dayOf } from './zone.ts'

/** A stretch of a practitioner's time together with what it needs around it (R6.1). */
export type BookedSpan = {
  readonly startsAt: Instant
  readonly endsAt: Instant
  readonly bufferBeforeMinutes: number
  readonly bufferAfterMinutes: number
}

/** From when to when the practitioner is taken: the visit and its buffers. */
export function occupiedSpan(span: BookedSpan): { readonly startsAt: Instant; readonly endsAt: Instant } {
  return {
    startsAt: plusMilliseconds(span.startsAt, -span.bufferBeforeMinutes * MINUTE),
    endsAt: plusMilliseconds(span.endsAt, span.bufferAfterMinutes * MINUTE),
  }
}

/**
 * R6.4: never two at once by accident. The first of a practitioner's visits that `wanted` would run into, buffers of
 * both included; one that ends when the other begins does not. Null when the time is free.
 * @param booked that practitioner's visits that were not cancelled
 */
export function findClash<T extends BookedSpan>(wanted: BookedSpan, booked: readonly T[]): T | null {
  const asked = occupiedSpan(wanted)
  const clashes = booked.filter((each) => {
    const taken = occupiedSpan(each)
    return asked.startsAt < taken.endsAt && taken.startsAt < asked.endsAt
  })
  return clashes.reduce<T | null>((first, each) => (first && first.startsAt <= each.startsAt ? first : each), null)
}

/** Whether a visit is over: its time has passed, and nobody is in the room any more (R6.2). */
export function isPast(visit: { readonly endsAt: Instant; readonly status: AppointmentStatus }, now: Instant): boolean {
  return visit.endsAt <= now && visit.status !== 'inSession'
}

/** R6.2: a visit ends after it begins, and is no longer than a day. */
export function isLengthPossible(startsAt: Instant, endsAt: Instant): boolean {
  return startsAt < endsAt && endsAt <= plusMilliseconds(startsAt, DAY)
}

/** R6.2: a visit that has not begun. */
export function canBeMoved(status: AppointmentStatus): boolean {
  return status === 'booked' || status === 'arrived'
}

type ClinicClock = { readonly today: CalendarDay; readonly timeZone: string }

/** R6.2: on a later day it is not known yet who is there, and who did not come. */
export function canHaveStatus(
  visit: { readonly startsAt: Instant },
  status: AppointmentStatus,
  clock: ClinicClock,
): boolean {
  return status === 'booked' || status === 'cancelled' || dayOf(visit.startsAt, clock.timeZone) <= clock.today
}

/** R6.2: the others that a visit can have now, in the order of a visit. */
export function nextStatuses(
  visit: { readonly startsAt: Instant; readonly status: AppointmentStatus },
  clock: ClinicClock,
): readonly AppointmentStatus[] {
  return AppointmentStatus.options.filter((each) => each !== visit.status && canHaveStatus(visit, each, clock))
}
