import { createORPCClient } from '@orpc/client'
import { askBeforeUnloading } from '../components/discard/discarding.ts'
import type { DeskClient } from '../state/client.ts'
import { alwaysUp, type Connection } from '../state/connection.ts'
import { electronPort } from './electronPort.ts'
import { createPortLink } from './portLink.ts'
import { createSocketLink } from './socketLink.ts'
import { keptToken } from './token.ts'

/** Electron's preload gives exactly this; the port comes as a message. */
type Preload = { readonly connect: () => void }

function preload(): Preload | undefined {
  // Only the preload script sets it, before any page script runs; a browser has none.
  return (window as Window & { readonly anteroom?: Preload }).anteroom
}

/** The one place that knows hosts: Electron's port, else the browser host's WebSocket; null where its address has no token. */
export function connectHost(): { readonly client: DeskClient; readonly connection: Connection } | null {
  const anteroom = preload()
  if (anteroom) {
    const link = createPortLink(() => electronPort(anteroom.connect))
    return { client: createORPCClient<DeskClient>(link), connection: alwaysUp }
  }
  const token = keptToken()
  if (token === '') return null
  askBeforeUnloading()
  const { link, connection } = createSocketLink(socketAddress(), token)
  return { client: createORPCClient<DeskClient>(link), connection }
}

function socketAddress(): string {
  const address = new URL('/rpc', window.location.href)
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:'
  return address.href
}
