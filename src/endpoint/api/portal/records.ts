import { implement } from '@orpc/server'
import { portalContract } from '../../../shared/contract/portal.ts'
import type { EndpointContext } from '../../context.ts'
import { findPart, portalLinks } from '../../db/seenRecords.ts'
import { requireSession, type PortalRequest } from './portalRequest.ts'

/** What a login sees, still sealed: the index of each of its links, and a part at a time what they name. */
export function recordCalls(endpoint: EndpointContext) {
  const os = implement(portalContract).$context<PortalRequest>().records
  return {
    list: os.list.handler(async ({ input, context, errors }) => {
      const login = await requireSession(endpoint, context, input.clinicId, errors)
      return { links: await portalLinks(endpoint.db, input.clinicId, login.id) }
    }),

    part: os.part.handler(async ({ input: { clinicId, linkId, partId }, context, errors }) => {
      const login = await requireSession(endpoint, context, clinicId, errors)
      const sealed = await findPart(endpoint.db, clinicId, login.id, linkId, partId)
      if (sealed === null) throw errors.NOT_FOUND()
      return { sealed }
    }),
  }
}
