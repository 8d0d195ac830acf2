import { v7 } from 'uuid'
import { toInstant, type Clock } from '../../shared/domain/time.ts'
import type { Log } from './context.ts'

/** The computer's own clock, for every host; tests bring theirs. */
export const systemClock: Clock = { now: () => toInstant(Date.now()) }

/** A new id that sorts by when it was made, for every host; tests may bring theirs. */
export const newId = (): string => v7()

/** One JSON line an event, to wherever the host keeps its log. @param write is given the line with its line break */
export function jsonLog(write: (line: string) => void): Log {
  return (level, event, facts) => write(`${JSON.stringify({ at: systemClock.now(), level, event, ...facts })}\n`)
}
