import type { Invitation } from '../../../../shared/contract/desk/access.ts'
import type { Leaving } from '../../../../shared/contract/desk/outbox.ts'
import { InvitationId, MailId, PatientId } from '../../../../shared/domain/ids.ts'
import { daysLeft, decideSend, isOpen } from '../../../../shared/domain/invitations.ts'
import { emailKey } from '../../../../shared/domain/people.ts'
import { Instant } from '../../../../shared/domain/time.ts'
import type { Acting, Tx } from '../../context.ts'
import {
  findGreetingFacts,
  findInvitation,
  listOpenInvitations,
  updateInvitation,
  type InvitationRow,
} from '../../db/invitations.ts'
import { newestMailOf } from '../../db/mails.ts'
import { findPatient } from '../../db/patients.ts'
import { listSentTo } from '../../db/redemptions.ts'
import { enqueue } from '../../wire/enqueue.ts'
import { invitationPut } from '../../wire/out/invitationPut.ts'
import { markRecordsDue } from '../../wire/out/recordsPut.ts'
import { readInvitation } from './access.ts'
import { appendAudit } from '../audit.ts'
import { endInvitation, issueInvitation, prepareInvitation, replaceOpenAccess } from './invitations.ts'
import { leaveMail, mailInvitation } from '../mail/leaveMail.ts'
import { failure } from '../serviceError.ts'

/**
 * "Request Access Code" (R2.3): replaces an open one (R4.4). By an admin or a practitioner, for a patient with no login
 * or with a limited link (R2.5). The same id again changes nothing.
 * @param input.email whom it is for; by default the address in the chart, to be confirmed when it is sent
 * @throws ServiceError NOT_FOUND
 */
export async function requestCode(
  acting: Acting,
  input: { readonly id: InvitationId; readonly patientId: PatientId; readonly email: string | null },
): Promise<Invitation> {
  const patient = await findPatient(acting.db, input.patientId)
  if (!patient) throw failure('NOT_FOUND')
  if (await findInvitation(acting.db, input.id)) return readInvitation(acting.db, acting, input.id)
  const row = await prepareInvitation(acting, {
    id: input.id,
    kind: 'access',
    patient,
    email: input.email ?? patient.email,
    requestedBy: acting.actor.staff.id,
  })
  const invitation = await acting.db.transaction().execute(async (tx) => {
    if (!(await findInvitation(tx, input.id))) {
      await replaceOpenAccess(tx, acting, patient.id)
      await issueInvitation(tx, acting, row)
      await appendAudit(tx, acting, { action: 'invitation.prepared' }, patient.id)
    }
    return readInvitation(tx, acting, input.id)
  })
  announce(acting)
  return invitation
}

type LinkSending = {
  readonly invitationId: InvitationId
  readonly email: string
  /** R5.3: why the other full holders are not told of whoever redeems it; null where they are. */
  readonly untold: string | null
}

/**
 * "Send Access Link" (R2.3) to a confirmed address, which is kept with the invitation and leaves the chart as it is. A
 * second call while it leaves changes nothing: one e-mail.
 * @throws ServiceError NOT_FOUND, INVITATION_CLOSED, NOT_PAIRED
 */
export async function sendLink(acting: Acting, { invitationId, email, untold }: LinkSending): Promise<Invitation> {
  const invitation = await acting.db.transaction().execute(async (tx) => {
    const row = await findInvitation(tx, invitationId)
    if (!row) throw failure('NOT_FOUND')
    const mail = await newestMailOf(tx, invitationId)
    const now = acting.clock.now()
    const isMailUnderWay = mail?.state === 'waiting' || mail?.state === 'leaving'
    const decision = decideSend({ state: row.state, expiresAt: Instant.parse(row.expires_at) }, isMailUnderWay, now)
    if (decision.kind === 'closed' || row.kind !== 'access') throw failure('INVITATION_CLOSED')
    if (decision.kind === 'send') {
      await sendTo(tx, acting, row, email)
      await updateInvitation(tx, invitationId, { state: decision.state, email, untold_reason: untold })
      if (untold !== null) {
        const patientId = PatientId.parse(row.patient_id)
        await appendAudit(tx, acting, { action: 'invitation.untold', email, reason: untold }, patientId)
      }
    }
    return readInvitation(tx, acting, invitationId)
  })
  announce(acting)
  return invitation
}

export type AccessLinkTo = { readonly id: InvitationId; readonly patientId: PatientId; readonly email: string }

/**
 * "Request Access Code" and "Send Access Link" in one act, to an address that was confirmed (R2.3). What is open and went nowhere else
 * goes once more; else a new one takes the place of the older (R4.4), so that it may renew that address's login. Argon2id takes its
 * time: call it before a transaction, and what it gives inside one.
 * @throws ServiceError NOT_FOUND
 */
