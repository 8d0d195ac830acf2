import { noteMailFailed } from '../../services/mail/mailOutcomes.ts'
import type { InRoom } from '../inRoom.ts'
import { ofGivenMail } from './ofGivenMail.ts'

/** R9.3: the endpoint gave it up, and says why. */
export const mailFailed: InRoom<'mail.failed', never> = {
  kind: 'mail.failed',
  apply: (tx, context, event) => {
    const { mailId, reason } = event.body
    const failure = { kind: 'givenUp', reason } as const
    const failed = { mailId, failure, at: event.at, eventSeq: event.seq }
    return ofGivenMail(tx, context, event, () => noteMailFailed(tx, context, failed))
  },
}
