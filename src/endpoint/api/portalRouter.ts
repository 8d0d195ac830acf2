import { implement } from '@orpc/server'
import { portalContract } from '../../shared/contract/portal.ts'
import type { EndpointContext } from '../context.ts'
import { findProfile } from '../db/clinics.ts'
import { portalLinks } from '../db/links.ts'
import { formCalls } from './portalForms.ts'
import { invitationCalls } from './portalInvitations.ts'
import { requireSession, type PortalRequest } from './portalRequest.ts'
import { sessionCalls } from './portalSession.ts'

/** The patient's side of the endpoint: `portalContract`. */
export function makePortalRouter(endpoint: EndpointContext) {
  const os = implement(portalContract).$context<PortalRequest>()
  return os.router({
    clinic: {
      profile: os.clinic.profile.handler(async ({ input, errors }) => {
        const profile = await findProfile(endpoint.db, input.clinicId)
        if (!profile) throw errors.NOT_FOUND()
        return profile
      }),
    },
    invitation: invitationCalls(endpoint),
    session: sessionCalls(endpoint),
    records: {
      list: os.records.list.handler(async ({ input, context, errors }) => {
        const login = await requireSession(endpoint, context, input.clinicId, errors)
        return { links: await portalLinks(endpoint.db, input.clinicId, login.id) }
      }),
    },
    ...formCalls(endpoint),
  })
}
