import { noteMailFailed } from '../../services/mail/mailOutcomes.ts'
import type { InRoom } from '../inRoom.ts'
import { ofGivenMail } from './ofGivenMail.ts'

/** R9.3: the mail server refused the address for good. */
export const mailBounced: InRoom<'mail.bounced', never> = {
  kind: 'mail.bounced',
  apply: (tx, context, event) => {
    const { mailId, code } = event.body
    const failure = { kind: 'addressRefused', code } as const
    const failed = { mailId, failure, at: event.at, eventSeq: event.seq }
    return ofGivenMail(tx, context, event, () => noteMailFailed(tx, context, failed))
  },
}
