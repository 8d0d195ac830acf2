import { findInvitation, updateInvitation } from '../../db/invitations.ts'
import { passOver, type InRoom } from '../inRoom.ts'

/** R4.1: the page was loaded, by a person or by a mail scanner: noted, and no clock starts. */
export const invitationFetched: InRoom<'invitation.fetched', never> = {
  kind: 'invitation.fetched',
  apply: async (tx, context, event) => {
    const { invitationId } = event.body
    const invitation = await findInvitation(tx, invitationId)
    if (!invitation) return passOver(context, event, 'unknownInvitation')
    if (invitation.fetched_at !== null) return []
    await updateInvitation(tx, invitationId, { fetched_at: event.at })
    return ['invitations']
  },
}
