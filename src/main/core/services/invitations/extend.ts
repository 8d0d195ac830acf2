import { InvitationId, PatientId } from '../../../../shared/domain/ids.ts'
import { canBeExtended, extendedExpiry } from '../../../../shared/domain/invitations.ts'
import { Instant } from '../../../../shared/domain/time.ts'
import type { Acting, CoreContext, Tx } from '../../context.ts'
import { findInvitation, updateInvitation, type InvitationRow } from '../../db/invitations.ts'
import { enqueue } from '../../wire/enqueue.ts'
import { invitationPut } from '../../wire/out/invitationPut.ts'
import { markRecordsDue } from '../../wire/out/recordsPut.ts'
import { appendAudit } from '../audit.ts'
import { failure } from '../serviceError.ts'

/**
 * R4.2: staff give Smart Forms 30 days more, before they expire or after; the e-mail that is out opens them again.
 * @throws ServiceError NOT_FOUND, INVITATION_CLOSED
 */
export async function extendForms(
  acting: Acting,
  { id }: { readonly id: InvitationId },
): Promise<{ expiresAt: Instant }> {
  const expiresAt = await acting.db.transaction().execute(async (tx) => {
    const row = await findInvitation(tx, id)
    if (!row) throw failure('NOT_FOUND')
    return extendIn(tx, acting, row)
  })
  acting.changes.publish('forms', 'invitations')
  acting.wakeSync()
  return { expiresAt }
}

/** The same in the transaction of whatever it belongs to. @throws ServiceError INVITATION_CLOSED */
export async function extendIn(tx: Tx, acting: Acting, row: InvitationRow): Promise<Instant> {
  if (!canBeExtended(row)) throw failure('INVITATION_CLOSED')
  const until = extendedExpiry(Instant.parse(row.expires_at), acting.clock.now())
  await moveExpiry(tx, acting, row, until)
  await appendAudit(tx, acting, { action: 'invitation.extended', until }, PatientId.parse(row.patient_id))
  return until
}

/** At the endpoint too, with what its invitee may see, which went when it expired (R4.6). */
async function moveExpiry(tx: Tx, context: CoreContext, row: InvitationRow, until: Instant): Promise<void> {
  const id = InvitationId.parse(row.id)
  await updateInvitation(tx, id, { expires_at: until })
  await enqueue(tx, context, invitationPut, { id })
  await markRecordsDue(tx, context, PatientId.parse(row.patient_id))
}
