import { noteMailSent } from '../../services/mail/mailOutcomes.ts'
import type { InRoom } from '../inRoom.ts'
import { ofGivenMail } from './ofGivenMail.ts'

/** R9.3: the mail server took it. */
export const mailSent: InRoom<'mail.sent', never> = {
  kind: 'mail.sent',
  apply: (tx, context, event) => ofGivenMail(tx, context, event, () => noteMailSent(tx, event.body.mailId, event.at)),
}
