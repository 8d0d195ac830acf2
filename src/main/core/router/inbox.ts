import { readInbox, settle, undoSettling } from '../services/inbox.ts'
import { restoreLogin } from '../services/invitations/renewals.ts'
import { takeProfile } from '../services/profileProposals.ts'
import { nothing, type Base } from './base.ts'

export function inboxRouter({ signedIn: { inbox } }: Base) {
  return {
    list: inbox.list.handler(({ context, input }) => readInbox(context.acting, input)),
    restoreLogin: inbox.restoreLogin.handler(({ context, input }) => nothing(restoreLogin(context.acting, input))),
    settle: inbox.settle.handler(({ context, input }) => settle(context.acting, input)),
    takeProfile: inbox.takeProfile.handler(({ context, input }) => nothing(takeProfile(context.acting, input))),
    undoSettling: inbox.undoSettling.handler(({ context, input }) => nothing(undoSettling(context.acting, input))),
  }
}
