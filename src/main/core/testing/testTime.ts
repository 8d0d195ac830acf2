import { toInstant, type Clock, type Instant } from '../../../shared/domain/time.ts'

/** A clock that stands still until it is moved. */
export type TestClock = Clock & {
  readonly set: (at: string) => void
  readonly advance: (milliseconds: number) => void
}

export function createTestClock(at: string): TestClock {
  let milliseconds = Date.parse(at)
  return {
    now: (): Instant => toInstant(milliseconds),
    set: (to) => {
      milliseconds = Date.parse(to)
    },
    advance: (by) => {
      milliseconds += by
    },
  }
}

/** UUIDs of version 7 that count up: the same in every run, and in the order in which they were made. */
export function createTestIds(): () => string {
  let count = 0
  return () => {
    count += 1
    return `01900000-0000-7000-8000-${count.toString(16).padStart(12, '0')}`
  }
}
