/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). For fictional data only, never for a secret. */
export type Random = () => number

export function seededRandom(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000
  }
}

export function pick<T>(random: Random, from: readonly T[]): T {
  const chosen = from[Math.floor(random() * from.length)]
  if (chosen === undefined) throw new Error('Nothing to pick from')
  return chosen
}

/** A whole number from `low` to `high`, both included. */
export function between(random: Random, low: number, high: number): number {
  return low + Math.floor(random() * (high - low + 1))
}

const FIRST_ID_AT = Date.UTC(2026, 0, 1)

/** UUIDs, version 7, that are the same for the same seed and rise in the order they are made. */
export function seededIds(seed: number): () => string {
  const random = seededRandom(seed)
  let made = 0
  return () => {
    const time = (FIRST_ID_AT + made).toString(16).padStart(12, '0')
    made += 1
    const digits = (count: number) =>
      Array.from({ length: count }, () => Math.floor(random() * 16).toString(16)).join('')
    return `${time.slice(0, 8)}-${time.slice(8)}-7${digits(3)}-${pick(random, ['8', '9', 'a', 'b'])}${digits(3)}-${digits(12)}`
  }
}
