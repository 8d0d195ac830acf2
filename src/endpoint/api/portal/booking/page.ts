import { implement } from '@orpc/server'
import { portalContract } from '../../../../shared/contract/portal.ts'
import type { EndpointContext } from '../../../context.ts'
import { callsOf } from '../portalLimits.ts'
import { requireWithin, type PortalRequest } from '../portalRequest.ts'
import { requireOnSale } from './onSale.ts'

/** R6.3: what is booked online at a clinic, and of whom. */
export function pageCall(endpoint: EndpointContext) {
  const os = implement(portalContract).$context<PortalRequest>().booking
  return os.page.handler(async ({ input: { clinicId }, context, errors }) => {
    await requireWithin(endpoint, callsOf('booking-page', context.address), errors)
    const { sale } = await requireOnSale(endpoint.db, clinicId, errors)
    const { cutOffMinutes, horizonDays, isApprovedFirst } = sale.rules
    return {
      rules: { cutOffMinutes, horizonDays, isApprovedFirst },
      services: sale.services.map(({ id, name, minutes, practitionerIds }) => ({ id, name, minutes, practitionerIds })),
      practitioners: sale.practitioners,
    }
  })
}
