import { performance } from 'node:perf_hooks'

/**
 * People come first. What can wait is done in slices; while somebody works at the desk it rests after each, so that it takes
 * one part in fifty of the time: of a hundred calls two or three meet it, and wait for one slice.
 */
export type Courtesy = {
  /** Somebody's call has come, or has been answered. */
  readonly note: () => void
  /** Something that can wait begins. */
  readonly begin: () => void
  /** How long a slice may last now, in milliseconds. */
  readonly sliceMilliseconds: () => number
  /** Whether somebody has asked for something within the last second. */
  readonly isSomebodyThere: () => boolean
  /** Between two slices: lets whatever waits go first, and rests while somebody is there. */
  readonly giveWay: () => Promise<void>
}

/** Long enough that a commit is a small part of it. */
const SLICE = 50
/** What a call may wait for. */
const SLICE_BESIDE_PEOPLE = 4
const SOMEBODY_IS_THERE_FOR = 1_000
/** Times what was worked. */
const REST = 49
const LONGEST_REST = 2_000

/**
 * @param clock in milliseconds, both: `now`, and `busy`, how long this thread has been busy, with whatever. So reading what came
 * over the wire counts, and more is rested than is needed rather than less.
 */
export function createCourtesy(
  clock = {
    now: () => performance.now(),
    busy: () => performance.eventLoopUtilization().active,
  },
): Courtesy {
  let notedAt = -Infinity
  let busyBefore = 0
  const isSomebodyThere = () => clock.now() - notedAt < SOMEBODY_IS_THERE_FOR
  const begin = () => {
    busyBefore = clock.busy()
  }
  return {
    note: () => {
      notedAt = clock.now()
    },
    begin,
    isSomebodyThere,
    sliceMilliseconds: () => (isSomebodyThere() ? SLICE_BESIDE_PEOPLE : SLICE),
    giveWay: async () => {
      await new Promise((resolve) => setImmediate(resolve))
      if (isSomebodyThere()) {
        const rest = Math.min(LONGEST_REST, (clock.busy() - busyBefore) * REST)
        await new Promise((resolve) => setTimeout(resolve, rest))
      }
      begin()
    },
  }
}
