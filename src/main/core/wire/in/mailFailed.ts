import { noteMailFailed } from '../../services/mail/mailOutcomes.ts'
import { passOver, type InRoom } from '../inRoom.ts'

/** R9.3: the endpoint gave it up, and says why. */
export const mailFailed: InRoom<'mail.failed', never> = {
  kind: 'mail.failed',
  apply: async (tx, context, event) => {
    const { mailId, reason } = event.body
    const failure = { kind: 'givenUp', reason } as const
    const topics = await noteMailFailed(tx, context, { mailId, failure, at: event.at, eventSeq: event.seq })
    return topics ?? passOver(context, event, 'unknownMail')
  },
}
