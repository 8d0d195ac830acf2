import { AppointmentId, InvitationId, MailId, PatientId, SeriesId } from '../../../../shared/domain/ids.ts'
import { withoutMail } from '../../../../shared/domain/telling.ts'
import type { Tx, Witness } from '../../context.ts'
import { findInvitation, updateInvitation } from '../../db/invitations.ts'
import { newestMailAbout, updateMail, type MailRow } from '../../db/mails.ts'
import { deleteMailFromOutbox } from '../../db/outbox.ts'
import { listToldBy } from '../../db/series.ts'
import { findChangeable, noteTold } from '../../db/visitChanges.ts'
import { appendAudit } from '../audit.ts'

/** R6.4: a confirmation that waits for its claim has not left, however long ago its countdown was over. */
export async function takeBackHeldMail(tx: Tx, witness: Witness, appointmentId: AppointmentId): Promise<void> {
  const mail = await newestMailAbout(tx, appointmentId)
  if (mail?.state === 'waiting') await takeBack(tx, witness, mail)
}

/** R9.3: an e-mail that has not left does not leave; an invitation that it carried is back where it was before. */
export async function takeBack(tx: Tx, acting: Witness, mail: MailRow): Promise<void> {
  await updateMail(tx, MailId.parse(mail.id), { state: 'undone' })
  await deleteMailFromOutbox(tx, mail.id)
  if (mail.appointment_id !== null) await untell(tx, AppointmentId.parse(mail.appointment_id), mail.id)
  if (mail.series_id !== null) {
    for (const id of await listToldBy(tx, SeriesId.parse(mail.series_id), mail.id)) await untell(tx, id, mail.id)
  }
  const invitationId = mail.invitation_id === null ? null : InvitationId.parse(mail.invitation_id)
  const invitation = invitationId && (await findInvitation(tx, invitationId))
  if (invitationId && invitation?.state === 'sending') {
    await updateInvitation(tx, invitationId, { state: invitation.sent_at === null ? 'prepared' : 'sent' })
  }
  const patientId = mail.patient_id === null ? null : PatientId.parse(mail.patient_id)
  await appendAudit(tx, acting, { action: 'mail.undone', email: mail.recipient_email }, patientId)
}

/** R6.6: whoever was to be told by it knows what they knew before. */
async function untell(tx: Tx, id: AppointmentId, mailId: string): Promise<void> {
  const visit = await findChangeable(tx, id)
  if (visit?.told?.mailId === mailId) await noteTold(tx, id, withoutMail(visit.told))
}
