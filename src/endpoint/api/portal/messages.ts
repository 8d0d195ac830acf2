import { implement } from '@orpc/server'
import { portalContract } from '../../../shared/contract/portal.ts'
import { change, type EndpointContext } from '../../context.ts'
import { noteReceived } from '../../db/forms.ts'
import { holdsLink } from '../../db/links.ts'
import { listMessages, listWaitingMessages } from '../../db/messages.ts'
import { lockStored } from '../../db/quotas.ts'
import { declaringQuota } from '../failures.ts'
import { requireMaySend, requireSession, type PortalRequest } from './portalRequest.ts'

/** R8.5: what a patient and the clinic write to each other, sealed, through a link that is theirs and has not ended. */
export function messageCalls(endpoint: EndpointContext) {
  const os = implement(portalContract).$context<PortalRequest>().messages
  return {
    list: os.list.handler(async ({ input, context, errors }) => {
      const { clinicId, linkId, before, after } = input
      const login = await requireSession(endpoint, context, clinicId, errors)
      if (!(await holdsLink(endpoint.db, clinicId, login.id, linkId))) throw errors.NOT_FOUND()
      // First what waits: what the desk fetches meanwhile is rather told twice than not at all.
      const waiting = await listWaitingMessages(endpoint.db, clinicId, login.id, linkId)
      return { ...(await listMessages(endpoint.db, clinicId, linkId, { before, after })), waiting }
    }),

    send: os.send.handler(async ({ input, context, errors }) => {
      const { clinicId, linkId, messageId, sealed, mac } = input
      const login = await requireSession(endpoint, context, clinicId, errors)
      await requireMaySend(endpoint, clinicId, login.id, errors)
      return declaringQuota(errors, () =>
        change(endpoint, clinicId, async (tx, append, now) => {
          await lockStored(tx, clinicId)
          if (!(await holdsLink(tx, clinicId, login.id, linkId))) throw errors.NOT_FOUND()
          const { isNew, receivedAt } = await noteReceived(tx, clinicId, linkId, messageId, now)
          if (isNew) await append({ kind: 'message.sent', linkId, messageId, sealed, mac }, { loginId: login.id })
          return { receivedAt }
        }),
      )
    }),
  }
}
