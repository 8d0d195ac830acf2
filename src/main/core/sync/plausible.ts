/**
 * More than an endpoint counts to between two answers: it numbers each clinic by itself, one by one, and after a backup once
 * beyond what was seen. Two million such steps, each in a round of its own, lead to where whole numbers end.
 */
const FARTHEST_STEP = 2 ** 32

/** Whether a number of the endpoint's may follow one that this desk knows (R11.6): whole, not below it, and not absurdly far on. */
export function canFollow(number: unknown, known: number): number is number {
  return Number.isSafeInteger(number) && Number(number) >= known && Number(number) <= known + FARTHEST_STEP
}
