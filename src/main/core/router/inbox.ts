import type { CoreContext } from '../context.ts'
import { readInbox, settle } from '../services/inbox.ts'
import type { Base } from './base.ts'

export function inboxRouter({ inbox }: Base, context: CoreContext) {
  return {
    list: inbox.list.handler(({ input }) => readInbox(context, input)),
    settle: inbox.settle.handler(async ({ input }) => {
      await settle(context, input)
      return {}
    }),
  }
}
