import { findInvitation, updateInvitation } from '../../db/invitations.ts'
import { passOver, type InRoom } from '../inRoom.ts'

/** R4.1, R4.2: a person's first act. The endpoint says until when the invitation now lives. */
export const invitationOpened: InRoom<'invitation.opened', never> = {
  kind: 'invitation.opened',
  apply: async (tx, context, event) => {
    const { invitationId, expiresAt } = event.body
    const invitation = await findInvitation(tx, invitationId)
    if (!invitation) return passOver(context, event, 'unknownInvitation')
    if (invitation.opened_at !== null) return []
    const isWaiting = ['prepared', 'sending', 'sent'].includes(invitation.state)
    await updateInvitation(tx, invitationId, {
      opened_at: event.at,
      // Opening starts the second clock of a form only; nothing that the endpoint says lengthens an Access Link (R4.2).
      ...(invitation.kind === 'form' ? { expires_at: expiresAt } : {}),
      ...(isWaiting ? { state: 'opened' as const } : {}),
    })
    return ['invitations', 'forms']
  },
}
