import { implement } from '@orpc/server'
import { portalContract } from '../../../shared/contract/portal.ts'
import type { EndpointContext } from '../../context.ts'
import { accountCalls } from './account.ts'
import { bookingCalls } from './booking/bookingCalls.ts'
import { clinicCalls } from './clinic.ts'
import { fileCalls } from './files.ts'
import { formCalls } from './forms.ts'
import { invitationCalls } from './invitation.ts'
import { loginCalls } from './login.ts'
import { messageCalls } from './messages.ts'
import { offerCalls } from './offers.ts'
import type { PortalRequest } from './portalRequest.ts'
import { recordCalls } from './records.ts'
import { reminderCalls } from './reminder.ts'
import { requestCalls } from './requests.ts'
import { sessionCalls } from './session.ts'

/** The patient's side of the endpoint: `portalContract`, a file for each of its parts. */
export function makePortalRouter(endpoint: EndpointContext) {
  return implement(portalContract)
    .$context<PortalRequest>()
    .router({
      clinic: clinicCalls(endpoint),
      invitation: invitationCalls(endpoint),
      login: loginCalls(endpoint),
      session: sessionCalls(endpoint),
      records: recordCalls(endpoint),
      forms: formCalls(endpoint),
      messages: messageCalls(endpoint),
      files: fileCalls(endpoint),
      requests: requestCalls(endpoint),
      reminder: reminderCalls(endpoint),
      account: accountCalls(endpoint),
      booking: bookingCalls(endpoint),
      offers: offerCalls(endpoint),
    })
}
