import { MINUTE } from '../time.ts'

/** A stretch of time in milliseconds since the epoch; `to` is not in it. */
export type Span = { readonly from: number; readonly to: number }

/** One practitioner's time: when they can be booked, and when they are taken, buffers included. */
export type Lane<Id> = {
  readonly practitionerId: Id
  /** In order of time, none over another. */
  readonly open: readonly Span[]
  /** In order of `from`; two may overlap, where somebody was booked twice on purpose. */
  readonly busy: readonly Span[]
}

/** What a visit takes, in minutes (R6.1). */
export type WantedLength = {
  readonly minutes: number
  readonly bufferBeforeMinutes: number
  readonly bufferAfterMinutes: number
}

export type FreeTime<Id> = { readonly practitionerId: Id; readonly startsAt: number }

/** When a visit may begin, in milliseconds since the epoch: from `from` and before `until`, every so many minutes. */
export type FreeTimesWithin = { readonly from: number; readonly until: number; readonly stepMinutes: number }

/**
 * R6.3: every time at which a visit of this length may begin, in order of time, and of the lanes within one time. The visit
 * lies within open time; its buffers may reach beyond it, and over nobody's visit or buffer. Times are counted from the
 * beginning of each open stretch. It takes as long as there are times and taken stretches within what is asked for.
 * @param mostOfEach of each lane no more than its first so many
 */
export function freeTimes<Id>(
  lanes: readonly Lane<Id>[],
  wanted: WantedLength,
  within: FreeTimesWithin,
  mostOfEach = Number.POSITIVE_INFINITY,
): FreeTime<Id>[] {
  const times = lanes.flatMap((lane) =>
    freeInLane(lane, wanted, within, mostOfEach).map((startsAt) => ({ practitionerId: lane.practitionerId, startsAt })),
  )
  // Stable: lanes keep their order within one time.
  return times.sort((one, other) => one.startsAt - other.startsAt)
}

function freeInLane(
  { open, busy }: Lane<unknown>,
  wanted: WantedLength,
  within: FreeTimesWithin,
  most: number,
): number[] {
  const step = within.stepMinutes * MINUTE
  const before = wanted.bufferBeforeMinutes * MINUTE
  const length = wanted.minutes * MINUTE
  const after = wanted.bufferAfterMinutes * MINUTE
  const times: number[] = []
  let next = 0
  for (const stretch of open) {
    const onGrid = (at: number) => stretch.from + Math.ceil(Math.max(0, at - stretch.from) / step) * step
    let at = onGrid(within.from)
    while (at < within.until && at + length <= stretch.to && times.length < most) {
      while (next < busy.length && (busy[next]?.to ?? 0) <= at - before) next += 1
      const taken = firstOver(busy, next, at - before, at + length + after)
      if (taken === null) {
        times.push(at)
        at += step
      } else {
        at = Math.max(at + step, onGrid(taken.to + before))
      }
    }
  }
  return times
}

/** The first that reaches into the span, of those from `start` on; one that is longer than the next may end after it. */
function firstOver(busy: readonly Span[], start: number, from: number, to: number): Span | null {
  for (let at = start; at < busy.length; at += 1) {
    const span = busy[at]
    if (!span || span.from >= to) return null
    if (span.to > from) return span
  }
  return null
}
