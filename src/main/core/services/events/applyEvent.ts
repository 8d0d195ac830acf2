import type { ChangeTopic } from '../../../../shared/contract/desk/session.ts'
import { assertNever } from '../../../../shared/domain/assertNever.ts'
import type { CoreContext, Tx } from '../../context.ts'
import type { OpenedEvent } from '../../sync/types.ts'
import { applyFetched, applyOpened } from './invitationSeen.ts'
import { applyMailFailed, applyMailSent } from './mailOutcomes.ts'
import { applyRedeemed } from './redeemed.ts'
import { applyRequest } from './requested.ts'
import { applySubmission } from './submitted.ts'

/**
 * What one event of the endpoint does at the desk; the caller commits it together with the cursor. An event
 * about something that this desk does not know is logged and skipped, except where a patient's own words would be lost
 * with it: those reject, so that the caller keeps the event and tries again.
 * @returns what changed
 */
export function applyEvent(tx: Tx, context: CoreContext, event: OpenedEvent): Promise<ChangeTopic[]> {
  const { body } = event
  switch (body.kind) {
    case 'invitation.fetched':
      return applyFetched(tx, context, event, body)
    case 'invitation.opened':
      return applyOpened(tx, context, event, body)
    case 'invitation.redeemed':
      return applyRedeemed(tx, context, event, body)
    case 'form.submitted':
      return applySubmission(tx, context, event, body)
    case 'request.made':
      return applyRequest(tx, context, event, body)
    case 'mail.sent':
      return applyMailSent(tx, context, event, body)
    case 'mail.bounced':
    case 'mail.failed':
      return applyMailFailed(tx, context, event, body)
    default:
      return assertNever(body)
  }
}
