import { readInbox, settle } from '../services/inbox.ts'
import type { Base } from './base.ts'

export function inboxRouter({ signedIn: { inbox } }: Base) {
  return {
    list: inbox.list.handler(({ context, input }) => readInbox(context.acting, input)),
    settle: inbox.settle.handler(({ context, input }) => settle(context.acting, input)),
  }
}
