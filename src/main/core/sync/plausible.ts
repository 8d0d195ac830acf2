/** More than an endpoint can count to between two answers, and far from where whole numbers end. */
const FARTHEST_STEP = 2 ** 40

/** Whether a number of the endpoint's may follow one that this desk knows (R11.6): whole, not below it, and not absurdly far on. */
export function canFollow(number: unknown, known: number): number is number {
  return Number.isSafeInteger(number) && Number(number) >= known && Number(number) <= known + FARTHEST_STEP
}
