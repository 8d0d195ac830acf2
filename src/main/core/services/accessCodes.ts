import type { Invitation } from '../../../shared/contract/desk/patients.ts'
import { PatientId, type InvitationId } from '../../../shared/domain/ids.ts'
import { daysLeft, decideSend, isOpen } from '../../../shared/domain/invitations.ts'
import { Instant } from '../../../shared/domain/time.ts'
import type { CoreContext, Tx } from '../context.ts'
import { findInvitation, updateInvitation, type InvitationRow } from '../db/invitations.ts'
import { newestMailOf } from '../db/mails.ts'
import { findPatient } from '../db/patients.ts'
import { enqueue, markProjectionDue } from '../sync/pending.ts'
import { readInvitation } from './access.ts'
import { appendAudit } from './audit.ts'
import { endInvitation, issueInvitation, prepareInvitation, replaceOpenAccess } from './invitations.ts'
import { leaveMail, mailInvitation } from './mail.ts'
import { failure } from './serviceError.ts'
import { requireStaff } from './session.ts'

/**
 * "Request Access Code" (R2.3): replaces an open one (R4.4). By an admin or a practitioner, for a patient with no login
 * or with a limited link (R2.5). The same id again changes nothing.
 * @param input.email whom it is for; by default the address in the chart, to be confirmed when it is sent
 * @throws ServiceError NOT_FOUND
 */
export async function requestCode(
  context: CoreContext,
  input: { readonly id: InvitationId; readonly patientId: PatientId; readonly email: string | null },
): Promise<Invitation> {
  const staff = requireStaff(context)
  const patient = await findPatient(context.db, input.patientId)
  if (!patient) throw failure('NOT_FOUND')
  if (await findInvitation(context.db, input.id)) return readInvitation(context.db, context, input.id)
  const row = await prepareInvitation(context, {
    id: input.id,
    kind: 'access',
    patient,
    email: input.email ?? patient.email,
    requestedBy: staff.id,
  })
  const invitation = await context.db.transaction().execute(async (tx) => {
    if (!(await findInvitation(tx, input.id))) {
      await replaceOpenAccess(tx, context, patient.id)
      await issueInvitation(tx, context, row)
      await appendAudit(tx, context, { action: 'invitation.prepared', patientId: patient.id })
    }
    return readInvitation(tx, context, input.id)
  })
  announce(context)
  return invitation
}

/**
 * "Send Access Link" (R2.3) to a confirmed address, which is kept with the invitation and leaves the chart as it is. A
 * second call while it leaves changes nothing: one e-mail.
 * @throws ServiceError NOT_FOUND, INVITATION_CLOSED, NOT_PAIRED
 */
export async function sendLink(
  context: CoreContext,
  { invitationId, email }: { readonly invitationId: InvitationId; readonly email: string },
): Promise<Invitation> {
  requireStaff(context)
  const invitation = await context.db.transaction().execute(async (tx) => {
    const row = await findInvitation(tx, invitationId)
    if (!row) throw failure('NOT_FOUND')
    const mail = await newestMailOf(tx, invitationId)
    const now = context.clock.now()
    const isMailUnderWay = mail?.state === 'waiting' || mail?.state === 'leaving'
    const decision = decideSend({ state: row.state, expiresAt: Instant.parse(row.expires_at) }, isMailUnderWay, now)
    if (decision.kind === 'closed' || row.kind !== 'access') throw failure('INVITATION_CLOSED')
    if (decision.kind === 'send') {
      await sendTo(tx, context, row, email)
      await updateInvitation(tx, invitationId, { state: decision.state, email })
    }
    return readInvitation(tx, context, invitationId)
  })
  announce(context)
  return invitation
}

/** The e-mail with the link, its audit, and, for another address than was known, the greeting anew. */
export async function sendTo(tx: Tx, context: CoreContext, row: InvitationRow, email: string): Promise<void> {
  const patientId = PatientId.parse(row.patient_id)
  const patient = await findPatient(tx, patientId)
  if (!patient) throw failure('NOT_FOUND')
  // Whoever is named in the greeting is who asked for the code, not who pressed the button a day later.
  const { called_name } = await tx
    .selectFrom('staff')
    .select('called_name')
    .where('id', '=', row.requested_by)
    .executeTakeFirstOrThrow()
  const expiresAt = Instant.parse(row.expires_at)
  const invitation = await mailInvitation(tx, row, expiresAt)
  const id = row.id as InvitationId // its own row's id
  await leaveMail(
    tx,
    context,
    {
      kind: 'accessLink',
      givenName: patient.givenName,
      invitedByName: called_name,
      days: daysLeft(expiresAt, context.clock.now()),
      invitation,
    },
    { to: email, patientId, invitationId: id },
  )
  if (row.email !== email) {
    await enqueue(tx, context, { kind: 'invitation.put', id })
    await markProjectionDue(tx, patientId, context.clock.now())
  }
  await appendAudit(tx, context, { action: 'invitation.sent', patientId, detail: email })
}

/** R4.1, R4.6: the envelope at the endpoint is destroyed with it. @throws ServiceError NOT_FOUND, INVITATION_CLOSED */
export async function revokeInvitation(
  context: CoreContext,
  { invitationId, reason }: { readonly invitationId: InvitationId; readonly reason: string },
): Promise<void> {
  await context.db.transaction().execute(async (tx) => {
    const row = await findInvitation(tx, invitationId)
    if (!row) throw failure('NOT_FOUND')
    if (!isOpen(row.state, Instant.parse(row.expires_at), context.clock.now())) throw failure('INVITATION_CLOSED')
    await endInvitation(tx, context, invitationId, 'revoked', reason === '' ? null : reason)
    const patientId = PatientId.parse(row.patient_id)
    await appendAudit(tx, context, { action: 'invitation.revoked', patientId, detail: reason === '' ? null : reason })
  })
  announce(context)
}

function announce(context: CoreContext): void {
  context.changes.publish('invitations', 'outbox', 'forms')
  context.wakeSync()
}
