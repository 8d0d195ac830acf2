import { implement } from '@orpc/server'
import { portalContract } from '../../../shared/contract/portal.ts'
import { change, type EndpointContext } from '../../context.ts'
import { beginBlob, findBlob, sendBlob } from '../../db/blobs.ts'
import { holdsLink } from '../../db/links.ts'
import { lockStored } from '../../db/quotas.ts'
import { declaringQuota } from '../failures.ts'
import { callsOf } from './portalLimits.ts'
import { requireMaySend, requireSession, requireWithin, type PortalRequest } from './portalRequest.ts'
import { receiveOnce } from './receiveOnce.ts'

/** Files that a patient sends (R8.3) and what they opened (R8.2), through a link that is theirs and has not ended. */
export function fileCalls(endpoint: EndpointContext) {
  const os = implement(portalContract).$context<PortalRequest>().files
  return {
    begin: os.begin.handler(async ({ input, context, errors }) => {
      const { clinicId, linkId, blobId: id, bytes, sha256 } = input
      const login = await requireSession(endpoint, context, clinicId, errors)
      await requireWithin(endpoint, callsOf('file', context.address), errors)
      return declaringQuota(errors, () =>
        change(endpoint, clinicId, async (tx, _append, now) => {
          await lockStored(tx, clinicId)
          if (!(await holdsLink(tx, clinicId, login.id, linkId))) throw errors.NOT_FOUND()
          const stored = await beginBlob(tx, clinicId, { id, bytes, sha256, linkId }, now)
          if (stored === null) throw errors.NOT_FOUND()
          return { stored }
        }),
      )
    }),

    send: os.send.handler(async ({ input, context, errors }) => {
      const { clinicId, linkId, blobId, sealed, mac } = input
      const login = await requireSession(endpoint, context, clinicId, errors)
      await requireMaySend(endpoint, clinicId, login.id, errors)
      const sent = { clinicId, loginId: login.id, linkId, id: blobId }
      return receiveOnce(endpoint, sent, errors, async (tx, append) => {
        const blob = await findBlob(tx, clinicId, blobId, linkId)
        if (!blob || !(await sendBlob(tx, clinicId, linkId, blobId))) throw errors.NOT_FOUND()
        const { bytes } = blob
        await append({ kind: 'file.sent', linkId, blobId, bytes, sealed, mac }, { loginId: login.id })
      })
    }),

    opened: os.opened.handler(async ({ input, context, errors }) => {
      const { clinicId, linkId, openingId, sealed, mac } = input
      const login = await requireSession(endpoint, context, clinicId, errors)
      await requireWithin(endpoint, callsOf('opened', context.address), errors)
      return receiveOnce(endpoint, { clinicId, loginId: login.id, linkId, id: openingId }, errors, (_tx, append) =>
        append({ kind: 'document.opened', linkId, openingId, sealed, mac }, { id: openingId, loginId: login.id }),
      )
    }),
  }
}
