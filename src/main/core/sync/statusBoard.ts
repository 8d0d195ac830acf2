import type { SyncStatus } from '../../../shared/contract/desk/sync.ts'
import { Instant } from '../../../shared/domain/time.ts'
import type { CoreContext } from '../context.ts'
import { countOutbox } from '../db/outbox.ts'
import { readSyncState } from '../db/syncState.ts'
import { SyncFailure } from './syncFailure.ts'

/** A clock that is further off is shown; nothing else depends on it, for order never comes from a clock. */
const SKEW_SHOWN_SECONDS = 120

export type StatusBoard = {
  readonly status: () => SyncStatus
  /** Null: the last cycle succeeded. What is no SyncFailure is trouble of the desk itself. */
  readonly noteOutcome: (failure: unknown) => void
  /** A cycle begins; shown where something waits to leave, or nothing ever left. */
  readonly noteWorking: () => void
  /** Desk minus endpoint, in seconds. */
  readonly noteSkew: (seconds: number) => void
  /** Reads again what waits, and tells the windows when anything has changed. */
  readonly refresh: () => Promise<void>
}

export function createStatusBoard(context: CoreContext): StatusBoard {
  let isPaired = false
  let isWorking = true
  let failure: unknown = null
  let skewSeconds = 0
  let figures: Pick<SyncStatus, 'lastAt' | 'waiting' | 'needsAttention'> = {
    lastAt: null,
    waiting: 0,
    needsAttention: 0,
  }
  let shown = ''

  const status = (): SyncStatus => {
    const isClockWrong = Math.abs(skewSeconds) > SKEW_SHOWN_SECONDS
    const isSeenWorking = isWorking && (figures.waiting > 0 || figures.lastAt === null)
    return {
      ...figures,
      ...stateOf(isPaired, failure, isSeenWorking, isClockWrong),
      clockSkewSeconds: isClockWrong ? skewSeconds : null,
    }
  }

  return {
    status,
    noteOutcome: (outcome) => {
      failure = outcome
      isWorking = false
    },
    noteWorking: () => {
      isWorking = true
    },
    noteSkew: (seconds) => {
      skewSeconds = seconds
    },
    refresh: async () => {
      const state = await readSyncState(context.db)
      isPaired = typeof state?.endpoint_token === 'string'
      const lastAt = Instant.nullable().parse(state?.last_synchronised_at ?? null)
      const { waiting, refused } = await countOutbox(context.db, context.clock.now())
      figures = { lastAt, waiting, needsAttention: refused }
      const now = JSON.stringify(status())
      if (now === shown) return
      shown = now
      context.changes.publish('sync')
    },
  }
}

function stateOf(
  isPaired: boolean,
  failure: unknown,
  isWorking: boolean,
  isClockWrong: boolean,
): Pick<SyncStatus, 'state' | 'because'> {
  if (!isPaired) return { state: 'notPaired', because: null }
  if (failure instanceof SyncFailure) {
    return { state: failure.isPassing ? 'offline' : 'stopped', because: failure.reason }
  }
  if (failure !== null) return { state: 'stopped', because: null }
  return { state: isWorking ? 'working' : 'synchronised', because: isClockWrong ? 'clockWrong' : null }
}
