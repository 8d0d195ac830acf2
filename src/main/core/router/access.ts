import { readAccess, seeAs } from '../services/invitations/access.ts'
import { printSlip, requestCode, revokeInvitation, sendLink } from '../services/invitations/accessCodes.ts'
import { readFamily } from '../services/invitations/family.ts'
import { lowerLink, revokeLink } from '../services/invitations/links.ts'
import { nothing, type Base } from './base.ts'

export function accessRouter({ signedIn: { access } }: Base) {
  return {
    get: access.get.handler(({ context, input }) => readAccess(context.acting, input.patientId)),
    family: access.family.handler(({ context, input }) => readFamily(context.acting, input.patientId)),
    requestCode: access.requestCode.handler(({ context, input }) => requestCode(context.acting, input)),
    sendLink: access.sendLink.handler(({ context, input }) => sendLink(context.acting, input)),
    printSlip: access.printSlip.handler(({ context, input }) => nothing(printSlip(context.acting, input))),
    revokeInvitation: access.revokeInvitation.handler(({ context, input }) =>
      nothing(revokeInvitation(context.acting, input)),
    ),
    revokeLink: access.revokeLink.handler(({ context, input }) => nothing(revokeLink(context.acting, input))),
    lowerLink: access.lowerLink.handler(({ context, input }) => nothing(lowerLink(context.acting, input))),
    seeAs: access.seeAs.handler(({ context, input }) => seeAs(context.acting, input.linkId)),
  }
}
