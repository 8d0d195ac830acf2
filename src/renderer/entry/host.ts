import { createORPCClient } from '@orpc/client'
import type { DeskClient } from '../state/client.ts'
import { alwaysUp, type Connection } from '../state/connection.ts'
import { electronPort } from './electronPort.ts'
import { createPortLink } from './portLink.ts'
import { createSocketLink } from './socketLink.ts'
import { keptToken } from './token.ts'

declare global {
  interface Window {
    /** Electron's preload gives exactly this (DESIGN §6); the port comes as a message. */
    readonly anteroom?: { readonly connect: () => void }
  }
}

/** The one place that knows hosts: Electron's port, else the browser host's WebSocket. */
export function connectHost(): { readonly client: DeskClient; readonly connection: Connection } {
  const { anteroom } = window
  if (anteroom) {
    const link = createPortLink(() => electronPort(anteroom.connect))
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