export async function prepareAccessLink(
  acting: Acting,
  { id, patientId, email }: AccessLinkTo,
): Promise<(tx: Tx) => Promise<Leaving>> {
  const patient = await findPatient(acting.db, patientId)
  if (!patient) throw failure('NOT_FOUND')
  const fresh = await prepareInvitation(acting, {
    ...{ id, kind: 'access', patient, email, requestedBy: acting.actor.staff.id },
  })
  return async (tx) => {
    const open = await openFor(tx, acting, patientId, email)
    const mail = open && (await newestMailOf(tx, InvitationId.parse(open.id)))
    // A second call while it leaves changes nothing: one e-mail.
    if (mail?.state === 'waiting') return { mailId: MailId.parse(mail.id), leavesAt: Instant.parse(mail.leaves_at) }
    if (!open) {
      await replaceOpenAccess(tx, acting, patientId)
      await issueInvitation(tx, acting, fresh)
      await appendAudit(tx, acting, { action: 'invitation.prepared' }, patientId)
    }
    const row = open ?? fresh
    const leaving = await sendTo(tx, acting, row, email)
    const state = row.state === 'opened' ? 'opened' : 'sending'
    await updateInvitation(tx, InvitationId.parse(row.id), { state, email })
    return leaving
  }
}

/** The open Access Link, where it went to this address alone or nowhere. */
async function openFor(tx: Tx, acting: Acting, patientId: PatientId, email: string): Promise<InvitationRow | null> {
  const open = await listOpenInvitations(tx, patientId, acting.clock.now())
  const row = open.findLast(({ kind }) => kind === 'access')
  const wentTo = row ? await listSentTo(tx, InvitationId.parse(row.id)) : []
  return row && wentTo.every((to) => emailKey(to) === emailKey(email)) ? row : null
}

/** The e-mail with the link, its audit, and, for another address than was known, the greeting anew. */
export async function sendTo(tx: Tx, acting: Acting, row: InvitationRow, email: string): Promise<Leaving> {
  const patientId = PatientId.parse(row.patient_id)
  // Whoever is named in the e-mail is who asked for the code, not who pressed the button a day later.
  const { givenName, invitedByName } = await findGreetingFacts(tx, row)
  const id = row.id as InvitationId // its own row's id
  // Before the e-mail, which waits for it: what it opens greets the right address, and may renew that login alone.
  await enqueue(tx, acting, invitationPut, { id })
  await markRecordsDue(tx, acting, patientId)
  const expiresAt = Instant.parse(row.expires_at)
  const leaving = await leaveMail(
    tx,
    acting,
    {
      kind: 'accessLink',
      givenName,
      invitedByName,
      days: daysLeft(expiresAt, acting.clock.now()),
      invitation: await mailInvitation(tx, row, expiresAt),
    },
    { to: email, patientId, invitationId: id },
  )
  await appendAudit(tx, acting, { action: 'invitation.sent', email }, patientId)
  return leaving
}

/** R4.5, R8.6: the slip with its code goes to the printer. @throws ServiceError NOT_FOUND, INVITATION_CLOSED */
export async function printSlip(
  acting: Acting,
  { invitationId }: { readonly invitationId: InvitationId },
): Promise<void> {
  await acting.db.transaction().execute(async (tx) => {
    const row = await findInvitation(tx, invitationId)
    if (!row) throw failure('NOT_FOUND')
    if (!isOpen(row.state, Instant.parse(row.expires_at), acting.clock.now())) throw failure('INVITATION_CLOSED')
    await appendAudit(tx, acting, { action: 'invitation.printed' }, PatientId.parse(row.patient_id))
  })
}

/** R4.1, R4.6: the envelope at the endpoint is destroyed with it. @throws ServiceError NOT_FOUND, INVITATION_CLOSED */
export async function revokeInvitation(
  acting: Acting,
  { invitationId, reason }: { readonly invitationId: InvitationId; readonly reason: string },
): Promise<void> {
  await acting.db.transaction().execute(async (tx) => {
    const row = await findInvitation(tx, invitationId)
    if (!row) throw failure('NOT_FOUND')
    if (!isOpen(row.state, Instant.parse(row.expires_at), acting.clock.now())) throw failure('INVITATION_CLOSED')
    await endInvitation(tx, acting, invitationId, 'revoked', reason === '' ? null : reason)
    const patientId = PatientId.parse(row.patient_id)
    await appendAudit(tx, acting, { action: 'invitation.revoked', reason: reason === '' ? null : reason }, patientId)
  })
  announce(acting)
}

function announce(acting: Acting): void {
  acting.changes.publish('invitations', 'outbox', 'forms')
  acting.wakeSync()
}
