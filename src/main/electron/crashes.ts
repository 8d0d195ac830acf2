const WINDOW_MILLISECONDS = 60_000
const MOST_IN_A_WINDOW = 3

/**
 * A core that ended by itself is started again, unless it keeps ending: then the person is told and the program stops.
 * @param crashedAt milliseconds since 1970 of every crash, this one included
 */
export function decideAfterCrash(crashedAt: readonly number[], now: number): 'restart' | 'giveUp' {
  const recent = crashedAt.filter((at) => now - at < WINDOW_MILLISECONDS)
  return recent.length >= MOST_IN_A_WINDOW ? 'giveUp' : 'restart'
}
