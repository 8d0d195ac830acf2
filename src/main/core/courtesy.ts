/**
 * People come first. What can wait is done in slices; while somebody works at the desk it rests after each, so that it takes
 * one part in twenty-five of the time, and few calls meet it at all.
 */
export type Courtesy = {
  /** Somebody's call has come, or has been answered. */
  readonly note: () => void
  /** How long a slice may last now, in milliseconds. */
  readonly sliceMilliseconds: () => number
  /** Between two slices: lets whatever waits go first, and rests while somebody is there. */
  readonly giveWay: (workedMilliseconds: number) => Promise<void>
}

/** Long enough that a commit is a small part of it. */
const SLICE = 20
/** What a call may wait for. */
const SLICE_BESIDE_PEOPLE = 4
const SOMEBODY_IS_THERE_FOR = 1_000
/** Times what was worked. */
const REST = 24
const LONGEST_REST = 250

export function createCourtesy(now: () => number = () => performance.now()): Courtesy {
  let notedAt = -Infinity
  const isSomebodyThere = () => now() - notedAt < SOMEBODY_IS_THERE_FOR
  return {
    note: () => {
      notedAt = now()
    },
    sliceMilliseconds: () => (isSomebodyThere() ? SLICE_BESIDE_PEOPLE : SLICE),
    giveWay: async (workedMilliseconds) => {
      await new Promise((resolve) => setImmediate(resolve))
      if (!isSomebodyThere()) return
      const rest = Math.min(LONGEST_REST, workedMilliseconds * REST)
      await new Promise((resolve) => setTimeout(resolve, rest))
    },
  }
}
