import type { ChangeTopic } from '../../shared/contract/desk/session.ts'
import type { Changes } from './context.ts'

type Listener = { readonly topics: Set<ChangeTopic>; wake: () => void }

/**
 * Tells every window what changed. A window that is slow gets the topics of several changes at once, never a queue that
 * grows. The first message is `['session']`, which tells that the stream stands.
 */
export function createChanges(): Changes & { readonly close: () => void } {
  const listeners = new Set<Listener>()
  let isClosed = false

  async function* subscribe(signal: AbortSignal | undefined): AsyncGenerator<{ topics: ChangeTopic[] }> {
    const listener: Listener = { topics: new Set(['session']), wake: () => {} }
    const isOver = () => isClosed || signal?.aborted === true
    const onAbort = () => listener.wake()
    listeners.add(listener)
    signal?.addEventListener('abort', onAbort)
    try {
      while (!isOver()) {
        if (listener.topics.size === 0) await new Promise<void>((resolve) => (listener.wake = resolve))
        if (isOver()) return
        const topics = [...listener.topics]
        listener.topics.clear()
        if (topics.length > 0) yield { topics }
      }
    } finally {
      listeners.delete(listener)
      signal?.removeEventListener('abort', onAbort)
    }
  }

  return {
    subscribe,
    publish: (...topics) => {
      for (const listener of listeners) {
        for (const topic of topics) listener.topics.add(topic)
        listener.wake()
      }
    },
    close: () => {
      isClosed = true
      for (const listener of listeners) listener.wake()
    },
  }
}
