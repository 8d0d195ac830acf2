import { createORPCClient } from '@orpc/client'
import type { DeskClient } from '../state/client.ts'
import { alwaysUp, type Connection } from '../state/connection.ts'
import { createPortLink } from './portLink.ts'
import { createSocketLink } from './socketLink.ts'
import { keptToken } from './token.ts'

declare global {
  interface Window {
    /** Electron's preload gives exactly this (DESIGN §6). */
    readonly anteroom?: { readonly connect: () => Promise<MessagePort> }
  }
}

/** The one place that knows hosts: Electron's port, else the browser host's WebSocket. */
export function connectHost(): { readonly client: DeskClient; readonly connection: Connection } {
  if (window.anteroom) {
    const link = createPortLink(window.anteroom.connect)
    return { client: createORPCClient<DeskClient>(link), connection: alwaysUp }
  }
  const { link, connection } = createSocketLink(socketAddress(), keptToken())
  return { client: createORPCClient<DeskClient>(link), connection }
}

function socketAddress(): string {
  const address = new URL('/rpc', window.location.href)
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:'
  return address.href
}
