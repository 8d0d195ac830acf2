import { implement } from '@orpc/server'
import { portalContract } from '../../../shared/contract/portal.ts'
import { change, type EndpointContext } from '../../context.ts'
import { noteReceived } from '../../db/forms.ts'
import { holdsLink } from '../../db/links.ts'
import { lockStored } from '../../db/quotas.ts'
import { declaringQuota } from '../failures.ts'
import { requireMaySend, requireSession, type PortalRequest } from './portalRequest.ts'

/** What a patient asks of the clinic, sealed, through a link that is theirs and has not ended (R3.6). */
export function requestCalls(endpoint: EndpointContext) {
  const os = implement(portalContract).$context<PortalRequest>().requests
  return {
    make: os.make.handler(async ({ input, context, errors }) => {
      const { clinicId, linkId, requestId, sealed, mac } = input
      const login = await requireSession(endpoint, context, clinicId, errors)
      await requireMaySend(endpoint, clinicId, login.id, errors)
      return declaringQuota(errors, () =>
        change(endpoint, clinicId, async (tx, append, now) => {
          await lockStored(tx, clinicId)
          if (!(await holdsLink(tx, clinicId, login.id, linkId))) throw errors.NOT_FOUND()
          const { isNew, receivedAt } = await noteReceived(tx, clinicId, linkId, requestId, now)
          const as = { id: requestId, loginId: login.id }
          if (isNew) await append({ kind: 'request.made', linkId, requestId, sealed, mac }, as)
          return { receivedAt }
        }),
      )
    }),
  }
}
