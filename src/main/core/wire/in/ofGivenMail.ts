import type { ChangeTopic } from '../../../../shared/contract/desk/session.ts'
import type { CoreContext, Tx } from '../../context.ts'
import { wasGivenToEndpoint } from '../../db/mails.ts'
import { passOver, type Arrived } from '../inRoom.ts'

type MailEvent = Arrived<'mail.sent' | 'mail.bounced' | 'mail.failed'>

/**
 * R9.4: what the endpoint says of an e-mail that it was given. Of one that left through the clinic's own mail server it
 * knows nothing: a refusal made up by it would have the same link sent to a second address.
 * @param note returns what changed, or null for an e-mail that this desk does not know
 */
export async function ofGivenMail(
  tx: Tx,
  context: CoreContext,
  event: MailEvent,
  note: () => Promise<readonly ChangeTopic[] | null>,
): Promise<readonly ChangeTopic[]> {
  const topics = (await wasGivenToEndpoint(tx, event.body.mailId)) ? await note() : null
  return topics ?? passOver(context, event, 'unknownMail')
}
