import { beginSheet, checkSheet, readSheet, type SheetDrafts } from '../services/recoverySheet.ts'
import { failure } from '../services/serviceError.ts'
import { nothing, type Base } from './base.ts'

export function recoveryRouter({ anyone, signedIn: { recovery } }: Base) {
  const drafts: SheetDrafts = { draft: null }
  return {
    state: recovery.state.handler(({ context }) => readSheet(context.acting)),
    begin: recovery.begin.handler(({ context, input }) => beginSheet(context.acting, drafts, input)),
    check: recovery.check.handler(({ context, input }) => nothing(checkSheet(context.acting, drafts, input))),
    open: anyone.recovery.open.handler(() => {
      throw failure('ALREADY_OPEN')
    }),
  }
}
