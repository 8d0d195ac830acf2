import { implement } from '@orpc/server'
import { portalContract } from '../../../shared/contract/portal.ts'
import type { EndpointContext } from '../../context.ts'
import { requireMaySend, requireSession, type PortalRequest } from './portalRequest.ts'
import { receiveOnce } from './receiveOnce.ts'

/** What a patient asks of the clinic, sealed, through a link that is theirs and has not ended (R3.6). */
export function requestCalls(endpoint: EndpointContext) {
  const os = implement(portalContract).$context<PortalRequest>().requests
  return {
    make: os.make.handler(async ({ input, context, errors }) => {
      const { clinicId, linkId, requestId, sealed, mac } = input
      const login = await requireSession(endpoint, context, clinicId, errors)
      await requireMaySend(endpoint, clinicId, login.id, errors)
      return receiveOnce(endpoint, { clinicId, loginId: login.id, linkId, id: requestId }, errors, (_tx, append) =>
        append({ kind: 'request.made', linkId, requestId, sealed, mac }, { id: requestId, loginId: login.id }),
      )
    }),
  }
}
