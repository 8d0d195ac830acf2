import { implement } from '@orpc/server'
import { portalContract } from '../../../shared/contract/portal.ts'
import type { EndpointContext } from '../../context.ts'
import { holdsLink } from '../../db/links.ts'
import { listMessages, listWaitingMessages } from '../../db/messages.ts'
import { requireMaySend, requireSession, type PortalRequest } from './portalRequest.ts'
import { receiveOnce } from './receiveOnce.ts'

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
      return receiveOnce(endpoint, { clinicId, loginId: login.id, linkId, id: messageId }, errors, (_tx, append) =>
        append({ kind: 'message.sent', linkId, messageId, sealed, mac }, { loginId: login.id }),
      )
    }),
  }
}
