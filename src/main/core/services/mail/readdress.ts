import { InvitationId, type PatientId } from '../../../../shared/domain/ids.ts'
import { decideSend } from '../../../../shared/domain/invitations.ts'
import { Instant } from '../../../../shared/domain/time.ts'
import type { CoreContext, Tx } from '../../context.ts'
import { readdressAssignments } from '../../db/forms.ts'
import { updateInvitation, type InvitationRow } from '../../db/invitations.ts'
import { enqueue } from '../../wire/enqueue.ts'
import { invitationPut } from '../../wire/out/invitationPut.ts'
import { markRecordsDue } from '../../wire/out/recordsPut.ts'

/** Whether what an invitation opens may go by one more e-mail, and how it stands then. */
export function decide({ clock }: Pick<CoreContext, 'clock'>, invitation: InvitationRow) {
  return decideSend({ state: invitation.state, expiresAt: Instant.parse(invitation.expires_at) }, false, clock.now())
}

/** The forms now belong to another address, and no longer to the one that was wrong (R3.2). */
export async function readdress(
  tx: Tx,
  acting: Pick<CoreContext, 'clock' | 'ids'>,
  invitation: InvitationRow,
  patientId: PatientId,
  email: string,
): Promise<void> {
  const id = InvitationId.parse(invitation.id)
  await updateInvitation(tx, id, { email, state: invitation.state === 'opened' ? 'opened' : 'sending' })
  if (invitation.email === email) return
  await readdressAssignments(tx, id, email)
  await enqueue(tx, acting, invitationPut, { id })
  await markRecordsDue(tx, acting, patientId)
}
