import type { CoreContext } from '../context.ts'
import type { Base } from './base.ts'
import { unbuilt } from './unbuilt.ts'

export function outboxRouter({ outbox }: Base, _context: CoreContext) {
  return {
    list: outbox.list.handler(unbuilt),
    undo: outbox.undo.handler(unbuilt),
    sendAgain: outbox.sendAgain.handler(unbuilt),
  }
}
