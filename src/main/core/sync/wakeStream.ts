import type { Connection } from './connection.ts'

export type WakeStream = {
  readonly isStanding: () => boolean
  /** Opens it unless it is open or opening. */
  readonly open: (connection: Connection) => void
  readonly close: () => Promise<void>
}

/**
 * The endpoint's wake-up stream, which carries no data: each message means "pull now". The first comes
 * with the opening, for what happened just before.
 * @param on.end called whenever an opened stream is over; `lasted` tells how long it stood, in milliseconds
 */
export function createWakeStream(on: {
  readonly wake: () => void
  readonly end: (lastedMilliseconds: number) => void
}): WakeStream {
  let isStanding = false
  let current: { readonly ending: AbortController; readonly done: Promise<void> } | null = null

  async function listen(connection: Connection, signal: AbortSignal): Promise<void> {
    let stoodAt = performance.now()
    try {
      const messages = await connection.client.wake({}, { signal })
      stoodAt = performance.now()
      isStanding = true
      await Promise.race([heed(messages), aborted(signal)])
    } catch {
      // Its end is all there is to know: the next cycle finds out why.
    } finally {
      isStanding = false
      current = null
      if (!signal.aborted) on.end(performance.now() - stoodAt)
    }
  }

  async function heed(messages: AsyncIterable<unknown>): Promise<void> {
    for await (const _ of messages) on.wake()
  }

  return {
    isStanding: () => isStanding,
    open: (connection) => {
      if (current) return
      const ending = new AbortController()
      current = { ending, done: listen(connection, ending.signal) }
    },
    close: async () => {
      const closing = current
      closing?.ending.abort()
      await closing?.done
    },
  }
}

/** Whatever the transport does with its signal, closing never waits for a stream that says nothing. */
function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve()
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
}
