import type { CoreContext } from '../context.ts'
import { nextOutboxDueAt } from '../db/outbox.ts'
import { errorName } from '../errorName.ts'
import { findConnection, type Connection } from './connection.ts'
import { greet, runCycle } from './cycle.ts'
import { callSignal } from './endpointClient.ts'
import { makeDeskToken, pairDesk } from './pairDesk.ts'
import { backOffMilliseconds, pauseMilliseconds, WAKE_PAUSE_MILLISECONDS } from './pace.ts'
import { pushClaims } from './pushClaims.ts'
import { raiseEpoch } from './raiseEpoch.ts'
import { createStatusBoard } from './statusBoard.ts'
import { retrySetAside } from './retrySetAside.ts'
import { SyncFailure, toSyncFailure } from './syncFailure.ts'
import { transferFiles } from './transfers.ts'
import type { Sync } from './types.ts'
import { createWakeStream } from './wakeStream.ts'

/** After so long on one connection the desk asks for the endpoint's time again. */
const GREETING_LASTS_MILLISECONDS = 10 * 60_000
/** A stream that stood this long did not fail: the next is opened without back-off. */
const STREAM_IS_SOUND_MILLISECONDS = 30_000

/** A person waits for the answer to a claim. */
const ASK_MILLISECONDS = 3_000

/** What asks for a cycle: something that can wait for the back-off, or a person, who does not. */
type Wish = 'wakeUp' | 'person'

/**
 * The desk's loop: one cycle at a time, started by a local change, the endpoint's wake-up stream, the end of an e-mail's
 * countdown, a poll, or {@link Sync.now}. It runs until `close`; whatever fails is tried again with back-off.
 */
