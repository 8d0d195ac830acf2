import type { FreedTime, WaitingEntry } from '../../../shared/contract/desk/waitingList.ts'

export type NextOffer<T extends OfferedTime, E extends OfferedTo> = { readonly time: T; readonly entry: E }

type OfferedTime = Pick<FreedTime, 'until' | 'freedAt'> & {
  readonly suits: readonly Pick<FreedTime['suits'][number], 'entryId'>[]
}
type OfferedTo = Pick<WaitingEntry, 'id' | 'hasEmail'>

/** R6.2: what one key offers: the time that became free last, to the first whom it suits and who can be asked by e-mail. */
export function nextOffer<T extends OfferedTime, E extends OfferedTo>(
  freed: readonly T[],
  waiting: readonly E[],
): NextOffer<T, E> | null {
  for (const time of freed.toSorted((one, other) => (one.freedAt > other.freedAt ? -1 : 1))) {
    const entries = time.suits.map(({ entryId }) => waiting.find(({ id }) => id === entryId))
    const entry = entries.find((each) => each?.hasEmail)
    if (entry && time.until !== null) return { time, entry }
  }
  return null
}
