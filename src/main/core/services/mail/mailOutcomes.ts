import type { ChangeTopic } from '../../../../shared/contract/desk/session.ts'
import { InvitationId, PatientId, type MailId } from '../../../../shared/domain/ids.ts'
import type { MailFailure } from '../../../../shared/domain/mailFailure.ts'
import type { Instant } from '../../../../shared/domain/time.ts'
import type { CoreContext, Tx } from '../../context.ts'
import { findInvitation, updateInvitation, type InvitationRow } from '../../db/invitations.ts'
import { hasOpenItemOfMail } from '../../db/inboxItems.ts'
import { findMail, updateMail, type MailRow } from '../../db/mails.ts'
import { tellInbox } from '../inboxItems.ts'

const TOPICS: readonly ChangeTopic[] = ['outbox', 'invitations', 'appointments', 'forms', 'inbox']

/** The e-mail was handed over: it is too late for "Undo" (R9.3). @returns what changed */
export async function noteMailLeft(
  tx: Tx,
  context: Pick<CoreContext, 'log'>,
  mailId: MailId,
): Promise<readonly ChangeTopic[]> {
  const mail = await findMail(tx, mailId)
  if (mail?.state !== 'waiting') {
    context.log('info', 'mail.leftAlready', { mailId })
    return []
  }
  await updateMail(tx, mailId, { state: 'leaving' })
  return ['outbox', 'invitations']
}

/** R9.3: a mail server took it. @returns what changed, or null for an e-mail that this desk does not know */
export async function noteMailSent(tx: Tx, mailId: MailId, at: Instant): Promise<readonly ChangeTopic[] | null> {
  const mail = await findMail(tx, mailId)
  if (!mail) return null
  if (mail.state === 'sent') return []
  await updateMail(tx, mailId, { state: 'sent', sent_at: at, failure_json: null })
  const invitation = await invitationOf(tx, mail)
  if (invitation) {
    const isOnItsWay = invitation.state === 'prepared' || invitation.state === 'sending'
    await updateInvitation(tx, InvitationId.parse(invitation.id), {
      sent_at: at,
      accepted_at: at,
      ...(isOnItsWay ? { state: 'sent' as const } : {}),
    })
  }
  return TOPICS
}

/**
 * The address was refused, or the e-mail was given up: shown at the patient, in Outbox and in the Inbox.
 * @param eventSeq of the endpoint's event; negative where this desk found out by itself, so that it is none of them
 * @returns what changed, or null for an e-mail that this desk does not know
 */
export async function noteMailFailed(
  tx: Tx,
  context: CoreContext,
  failed: { readonly mailId: MailId; readonly failure: MailFailure; readonly at: Instant; readonly eventSeq: number },
): Promise<readonly ChangeTopic[] | null> {
  const { mailId, failure, at, eventSeq } = failed
  const mail = await findMail(tx, mailId)
  if (!mail) return null
  if (mail.state === 'bounced' || mail.state === 'failed') return []
  const state = failure.kind === 'addressRefused' ? 'bounced' : 'failed'
  await updateMail(tx, mailId, { state, failure_json: JSON.stringify(failure) })
  // Whoever tests looks at it now. Sent, refused, sent, refused: whatever the endpoint says of one e-mail is one thing to look at (R11.6).
  if (mail.kind !== 'test' && !(await hasOpenItemOfMail(tx, mailId))) {
    await tellInbox(tx, context, {
      facts: { kind: 'mailBounced', mailId, to: mail.recipient_email, failure },
      patientId: mail.patient_id === null ? null : PatientId.parse(mail.patient_id),
      receivedAt: at,
      eventSeq,
    })
  }
  const invitation = await invitationOf(tx, mail)
  // Ready to be sent again, to the same address or a better one.
  if (invitation?.state === 'sending') {
    await updateInvitation(tx, InvitationId.parse(invitation.id), { state: 'prepared' })
  }
  return TOPICS
}

async function invitationOf(tx: Tx, mail: MailRow): Promise<InvitationRow | null> {
  return mail.invitation_id === null ? null : findInvitation(tx, InvitationId.parse(mail.invitation_id))
}
