import { DynamicLink } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'
import { ConnectionLostError, type Connection } from '../state/connection.ts'

type NoContext = Record<never, never>

const FIRST_RETRY_MILLISECONDS = 250
const LONGEST_RETRY_MILLISECONDS = 4_000
/** A call made while the wire is down waits this long for its return; then it says so. */
const PATIENCE_MILLISECONDS = 10_000

/** A WebSocket that comes back by itself. Calls made meanwhile wait for it, up to ten seconds. */
export function createSocketLink(address: string, token: string) {
  const listeners = new Set<() => void>()
  let current: RPCLink<NoContext> | null = null
  let isUp = true
  let retryMilliseconds = FIRST_RETRY_MILLISECONDS
  let waiting: ((link: RPCLink<NoContext>) => void)[] = []

  const setUp = (value: boolean) => {
    if (isUp === value) return
    isUp = value
    for (const listener of listeners) listener()
  }

  const open = () => {
    const socket = new WebSocket(address, ['anteroom', token])
    const link = new RPCLink<NoContext>({ websocket: socket })
    socket.addEventListener('open', () => {
      current = link
      retryMilliseconds = FIRST_RETRY_MILLISECONDS
      const served = waiting
      waiting = []
      for (const resolve of served) resolve(link)
      setUp(true)
    })
    socket.addEventListener('close', () => {
      current = null
      setUp(false)
      setTimeout(open, retryMilliseconds)
      retryMilliseconds = Math.min(retryMilliseconds * 2, LONGEST_RETRY_MILLISECONDS)
    })
  }
  open()

  const whenOpen = () =>
    new Promise<RPCLink<NoContext>>((resolve, reject) => {
      const serve = (link: RPCLink<NoContext>) => {
        clearTimeout(timer)
        resolve(link)
      }
      const timer = setTimeout(() => {
        waiting = waiting.filter((each) => each !== serve)
        reject(new ConnectionLostError())
      }, PATIENCE_MILLISECONDS)
      waiting.push(serve)
    })

  const connection: Connection = {
    isUp: () => isUp,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
  return { link: new DynamicLink<NoContext>(() => current ?? whenOpen()), connection }
}
