import { noteMailFailed } from '../../services/mail/mailOutcomes.ts'
import { passOver, type InRoom } from '../inRoom.ts'

/** R9.3: the mail server refused the address for good. */
export const mailBounced: InRoom<'mail.bounced', never> = {
  kind: 'mail.bounced',
  apply: async (tx, context, event) => {
    const { mailId, code } = event.body
    const failure = { kind: 'addressRefused', code } as const
    const topics = await noteMailFailed(tx, context, { mailId, failure, at: event.at, eventSeq: event.seq })
    return topics ?? passOver(context, event, 'unknownMail')
  },
}
