import { EventPublisher } from '@orpc/server'
import type { ChangeTopic } from '../../shared/contract/desk/session.ts'
import type { Changes } from './context.ts'

/**
 * Tells every window what changed. A window that is slow gets the topics of several changes at once, never a queue that
 * grows: the publisher only wakes it, and what it has to be told stands in a set. The first message is `['session']`,
 * which tells that the stream stands.
 */
export function createChanges(): Changes & { readonly close: () => void } {
  const publisher = new EventPublisher<{ changed: readonly ChangeTopic[] }>({ maxBufferedEvents: 1 })
  const closing = new AbortController()

  async function* subscribe(signal: AbortSignal | undefined): AsyncGenerator<{ topics: ChangeTopic[] }> {
    const untold = new Set<ChangeTopic>()
    const stopCollecting = publisher.subscribe('changed', (topics) => topics.forEach((topic) => untold.add(topic)))
    const ending = signal ? AbortSignal.any([signal, closing.signal]) : closing.signal
    const wakeUps = publisher.subscribe('changed', { signal: ending })
    try {
      yield { topics: ['session'] }
      for await (const _ of wakeUps) {
        const topics = [...untold]
        untold.clear()
        if (topics.length > 0) yield { topics }
      }
    } catch (cause) {
      if (!ending.aborted) throw cause
    } finally {
      stopCollecting()
    }
  }

  return {
    subscribe,
    publish: (...topics) => publisher.publish('changed', topics),
    close: () => closing.abort(),
  }
}
