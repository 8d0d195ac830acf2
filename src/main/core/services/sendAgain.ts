import type { PatientSummary } from '../../../shared/contract/desk/patients.ts'
import { assertNever } from '../../../shared/domain/assertNever.ts'
import { AppointmentId, InvitationId, MailId, PatientId } from '../../../shared/domain/ids.ts'
import { decideSend } from '../../../shared/domain/invitations.ts'
import { Instant } from '../../../shared/domain/time.ts'
import type { CoreContext, Tx } from '../context.ts'
import { findConfirmable } from '../db/booking.ts'
import { listFormsToFill, readdressAssignments } from '../db/forms.ts'
import { findInvitation, updateInvitation, type InvitationRow } from '../db/invitations.ts'
import { deleteMailFromOutbox, findMail, isOneUnderWay, readMailContent, type MailRow } from '../db/mails.ts'
import { findPatient } from '../db/patients.ts'
import { enqueue, markProjectionDue } from '../sync/pending.ts'
import { sendTo } from './accessCodes.ts'
import { appendAudit } from './audit.ts'
import { mailForms } from './formInvitations.ts'
import { leaveComposed, leaveMail } from './mail.ts'
import { failure } from './serviceError.ts'

/**
 * R9.3, R4.9: a bounced, failed or undone e-mail once more, composed anew to the address now on file; one that is on its
 * way, or that another one has already taken the place of, is left alone. An Access Link that did not bounce goes where
 * staff had sent it, which need not be the address in the chart.
 * @throws ServiceError NOT_FOUND, EMAIL_MISSING, INVITATION_CLOSED
 */
export async function sendAgain(context: CoreContext, { mailId }: { readonly mailId: MailId }): Promise<void> {
  await context.db.transaction().execute(async (tx) => {
    const mail = await findMail(tx, mailId)
    if (!mail) throw failure('NOT_FOUND')
    if (await isOneUnderWay(tx, mail)) return
    await deleteMailFromOutbox(tx, mailId)
    await compose(tx, context, mail)
  })
  context.changes.publish('outbox', 'invitations', 'forms', 'appointments')
  context.wakeSync()
}

async function compose(tx: Tx, context: CoreContext, mail: MailRow): Promise<void> {
  switch (mail.kind) {
    case 'accessLink':
      return accessLinkAgain(tx, context, mail)
    case 'forms':
      return formsAgain(tx, context, mail)
    case 'confirmation':
      return confirmationAgain(tx, context, mail)
    case 'linkAdded':
    case 'linkEnded':
      // It tells of a moment that is over: the same words to the same login.
      await leaveComposed(tx, context, mail, await readMailContent(tx, MailId.parse(mail.id)))
      return
    default:
      return assertNever(mail.kind)
  }
}

async function accessLinkAgain(tx: Tx, context: CoreContext, mail: MailRow): Promise<void> {
  const { patient, invitation } = await subjectsOf(tx, mail)
  const decision = invitation && decide(context, invitation)
  if (!invitation || decision?.kind !== 'send') throw failure('INVITATION_CLOSED')
  const email = mail.state === 'bounced' ? patient.email : (invitation.email ?? patient.email)
  if (email === null) throw failure('EMAIL_MISSING')
  await sendTo(tx, context, invitation, email)
  await updateInvitation(tx, InvitationId.parse(invitation.id), { state: decision.state, email })
}

async function formsAgain(tx: Tx, context: CoreContext, mail: MailRow): Promise<void> {
  const { patient, invitation } = await subjectsOf(tx, mail)
  if (!invitation || decide(context, invitation).kind !== 'send') throw failure('INVITATION_CLOSED')
  const { email } = patient
  if (email === null) throw failure('EMAIL_MISSING')
  await readdress(tx, context, invitation, patient.id, email)
  const invitationId = InvitationId.parse(invitation.id)
  const forms = await mailForms(tx, invitation, await listFormsToFill(tx, invitationId))
  await leaveMail(
    tx,
    context,
    { kind: 'forms', givenName: patient.givenName, forms },
    { to: email, patientId: patient.id, invitationId },
  )
  await appendAudit(tx, context, { action: 'mail.sentAgain', patientId: patient.id, detail: email })
}

/** A visit still to come is worth confirming after its forms came back: then without the button. */
async function confirmationAgain(tx: Tx, context: CoreContext, mail: MailRow): Promise<void> {
  const { patient, invitation } = await subjectsOf(tx, mail)
  const { email } = patient
  const appointmentId = mail.appointment_id === null ? null : AppointmentId.parse(mail.appointment_id)
  const visit = appointmentId && (await findConfirmable(tx, appointmentId))
  if (!visit || visit.startsAt <= context.clock.now()) throw failure('INVITATION_CLOSED')
  if (email === null) throw failure('EMAIL_MISSING')
  const invitationId = invitation && InvitationId.parse(invitation.id)
  const isOpen = invitation !== null && decide(context, invitation).kind === 'send'
  const toFill = isOpen && invitationId ? await listFormsToFill(tx, invitationId) : []
  if (isOpen) await readdress(tx, context, invitation, patient.id, email)
  await leaveMail(
    tx,
    context,
    {
      kind: 'confirmation',
      givenName: patient.givenName,
      practitionerCalledName: visit.practitionerCalledName,
      visit,
      forms: isOpen && toFill.length > 0 ? await mailForms(tx, invitation, toFill) : null,
    },
    { to: email, patientId: patient.id, appointmentId, invitationId },
  )
  await appendAudit(tx, context, { action: 'mail.sentAgain', patientId: patient.id, detail: email })
}

async function subjectsOf(
  tx: Tx,
  mail: MailRow,
): Promise<{ patient: PatientSummary; invitation: InvitationRow | null }> {
  const patient = mail.patient_id === null ? null : await findPatient(tx, PatientId.parse(mail.patient_id))
  if (!patient) throw failure('NOT_FOUND')
  const invitationId = mail.invitation_id === null ? null : InvitationId.parse(mail.invitation_id)
  return { patient, invitation: invitationId && (await findInvitation(tx, invitationId)) }
}

function decide(context: CoreContext, invitation: InvitationRow) {
  return decideSend(
    { state: invitation.state, expiresAt: Instant.parse(invitation.expires_at) },
    false,
    context.clock.now(),
  )
}

/** The forms now belong to another address, and no longer to the one that was wrong (R3.2). */
async function readdress(
  tx: Tx,
  context: CoreContext,
  invitation: InvitationRow,
  patientId: PatientId,
  email: string,
): Promise<void> {
  const id = InvitationId.parse(invitation.id)
  await updateInvitation(tx, id, { email, state: invitation.state === 'opened' ? 'opened' : 'sending' })
  if (invitation.email === email) return
  await readdressAssignments(tx, id, email)
  await enqueue(tx, context, { kind: 'invitation.put', id })
  await markProjectionDue(tx, patientId, context.clock.now())
}
