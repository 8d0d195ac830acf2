import type { ChangeTopic } from '../../../../shared/contract/desk/session.ts'
import type { CoreContext, Tx } from '../../context.ts'
import { findInvitation, updateInvitation } from '../../db/invitations.ts'
import type { OpenedEvent } from '../../sync/types.ts'
import { skip, type BodyOf } from './event.ts'

/** R4.1: the page was loaded, by a person or by a mail scanner: noted, and no clock starts. */
export async function applyFetched(
  tx: Tx,
  context: CoreContext,
  event: OpenedEvent,
  { invitationId }: BodyOf<'invitation.fetched'>,
): Promise<ChangeTopic[]> {
  const invitation = await findInvitation(tx, invitationId)
  if (!invitation) return skip(context, event, 'unknownInvitation')
  if (invitation.fetched_at !== null) return []
  await updateInvitation(tx, invitationId, { fetched_at: event.at })
  return ['invitations']
}

/** R4.1, R4.2: a person's first act. The endpoint says until when the invitation now lives. */
export async function applyOpened(
  tx: Tx,
  context: CoreContext,
  event: OpenedEvent,
  { invitationId, expiresAt }: BodyOf<'invitation.opened'>,
): Promise<ChangeTopic[]> {
  const invitation = await findInvitation(tx, invitationId)
  if (!invitation) return skip(context, event, 'unknownInvitation')
  if (invitation.opened_at !== null) return []
  const isWaiting = ['prepared', 'sending', 'sent'].includes(invitation.state)
  await updateInvitation(tx, invitationId, {
    opened_at: event.at,
    // Opening starts the second clock of a form only; nothing that the endpoint says lengthens an Access Link (R4.2).
    ...(invitation.kind === 'form' ? { expires_at: expiresAt } : {}),
    ...(isWaiting ? { state: 'opened' as const } : {}),
  })
  return ['invitations', 'forms']
}
