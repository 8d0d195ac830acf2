import type { CoreContext } from '../context.ts'
import { readOutbox, undoMail } from '../services/outbox.ts'
import { sendAgain } from '../services/sendAgain.ts'
import type { Base } from './base.ts'

export function outboxRouter({ outbox }: Base, context: CoreContext) {
  return {
    list: outbox.list.handler(() => readOutbox(context)),
    undo: outbox.undo.handler(async ({ input }) => {
      await undoMail(context, input)
      return {}
    }),
    sendAgain: outbox.sendAgain.handler(async ({ input }) => {
      await sendAgain(context, input)
      return {}
    }),
  }
}
