import { noteMailSent } from '../../services/mail/mailOutcomes.ts'
import { passOver, type InRoom } from '../inRoom.ts'

/** R9.3: the mail server took it. */
export const mailSent: InRoom<'mail.sent', never> = {
  kind: 'mail.sent',
  apply: async (tx, context, event) =>
    (await noteMailSent(tx, event.body.mailId, event.at)) ?? passOver(context, event, 'unknownMail'),
}
