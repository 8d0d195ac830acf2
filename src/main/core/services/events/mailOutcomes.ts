import type { ChangeTopic } from '../../../../shared/contract/desk/session.ts'
import { InvitationId } from '../../../../shared/domain/ids.ts'
import type { CoreContext, Tx } from '../../context.ts'
import { findInvitation, updateInvitation } from '../../db/invitations.ts'
import { findMail, updateMail } from '../../db/mails.ts'
import type { OpenedEvent } from '../../sync/types.ts'
import { skip, tellInbox, type BodyOf } from './event.ts'

const TOPICS: ChangeTopic[] = ['outbox', 'invitations', 'appointments', 'inbox']

/** R9.3: the mail server took it. */
export async function applyMailSent(
  tx: Tx,
  context: CoreContext,
  event: OpenedEvent,
  { mailId }: BodyOf<'mail.sent'>,
): Promise<ChangeTopic[]> {
  const mail = await findMail(tx, mailId)
  if (!mail) return skip(context, event, 'unknownMail')
  if (mail.state === 'sent') return []
  await updateMail(tx, mailId, { state: 'sent', sent_at: event.at, failure: null })
  const invitationId = mail.invitation_id === null ? null : InvitationId.parse(mail.invitation_id)
  const invitation = invitationId && (await findInvitation(tx, invitationId))
  if (invitationId && invitation) {
    const isOnItsWay = invitation.state === 'prepared' || invitation.state === 'sending'
    await updateInvitation(tx, invitationId, {
      sent_at: event.at,
      accepted_at: event.at,
      ...(isOnItsWay ? { state: 'sent' as const } : {}),
    })
  }
  return TOPICS
}

/** The address was refused, or the endpoint gave up: shown at the patient, in Outbox and in the Inbox. */
export async function applyMailFailed(
  tx: Tx,
  context: CoreContext,
  event: OpenedEvent,
  body: BodyOf<'mail.bounced'> | BodyOf<'mail.failed'>,
): Promise<ChangeTopic[]> {
  const mail = await findMail(tx, body.mailId)
  if (!mail) return skip(context, event, 'unknownMail')
  if (mail.state === 'bounced' || mail.state === 'failed') return []
  const failure =
    body.kind === 'mail.bounced'
      ? `The mail server refused the address (${body.code})`
      : 'The e-mail could not be handed to a mail server'
  if (body.kind === 'mail.failed') context.log('warn', 'mail.failed', { mailId: body.mailId, reason: body.reason })
  await updateMail(tx, body.mailId, { state: body.kind === 'mail.bounced' ? 'bounced' : 'failed', failure })
  await tellInbox(tx, context, event, {
    kind: 'mailBounced',
    patient_id: mail.patient_id,
    mail_id: mail.id,
    title: mail.recipient_email,
    message: failure,
  })
  const invitationId = mail.invitation_id === null ? null : InvitationId.parse(mail.invitation_id)
  const invitation = invitationId && (await findInvitation(tx, invitationId))
  // Ready to be sent again, to the same address or a better one.
  if (invitationId && invitation?.state === 'sending') await updateInvitation(tx, invitationId, { state: 'prepared' })
  return TOPICS
}
