const SECOND = 1_000
const LONGEST_BACK_OFF = 60 * SECOND
const POLL_WITH_STREAM = 60 * SECOND
const POLL_WITHOUT_STREAM = 15 * SECOND
/** After a local change while the endpoint does not answer: soon, but however many changes there are, not at once. */
export const WAKE_PAUSE_MILLISECONDS = 2 * SECOND

/**
 * How long to wait before asking the endpoint again, in milliseconds. Jittered, so that the many desks of an
 * endpoint do not come back all at once after an outage.
 * @param failures in a row, 0 after a success
 * @param random from 0 up to 1
 */
export function pauseMilliseconds(failures: number, hasStream: boolean, random: number): number {
  if (failures > 0) return backOffMilliseconds(failures, random)
  return (hasStream ? POLL_WITH_STREAM : POLL_WITHOUT_STREAM) * (0.8 + random * 0.4)
}

/** @param failures in a row, from 1 */
export function backOffMilliseconds(failures: number, random: number): number {
  return Math.min(LONGEST_BACK_OFF, SECOND * 2 ** (failures - 1)) * (0.5 + random / 2)
}
