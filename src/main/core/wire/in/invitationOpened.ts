import { formExpiryOnceOpened, hadEnded } from '../../../../shared/domain/invitations.ts'
import { Instant, laterOf } from '../../../../shared/domain/time.ts'
import { findInvitation, updateInvitation } from '../../db/invitations.ts'
import { readSyncState } from '../../db/syncState.ts'
import { passOver, type InRoom } from '../inRoom.ts'

/** R4.1, R4.2: a person's first act. When it was is the endpoint's word, and the desk reckons itself what comes of it. */
export const invitationOpened: InRoom<'invitation.opened', never> = {
  kind: 'invitation.opened',
  apply: async (tx, context, event) => {
    const { invitationId } = event.body
    const invitation = await findInvitation(tx, invitationId)
    if (!invitation) return passOver(context, event, 'unknownInvitation')
    if (invitation.opened_at !== null) return []
    const lastRoundAt = (await readSyncState(tx))?.last_synchronised_at ?? null
    const known = { state: invitation.state, expiresAt: Instant.parse(invitation.expires_at) }
    const isTooLate = hadEnded(known, event.at, lastRoundAt === null ? null : Instant.parse(lastRoundAt))
    const preparedAt = Instant.parse(invitation.prepared_at)
    const isWaiting = ['prepared', 'sending', 'sent'].includes(invitation.state)
    await updateInvitation(tx, invitationId, {
      opened_at: event.at,
      // Opening starts the second clock of a form only, and shortens nothing that staff have extended; nothing that the endpoint says lengthens an Access Link (R4.2).
      ...(invitation.kind === 'form' && !isTooLate
        ? { expires_at: laterOf(known.expiresAt, formExpiryOnceOpened(preparedAt, event.at, context.clock.now())) }
        : {}),
      ...(isWaiting ? { state: 'opened' as const } : {}),
    })
    return ['invitations', 'forms']
  },
}
