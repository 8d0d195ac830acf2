import { implement } from '@orpc/server'
import { portalContract } from '../../../../shared/contract/portal.ts'
import type { EndpointContext } from '../../../context.ts'
import { claimsToCome } from '../../../db/claims.ts'
import { heldLinks } from '../../../db/links.ts'
import { findSale } from '../../../db/sales.ts'
import { requireSession, type PortalRequest } from '../portalRequest.ts'
import { isOwn, toBookedVisit } from './ownVisit.ts'

/** R3.2: what this login booked itself. */
export function mineCall(endpoint: EndpointContext) {
  const os = implement(portalContract).$context<PortalRequest>().booking
  return os.mine.handler(async ({ input: { clinicId }, context, errors }) => {
    const { db, clock } = endpoint
    const login = await requireSession(endpoint, context, clinicId, errors)
    const held = await heldLinks(db, clinicId, login.id)
    const claims = await claimsToCome(db, clinicId, login.id, clock.now())
    const sale = await findSale(db, clinicId)
    const visits = claims.flatMap((claim) => (isOwn(claim, login.id, held) ? toBookedVisit(claim, sale) : []))
    return { visits }
  })
}
