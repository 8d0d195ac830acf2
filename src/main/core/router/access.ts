import type { CoreContext } from '../context.ts'
import { readAccess, seeAs } from '../services/access.ts'
import { requestCode, revokeInvitation, sendLink } from '../services/accessCodes.ts'
import { lowerLink, revokeLink } from '../services/links.ts'
import type { Base } from './base.ts'

export function accessRouter({ access }: Base, context: CoreContext) {
  return {
    get: access.get.handler(({ input }) => readAccess(context, input.patientId)),
    requestCode: access.requestCode.handler(({ input }) => requestCode(context, input)),
    sendLink: access.sendLink.handler(({ input }) => sendLink(context, input)),
    revokeInvitation: access.revokeInvitation.handler(async ({ input }) => {
      await revokeInvitation(context, input)
      return {}
    }),
    revokeLink: access.revokeLink.handler(async ({ input }) => {
      await revokeLink(context, input)
      return {}
    }),
    lowerLink: access.lowerLink.handler(async ({ input }) => {
      await lowerLink(context, input)
      return {}
    }),
    seeAs: access.seeAs.handler(({ input }) => seeAs(context, input.linkId)),
  }
}
