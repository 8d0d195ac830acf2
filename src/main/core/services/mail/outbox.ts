import { OutboxMail } from '../../../../shared/contract/desk/outbox.ts'
import { type AppointmentId, InvitationId, MailId, OutboxId, PatientId } from '../../../../shared/domain/ids.ts'
import { OutRefusal } from '../../../../shared/domain/refusals.ts'
import { Instant } from '../../../../shared/domain/time.ts'
import type { Acting, CoreContext, Tx, Witness } from '../../context.ts'
import { deleteAssignmentsOfInvitation, listAssignmentsOfInvitation } from '../../db/forms.ts'
import { findInvitation } from '../../db/invitations.ts'
import {
  failureOf,
  findMail,
  hasOtherMail,
  listMails,
  listWaitingReminders,
  newestMailAbout,
  type MailRow,
} from '../../db/mails.ts'
import { listMailTrouble } from '../../db/frontDesk.ts'
import { listRefusedRows } from '../../db/outbox.ts'
import { countWaitingReminders } from '../../db/reminders.ts'
import { markRecordsDue } from '../../wire/out/recordsPut.ts'
import { appendAudit } from '../audit.ts'
import { endInvitation } from '../invitations/invitations.ts'
import { endReminder } from '../reminders/endReminder.ts'
import { failure } from '../serviceError.ts'
import { withdrawWithMail } from '../waitingList/offering.ts'
import { canBeSentAgain } from './sendAgain.ts'
import { takeBack } from './takeBack.ts'

const NEWEST = 500
const NEXT_REMINDERS = 100

/** R9.3: every e-mail with its state, newest first, reminders that wait apart, and what the endpoint refused. */
export async function readOutbox(context: CoreContext) {
  const refused = await listRefusedRows(context.db, NEWEST)
  const trouble = new Set((await listMailTrouble(context.db)).map(({ id }) => id))
  const shown = (rows: readonly ListedMail[]) => Promise.all(rows.map((row) => toOutboxMail(context, row, trouble)))
  return {
    mails: await shown(await listMails(context.db, NEWEST)),
    reminders: {
      count: await countWaitingReminders(context.db),
      next: await shown(await listWaitingReminders(context.db, NEXT_REMINDERS)),
    },
    refused: refused.map((row) => ({
      id: OutboxId.parse(row.id),
      kind: row.kind,
      // Whatever was refused has its reason beside it.
      reason: OutRefusal.parse(row.reason),
      at: Instant.parse(row.created_at),
    })),
  }
}

type ListedMail = Awaited<ReturnType<typeof listMails>>[number]

async function toOutboxMail(context: CoreContext, row: ListedMail, trouble: ReadonlySet<string>): Promise<OutboxMail> {
  return OutboxMail.parse({
    id: row.id,
    patientId: row.patient_id,
    patientName: row.given_name === null ? null : `${row.given_name} ${row.family_name}`,
    kind: row.kind,
    to: row.recipient_email,
    subject: row.subject,
    state: row.state,
    createdAt: row.created_at,
    leavesAt: row.leaves_at,
    sentAt: row.sent_at,
    failure: failureOf(row),
    needsAttention: trouble.has(row.id),
    canBeSentAgain: await canBeSentAgain(context.db, context, row),
  })
}

/**
 * R9.3: until the countdown is over; from then on it may be on the wire, so that nothing is called undone that left. An
 * invitation that it carried is back where it was before; Smart Forms that it alone brought are withdrawn.
 * @throws ServiceError NOT_FOUND, TOO_LATE
 */
export async function undoMail(acting: Acting, { mailId }: { readonly mailId: MailId }): Promise<void> {
  await acting.db.transaction().execute(async (tx) => {
    const mail = await findMail(tx, mailId)
    if (!mail) throw failure('NOT_FOUND')
    if (mail.state === 'undone') return
    if (mayHaveLeft(acting, mail)) throw failure('TOO_LATE')
    const isWithdrawn = await withdrawForms(tx, acting, mail)
    if (!isWithdrawn) await takeBack(tx, acting, mail)
    if (mail.kind === 'offer') await withdrawWithMail(tx, acting, mailId)
    if (mail.kind === 'reminder') await endReminder(tx, acting, mailId)
  })
  acting.changes.publish('outbox', 'invitations', 'appointments', 'forms', 'waitingList')
  acting.wakeSync()
}

/** Whether an e-mail may be on the wire, or has left: it can be taken back no more. */
export function mayHaveLeft({ clock }: Pick<Acting, 'clock'>, mail: MailRow): boolean {
  return mail.state !== 'undone' && (mail.state !== 'waiting' || mail.leaves_at <= clock.now())
}

/** R6.6: an e-mail that tells of a visit as it stands no longer does not leave, where it has not left yet. */
export async function takeBackTelling(
  tx: Tx,
  acting: CoreContext & Witness,
  appointmentId: AppointmentId,
): Promise<void> {
  const mail = await newestMailAbout(tx, appointmentId)
  if (mail?.state === 'waiting' && !mayHaveLeft(acting, mail)) await takeBack(tx, acting, mail)
}

/**
 * R9.3, R10.4: Smart Forms that were given with this e-mail and have not left by it are taken from the patient again, with the
 * way in to them; those that were given before, and were sent once more, stay.
 * @returns whether they were
 */
async function withdrawForms(tx: Tx, acting: Acting, mail: MailRow): Promise<boolean> {
  if (mail.kind !== 'forms' || mail.invitation_id === null || mail.patient_id === null) return false
  const invitationId = InvitationId.parse(mail.invitation_id)
  const invitation = await findInvitation(tx, invitationId)
  if (invitation?.state !== 'sending' || invitation.sent_at !== null || invitation.opened_at !== null) return false
  const forms = await listAssignmentsOfInvitation(tx, invitationId)
  if (forms.some((form) => form.submitted_at !== null)) return false
  // Sent once more: the patient may have them from before.
  if (await hasOtherMail(tx, invitationId, MailId.parse(mail.id))) return false
  const patientId = PatientId.parse(mail.patient_id)
  await endInvitation(tx, acting, invitationId, 'revoked', null)
  await deleteAssignmentsOfInvitation(tx, invitationId)
  await markRecordsDue(tx, acting, patientId)
  await appendAudit(tx, acting, { action: 'mail.undone', email: mail.recipient_email }, patientId)
  return true
}
