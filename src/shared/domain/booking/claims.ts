import { MINUTE, plusMilliseconds, type Instant } from '../time.ts'
import type { Range, SaleRules } from './sale.ts'
import type { Span } from './freeTimes.ts'

/** R6.3: a time is held for so long. */
export const HOLD_MINUTES = 10

type Buffers = { readonly bufferBeforeMinutes: number; readonly bufferAfterMinutes: number }

/** R6.4: what a visit takes of a practitioner's time, buffers included, in whole minutes since the epoch. */
export function busyMinutes(
  { startsAt, endsAt }: { readonly startsAt: Instant; readonly endsAt: Instant },
  { bufferBeforeMinutes, bufferAfterMinutes }: Buffers,
): { readonly from: number; readonly to: number } {
  return {
    from: Math.floor(Date.parse(startsAt) / MINUTE) - bufferBeforeMinutes,
    to: Math.ceil(Date.parse(endsAt) / MINUTE) + bufferAfterMinutes,
  }
}

/** What is counted in 32 bits: until the year 6053. */
const LAST_MINUTE = 2_147_483_647

/** R6.4: nothing in the past is claimed, nor what ends before it begins. */
export function isClaimable(
  visit: { readonly startsAt: Instant; readonly endsAt: Instant },
  buffers: Buffers,
  now: Instant,
): boolean {
  return visit.startsAt < visit.endsAt && visit.endsAt > now && busyMinutes(visit, buffers).to <= LAST_MINUTE
}

/** Minutes since the epoch, as a span in milliseconds. */
export function spanOf([from, to]: Range): Span {
  return { from: from * MINUTE, to: to * MINUTE }
}

/** R6.3: until then the patient moves and cancels it; afterwards the clinic is called. */
export function changeableUntil(startsAt: Instant, { cutOffMinutes }: Pick<SaleRules, 'cutOffMinutes'>): Instant {
  return plusMilliseconds(startsAt, -cutOffMinutes * MINUTE)
}

/** How a patient changes a visit, and until when; null once that is over, or where the clinic has to be asked whether it can be. */
export type WayToChange = { readonly by: 'online' | 'telephone'; readonly until: Instant | null }

/** R6.3: online whoever booked it online, until its cut-off; everybody else, and everybody afterwards, calls the clinic. */
export function wayToChange(
  { startsAt, isOnline }: { readonly startsAt: Instant; readonly isOnline: boolean },
  rules: Pick<SaleRules, 'cutOffMinutes'>,
  now: Instant,
): WayToChange {
  const until = changeableUntil(startsAt, rules)
  if (until <= now) return { by: 'telephone', until: null }
  return { by: isOnline ? 'online' : 'telephone', until }
}
