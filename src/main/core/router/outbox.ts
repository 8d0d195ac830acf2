import { readOutbox, undoMail } from '../services/mail/outbox.ts'
import { sendAgain } from '../services/mail/sendAgain.ts'
import { nothing, type Base } from './base.ts'

export function outboxRouter({ signedIn: { outbox } }: Base) {
  return {
    list: outbox.list.handler(({ context }) => readOutbox(context.acting)),
    undo: outbox.undo.handler(({ context, input }) => nothing(undoMail(context.acting, input))),
    sendAgain: outbox.sendAgain.handler(async ({ context, input }) => ({
      leaving: await sendAgain(context.acting, input),
    })),
  }
}
