import type { EventBody } from '../../../shared/contract/sync.ts'
import { EventId } from '../../../shared/domain/ids.ts'
import type { CoreContext } from '../context.ts'
import type { OpenedEvent } from './types.ts'

type MailOutcome = Extract<EventBody, { kind: 'mail.sent' | 'mail.bounced' | 'mail.failed' }>

/**
 * What became of an e-mail, where this desk found out and no endpoint told it: the same event, applied the same way. Its
 * `seq` is negative, so that it is as unique as an endpoint's and never one of them.
 */
export function outcomeOfMail(
  context: Pick<CoreContext, 'clock' | 'ids'>,
  outboxSeq: number,
  body: MailOutcome,
): OpenedEvent {
  return { seq: -outboxSeq, id: EventId.parse(context.ids()), at: context.clock.now(), body, opened: null }
}
