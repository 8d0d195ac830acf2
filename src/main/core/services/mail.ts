import type { ChangeTopic } from '../../../shared/contract/desk/session.ts'
import { MailId, type AppointmentId, type InvitationId, type PatientId } from '../../../shared/domain/ids.ts'
import type { MailContent } from '../../../shared/domain/mailContent.ts'
import { plusMilliseconds, type Instant } from '../../../shared/domain/time.ts'
import { toFragment } from '../../../shared/envelope/secrets.ts'
import type { CoreContext, Db, Tx } from '../context.ts'
import { readClinic, readSyncState, type ClinicRow } from '../db/clinic.ts'
import type { InvitationRow } from '../db/invitations.ts'
import { findMail, insertMail, updateMail, type MailRow } from '../db/mails.ts'
import { composeMail, messageIdOf } from '../mail/compose.ts'
import type { LetterFacts, MailClinic, MailInvitation } from '../mail/letters.ts'
import { enqueue } from '../sync/pending.ts'
import { failure } from './serviceError.ts'

/** What an e-mail belongs to and where it goes. */
export type Envelope = {
  readonly to: string
  readonly patientId: PatientId | null
  readonly invitationId?: InvitationId | null
  readonly appointmentId?: AppointmentId | null
}

/**
 * Composes an e-mail and leaves it in the outbox, in the transaction of its cause (R9.3); it goes when the countdown of
 * "Undo" is over.
 */
export async function leaveMail(tx: Tx, context: CoreContext, facts: LetterFacts, envelope: Envelope): Promise<void> {
  const clinic = await readClinic(tx)
  const id = MailId.parse(context.ids())
  const content = composeMail(mailClinic(clinic), facts, { id, to: envelope.to, now: context.clock.now() })
  await insertWaiting(tx, context, clinic, content, {
    id,
    kind: facts.kind,
    patient_id: envelope.patientId,
    invitation_id: envelope.invitationId ?? null,
    appointment_id: envelope.appointmentId ?? null,
  })
}

/** The same words once more, as an e-mail of its own. */
export async function leaveComposed(tx: Tx, context: CoreContext, mail: MailRow, content: MailContent): Promise<void> {
  const id = MailId.parse(context.ids())
  const { kind, patient_id, invitation_id, appointment_id } = mail
  const clinic = await readClinic(tx)
  const about = { id, kind, patient_id, invitation_id, appointment_id }
  await insertWaiting(tx, context, clinic, { ...content, messageId: messageIdOf(id) }, about)
}

async function insertWaiting(
  tx: Tx,
  context: CoreContext,
  clinic: ClinicRow,
  content: MailContent,
  about: Pick<MailRow, 'kind' | 'patient_id' | 'invitation_id' | 'appointment_id'> & { readonly id: MailId },
): Promise<void> {
  const now = context.clock.now()
  const countdown = clinic.undo_seconds * 1000
  await insertMail(tx, {
    ...about,
    recipient_email: content.to,
    subject: content.subject,
    content_json: JSON.stringify(content),
    state: 'waiting',
    created_at: now,
    leaves_at: plusMilliseconds(now, countdown),
    sent_at: null,
    failure: null,
  })
  await enqueue(tx, context, { kind: 'mail.put', id: about.id }, countdown)
}

/** The e-mail was handed over: it is too late for "Undo" (R9.3). @returns what changed */
export async function mailLeft(tx: Tx, context: Pick<CoreContext, 'log'>, mailId: MailId): Promise<ChangeTopic[]> {
  const mail = await findMail(tx, mailId)
  if (mail?.state !== 'waiting') {
    context.log('info', 'mail.leftAlready', { mailId })
    return []
  }
  await updateMail(tx, mailId, { state: 'leaving' })
  return ['outbox', 'invitations']
}

function mailClinic(clinic: ClinicRow): MailClinic {
  return { name: clinic.name, addressLine: clinic.address_line, phone: clinic.phone, timeZone: clinic.time_zone }
}

/** Where this clinic's patients go. @throws ServiceError NOT_PAIRED while there is no endpoint. */
export async function portalOf(db: Db): Promise<{ readonly origin: string; readonly clinicId: string }> {
  const { portal_url, endpoint_url } = await readSyncState(db)
  if (portal_url === null || endpoint_url === null) throw failure('NOT_PAIRED')
  const { id } = await readClinic(db)
  return { origin: portal_url.replace(/\/+$/, ''), clinicId: id }
}

/** R4.3: the secret stands in the fragment, which no server is ever sent. */
export async function mailInvitation(db: Db, row: InvitationRow, expiresAt: Instant): Promise<MailInvitation> {
  const { origin, clinicId } = await portalOf(db)
  return {
    url: `${origin}/c/${clinicId}/open#${toFragment(row.secret)}`,
    expiresAt,
    hasCode: row.code !== null,
  }
}
