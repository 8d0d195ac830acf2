import { randomBytes } from 'node:crypto'
import { toInstant, type Clock } from '../../shared/domain/time.ts'
import type { Log } from './context.ts'

/** The computer's own clock, for every host; tests bring theirs. */
export const systemClock: Clock = { now: () => toInstant(Date.now()) }

/** A new UUID, version 7: its first 48 bits are the time, so that ids sort by when they were made. */
export function uuidv7(): string {
  const bytes = randomBytes(16)
  bytes.writeUIntBE(Date.now(), 0, 6)
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x70, 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** One JSON line an event, to wherever the host keeps its log. @param write is given the line with its line break */
export function jsonLog(write: (line: string) => void): Log {
  return (level, event, facts) => write(`${JSON.stringify({ at: systemClock.now(), level, event, ...facts })}\n`)
}
