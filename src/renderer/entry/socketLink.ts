import { DynamicLink } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'
import ReconnectingWebSocket from 'partysocket/ws'
import { createStore } from 'zustand/vanilla'
import { ConnectionLostError, type Connection } from '../state/connection.ts'

type NoContext = Record<never, never>

/** A call made while the wire is down waits this long for its return; then it says so. */
const PATIENCE_MILLISECONDS = 10_000

/** A WebSocket that comes back by itself. Calls made meanwhile wait for it, up to ten seconds. */
export function createSocketLink(address: string, token: string) {
  const socket = new ReconnectingWebSocket(address, ['anteroom', token], {
    minReconnectionDelay: 250,
    maxReconnectionDelay: 4_000,
    reconnectionDelayGrowFactor: 2,
    // What a call could not send is not sent later, when its person has been told that it failed.
    maxEnqueuedMessages: 0,
  })
  // Typed as any number, its readyState takes the four values of a WebSocket's.
  const rpc = new RPCLink<NoContext>({ websocket: socket as unknown as WebSocket })
  // Up from the start: nobody is told that a connection was lost which has not stood yet.
  const isUp = createStore(() => true)
  socket.addEventListener('open', () => isUp.setState(true, true))
  socket.addEventListener('close', () => isUp.setState(false, true))

  const whenOpen = () =>
    new Promise<RPCLink<NoContext>>((resolve, reject) => {
      const serve = () => {
        clearTimeout(timer)
        resolve(rpc)
      }
      const timer = setTimeout(() => {
        socket.removeEventListener('open', serve)
        reject(new ConnectionLostError())
      }, PATIENCE_MILLISECONDS)
      socket.addEventListener('open', serve, { once: true })
    })

  const connection: Connection = { isUp: isUp.getState, subscribe: isUp.subscribe }
  const link = new DynamicLink<NoContext>(() => (socket.readyState === socket.OPEN ? rpc : whenOpen()))
  return { link, connection }
}
