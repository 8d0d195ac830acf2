import { DynamicLink } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'

type NoContext = Record<never, never>

/** One port for the window's life, asked for at the first call. */
export function createPortLink(connect: () => Promise<MessagePort>): DynamicLink<NoContext> {
  let opened: Promise<RPCLink<NoContext>> | null = null
  const open = async () => {
    const port = await connect()
    const link = new RPCLink<NoContext>({ port })
    port.start()
    return link
  }
  return new DynamicLink<NoContext>(() => (opened ??= open()))
}
