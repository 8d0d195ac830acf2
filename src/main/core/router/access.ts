import type { CoreContext } from '../context.ts'
import type { Base } from './base.ts'
import { unbuilt } from './unbuilt.ts'

export function accessRouter({ access }: Base, _context: CoreContext) {
  return {
    get: access.get.handler(unbuilt),
    requestCode: access.requestCode.handler(unbuilt),
    sendLink: access.sendLink.handler(unbuilt),
    revokeInvitation: access.revokeInvitation.handler(unbuilt),
    revokeLink: access.revokeLink.handler(unbuilt),
    lowerLink: access.lowerLink.handler(unbuilt),
    seeAs: access.seeAs.handler(unbuilt),
  }
}
