import { InvitationId, type AppointmentId } from '../../../shared/domain/ids.ts'
import type { CoreContext, Tx } from '../context.ts'
import { deleteAssignmentsOfVisit, listAssignmentsOfVisit } from '../db/forms.ts'
import { findInvitation } from '../db/invitations.ts'
import { endInvitation } from './invitations/invitations.ts'

/** Smart Forms that were given with a visit that is gone are gone with it, and so is the way in to them. */
export async function endFormsOf(tx: Tx, context: CoreContext, id: AppointmentId): Promise<void> {
  const forms = await listAssignmentsOfVisit(tx, id)
  const invitations = new Set(forms.flatMap(({ invitation_id }) => invitation_id ?? []))
  for (const each of invitations) {
    const invitationId = InvitationId.parse(each)
    const invitation = await findInvitation(tx, invitationId)
    if (invitation && invitation.ended_at === null) await endInvitation(tx, context, invitationId, 'revoked', null)
  }
  await deleteAssignmentsOfVisit(tx, id)
}
