import { implement } from '@orpc/server'
import { portalContract } from '../../../shared/contract/portal.ts'
import type { EndpointContext } from '../../context.ts'
import { findClinicByName } from '../../db/clinicNames.ts'
import { findProfile } from '../../db/clinics.ts'
import { callsOf } from './portalLimits.ts'
import { requireWithin, type PortalRequest } from './portalRequest.ts'

/** What anybody may read of a clinic. */
export function clinicCalls(endpoint: EndpointContext) {
  const os = implement(portalContract).$context<PortalRequest>().clinic
  return {
    profile: os.profile.handler(async ({ input, errors }) => {
      const profile = await findProfile(endpoint.db, input.clinicId)
      if (!profile) throw errors.NOT_FOUND()
      return profile
    }),

    byName: os.byName.handler(async ({ input, context, errors }) => {
      await requireWithin(endpoint, callsOf('byName', context.address), errors)
      const clinicId = await findClinicByName(endpoint.db, input.name)
      if (!clinicId) throw errors.NOT_FOUND()
      return { clinicId }
    }),
  }
}