export function createSync(context: CoreContext, options: { readonly fetch: typeof globalThis.fetch }): Sync {
  const closing = new AbortController()
  const board = createStatusBoard(context)
  let running: Promise<void> | null = null
  let wish: Wish | null = null
  let timer: NodeJS.Timeout | undefined
  let timerAt = Infinity
  let wakeTimer: NodeJS.Timeout | undefined
  let failures = 0
  let streamFailures = 0
  let greetedAt: number | null = null
  let isFirst = true
  let transferring: Promise<void> | null = null
  let isMoreToTransfer = false
  let pairing: { readonly key: string; readonly token: string } | null = null

  const stream = createWakeStream({
    wake: () => void run('wakeUp'),
    end: (lasted) => {
      streamFailures = lasted < STREAM_IS_SOUND_MILLISECONDS ? streamFailures + 1 : 1
      greetedAt = null
      if (!running && failures === 0) arm(backOffMilliseconds(streamFailures, Math.random()))
    },
  })

  function arm(pause: number): void {
    clearTimeout(timer)
    timerAt = performance.now() + pause
    if (!closing.signal.aborted) timer = setTimeout(() => void run('wakeUp'), pause)
  }

  /** Never later than it was to be: changes that keep coming must not put the next attempt off for ever. */
  function bringForward(pause: number): void {
    if (performance.now() + pause < timerAt) arm(pause)
  }

  /** Resolves when a cycle that began after this call is over. */
  function run(wanted: Wish): Promise<void> {
    if (closing.signal.aborted) return Promise.resolve()
    if (wish !== 'person') wish = wanted
    clearTimeout(timer)
    running ??= loop()
    return running
  }

  async function loop(): Promise<void> {
    for (;;) {
      await attempt(takeWish() === 'person')
      const pause = await pauseUntilNext()
      if (isMoreWanted() && !closing.signal.aborted) continue
      running = null
      if (pause !== null) arm(pause)
      return
    }
  }

  function takeWish(): Wish | null {
    const taken = wish
    wish = null
    return taken
  }

  function isMoreWanted(): boolean {
    return wish === 'person' || (wish === 'wakeUp' && failures === 0)
  }

  /** One cycle, whose failure is a state and no exception. */
  async function attempt(isAskedFor: boolean): Promise<void> {
    try {
      const connection = await findConnection(context, options.fetch)
      board.noteWorking()
      await board.refresh()
      if (connection) await cycleOnce(connection, isAskedFor)
      failures = 0
      board.noteOutcome(null)
    } catch (cause) {
      if (closing.signal.aborted) return
      failures += 1
      greetedAt = null
      board.noteOutcome(cause)
      const reason = cause instanceof SyncFailure ? cause.reason : errorName(cause)
      context.log(cause instanceof SyncFailure ? 'warn' : 'error', 'sync.cycleFailed', { reason, failures })
    }
  }

  async function cycleOnce(connection: Connection, isAskedFor: boolean): Promise<void> {
    if (isFirst) await retrySetAside(context)
    isFirst = false
    try {
      await greetAndRun(connection, isAskedFor)
      // A person who waits gets the next cycle, which opens it: they may just have paired with another endpoint.
      if (wish !== 'person' && !closing.signal.aborted) stream.open(connection)
    } catch (cause) {
      if (!(cause instanceof SyncFailure) || cause.endpointEpoch === null) throw cause
      await stream.close()
      await raiseEpoch(context, cause.endpointEpoch)
      const raised = await findConnection(context, options.fetch)
      if (raised) await greetAndRun(raised, true)
    }
  }

  async function greetAndRun(connection: Connection, isAskedFor: boolean): Promise<void> {
    const isStale = greetedAt === null || performance.now() - greetedAt > GREETING_LASTS_MILLISECONDS
    if (isStale || isAskedFor) {
      board.noteSkew(await greet(context, connection, closing.signal))
      greetedAt = performance.now()
    }
    await runCycle(context, connection, closing.signal)
    transfer(connection)
  }

  /** Beside the rounds, one at a time: what was caused meanwhile is looked at once more. */
  function transfer(connection: Connection): void {
    if (transferring) isMoreToTransfer = true
    else transferring = transferAll(connection)
  }

  async function transferAll(connection: Connection): Promise<void> {
    do {
      isMoreToTransfer = false
      try {
        await transferFiles(context, connection, closing.signal)
      } catch (cause) {
        if (!closing.signal.aborted) context.log('error', 'files.notTransferred', { error: errorName(cause) })
      }
    } while (isMoreToTransfer && !closing.signal.aborted)
    transferring = null
  }

  /** Null while there is nobody to ask: this desk is not paired. */
  async function pauseUntilNext(): Promise<number | null> {
    try {
      await board.refresh()
      if (board.status().state === 'notPaired') return null
      const pause = pauseMilliseconds(failures, stream.isStanding(), Math.random())
      return failures > 0 ? pause : Math.min(pause, (await untilNextDue()) ?? pause)
    } catch (cause) {
      context.log('error', 'sync.statusUnknown', { reason: errorName(cause) })
      return backOffMilliseconds(Math.max(1, failures), Math.random())
    }
  }

  /** Milliseconds until the next countdown ends (R9.3); null when none runs. */
  async function untilNextDue(): Promise<number | null> {
    const now = context.clock.now()
    const dueAt = await nextOutboxDueAt(context.db, now)
    return dueAt === null ? null : Date.parse(dueAt) - Date.parse(now)
  }

  async function onWake(): Promise<void> {
    wakeTimer = undefined
    // Of a cycle that runs it is not known yet whether it fails: if it does not, another follows at once.
    if (failures === 0 || running) return run('wakeUp')
    await board.refresh().catch((cause) => context.log('error', 'sync.statusUnknown', { reason: errorName(cause) }))
    if (!running) bringForward(WAKE_PAUSE_MILLISECONDS)
  }

  void run('wakeUp')

  return {
    status: board.status,
    // Several commits in a row are one wake-up, and none of them waits for it.
    wake: () => {
      if (!closing.signal.aborted) wakeTimer ??= setTimeout(() => void onWake(), 0)
    },
    askForTime: async (id) => {
      if (closing.signal.aborted || !isAnswering(board.status())) return
      try {
        const connection = await findConnection(context, options.fetch)
        const enough = AbortSignal.timeout(ASK_MILLISECONDS)
        if (connection) await pushClaims(context, connection, id, AbortSignal.any([closing.signal, enough]))
      } catch (cause) {
        // Its row stays, and goes with the next round.
        context.log('warn', 'sync.claimUnanswered', { reason: errorName(cause) })
      }
    },
    ask: async (question) => {
      const connection = await findConnection(context, options.fetch)
      if (!connection) return null
      try {
        return await question(connection.client, callSignal(closing.signal))
      } catch (cause) {
        throw toSyncFailure(cause)
      }
    },
    now: () => run('person'),
    pair: async (by, endpointUrl, code) => {
      const key = JSON.stringify([endpointUrl, code])
      if (pairing?.key !== key) pairing = { key, token: makeDeskToken() }
      const { token } = pairing
      await pairDesk(by, { fetch: options.fetch, endpointUrl, code, token, closing: closing.signal })
      pairing = null
      greetedAt = null
      void run('person')
      await stream.close()
    },
    close: async () => {
      closing.abort()
      clearTimeout(timer)
      clearTimeout(wakeTimer)
      await Promise.all([running, transferring, stream.close()])
    },
  }
}

/** Whether somebody answered last; a desk that knows of nobody keeps no person waiting. */
function isAnswering({ state }: ReturnType<Sync['status']>): boolean {
  return state === 'synchronised' || state === 'working'
}
