import { toInstant, type Clock } from '../../src/shared/domain/time.ts'

/** The one clock of the demo's desk and endpoint. It stands while the past is made, and goes afterwards. */
export type DemoClock = Clock & {
  /** The instant at which the demo opens, in milliseconds since 1970: what lies before it is the demo's past. */
  readonly opensAt: number
  /** @param at milliseconds since 1970 */
  readonly standAt: (at: number) => void
  /** From now on it is the machine's; one that was fixed stands at its instant for good. */
  readonly goOn: () => void
}

/** @param fixedAt milliseconds since 1970 at which it stands once the past is made, so that pictures are alike; null: it goes */
export function createDemoClock(fixedAt: number | null = null): DemoClock {
  const opensAt = fixedAt ?? Date.now()
  let standsAt: number | null = fixedAt
  return {
    opensAt,
    now: () => toInstant(standsAt ?? Date.now()),
    standAt: (at) => void (standsAt = at),
    goOn: () => void (standsAt = fixedAt),
  }
}
