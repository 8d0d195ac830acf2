/** What is written from right to left, with what stands between two such words. */
const RIGHT_TO_LEFT =
  /([\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc](?:[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\s'’-]*[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc])?)/u

/** @param isTurned it is written from right to left, and is kept apart, so that it does not turn the sentence around it */
export type WrittenRun = { readonly text: string; readonly isTurned: boolean }

/** A sentence with names in it, in the order in which it is read. */
export function writtenRuns(sentence: string): WrittenRun[] {
  return sentence
    .split(RIGHT_TO_LEFT)
    .map((text, at) => ({ text, isTurned: at % 2 === 1 }))
    .filter(({ text }) => text !== '')
}
