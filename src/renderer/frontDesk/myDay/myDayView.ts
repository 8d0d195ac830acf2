import type { MyVisit } from '../../../shared/contract/desk/myDay.ts'
import { DAY, type Instant } from '../../../shared/domain/time.ts'
import { dayOf } from '../../../shared/domain/zone.ts'
import { toSections } from '../today/todayView.ts'

export type MyGroups = {
  readonly inSession: readonly MyVisit[]
  /** Who is here already among those who are to come, by the time of the visit. */
  readonly next: readonly MyVisit[]
  readonly done: readonly MyVisit[]
}

/** R10.1: the day as whoever sees the patients works through it. */
export function toMyGroups(visits: readonly MyVisit[]): MyGroups {
  const { waiting, inSession, next, done } = toSections(visits)
  return {
    inSession,
    next: [...waiting, ...next].sort((one, other) => (one.startsAt < other.startsAt ? -1 : 1)),
    done,
  }
}

/** Whom one prepares for: whoever waits, else whoever is in, else whoever comes next, else who was last. */
export function upNext(groups: MyGroups): MyVisit | undefined {
  const { inSession, next, done } = groups
  return next.find(({ status }) => status === 'arrived') ?? inSession[0] ?? next[0] ?? done.at(-1)
}

export function countToCome(visits: readonly MyVisit[]): number {
  return visits.filter(({ status }) => status === 'booked' || status === 'arrived').length
}

/** Whole days of the clinic since then; 0 today. */
export function daysSince(since: Instant, now: Instant, timeZone: string): number {
  return (Date.parse(dayOf(now, timeZone)) - Date.parse(dayOf(since, timeZone))) / DAY
}
