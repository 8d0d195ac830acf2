import type { InRoom } from '../inRoom.ts'
import { applyRedeeming } from './invitationRedeemed.ts'

/**
 * A lost password, renewed by the Access Link that went to the login's own address (decision 0026): it gives what the
 * invitation gives, to the new key alone, and suspends whatever other keys held as this e-mail.
 */
export const loginRenewed: InRoom<'login.renewed', never> = {
  kind: 'login.renewed',
  apply: (tx, context, { body, ...event }) => {
    const told = { kind: 'invitation.redeemed', by: 'link', outcome: 'added', level: 'full' } as const
    return applyRedeeming(tx, context, { ...event, body: { ...body, ...told } }, 'renew')
  },
}
