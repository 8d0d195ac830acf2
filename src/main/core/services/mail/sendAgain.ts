import type { Leaving } from '../../../../shared/contract/desk/outbox.ts'
import type { EmailForChart, PatientSummary } from '../../../../shared/contract/desk/patients.ts'
import { assertNever } from '../../../../shared/domain/assertNever.ts'
import { AppointmentId, InvitationId, MailId, PatientId, SeriesId } from '../../../../shared/domain/ids.ts'
import type { Acting, CoreContext, Db, Tx } from '../../context.ts'
import { findVisitToTell } from '../../db/booking.ts'
import { listFormsToFill } from '../../db/forms.ts'
import { findInvitation, updateInvitation, type InvitationRow } from '../../db/invitations.ts'
import { findMail, isOneUnderWay, readMailContent, type MailRow } from '../../db/mails.ts'
import { deleteMailFromOutbox } from '../../db/outbox.ts'
import { findPatient } from '../../db/patients.ts'
import { listVisitsOfSeries } from '../../db/series.ts'
import { appendAudit } from '../audit.ts'
import { putEmailOnFile } from '../emailForChart.ts'
import { sendTo } from '../invitations/accessCodes.ts'
import { mailForms } from '../invitations/formInvitations.ts'
import { failure } from '../serviceError.ts'
import { greetedAs, leaveComposed, leaveMail } from './leaveMail.ts'
import { decide, readdress } from './readdress.ts'
import { tellByEmail } from './tellByEmail.ts'
import { kindOf, tellSeries } from './tellSeries.ts'

/**
 * R9.3, R4.9: a bounced, failed or undone e-mail once more, composed anew to the address now on file; one that is on its
 * way, or that another one has already taken the place of, is left alone. An Access Link that did not bounce goes where
 * staff had sent it, which need not be the address in the chart.
 * @returns until when it can be taken back; null where one is on its way already
 * @param input.emailForChart a better address, put on file in the same transaction
 * @throws ServiceError NOT_FOUND, EMAIL_MISSING, INVITATION_CLOSED, CHANGED_MEANWHILE
 */
export async function sendAgain(
  acting: Acting,
  { mailId, emailForChart }: { readonly mailId: MailId; readonly emailForChart: EmailForChart | null },
): Promise<Leaving | null> {
  const leaving = await acting.db.transaction().execute(async (tx) => {
    const mail = await findMail(tx, mailId)
    if (!mail) throw failure('NOT_FOUND')
    if (emailForChart && mail.patient_id !== null) {
      await putEmailOnFile(tx, acting, PatientId.parse(mail.patient_id), emailForChart)
    }
    return sendMailAgain(tx, acting, mail)
  })
  acting.changes.publish('outbox', 'invitations', 'forms', 'appointments', 'patients')
  acting.wakeSync()
  return leaving
}

/** The same in the transaction of whatever it belongs to. */
export async function sendMailAgain(tx: Tx, acting: Acting, mail: MailRow): Promise<Leaving | null> {
  if (await isOneUnderWay(tx, mail)) return null
  await deleteMailFromOutbox(tx, MailId.parse(mail.id))
  return compose(tx, acting, mail)
}

type Sent = Pick<MailRow, 'kind' | 'state' | 'invitation_id' | 'appointment_id' | 'series_id'>

/**
 * Whether "Send again" makes sense of an e-mail that did not arrive: what it opens is open, the visit it confirms still to
 * come. A missing address can be put on file, and is asked for.
 */
export async function canBeSentAgain(db: Db, context: Pick<CoreContext, 'clock'>, mail: Sent): Promise<boolean> {
  switch (mail.state) {
    case 'waiting':
    case 'leaving':
    case 'sent':
    case 'withdrawn':
      return false
    case 'bounced':
    case 'failed':
    case 'unknown':
    case 'undone':
      break
    default:
      return assertNever(mail.state)
  }
  switch (mail.kind) {
    case 'accessLink':
    case 'forms': {
      if (mail.invitation_id === null) return false
      const invitation = await findInvitation(db, InvitationId.parse(mail.invitation_id))
      return invitation !== null && decide(context, invitation).kind === 'send'
    }
    case 'confirmation':
    case 'change':
    case 'cancellation':
      return isWorthTelling(db, context, mail)
    case 'linkAdded':
    case 'linkEnded':
    case 'passwordRenewed':
    case 'messageWaiting':
      return true
    case 'offer':
    // What it says is said of the visit by its confirmation, which can be sent again.
    case 'reminder':
    case 'test':
      return false
    default:
      return assertNever(mail.kind)
  }
}

async function compose(tx: Tx, acting: Acting, mail: MailRow): Promise<Leaving> {
  switch (mail.kind) {
    case 'accessLink':
      return accessLinkAgain(tx, acting, mail)
    case 'forms':
      return formsAgain(tx, acting, mail)
    case 'confirmation':
    case 'change':
    case 'cancellation':
      return tellAgain(tx, acting, mail)
    case 'linkAdded':
    case 'linkEnded':
    case 'passwordRenewed':
    case 'messageWaiting':
      // It tells of a moment that is over: the same words to the same login.
      return leaveComposed(tx, acting, mail, await readMailContent(tx, MailId.parse(mail.id)))
    case 'offer':
      // The time is offered anew.
      throw failure('INVITATION_CLOSED')
    case 'reminder':
    case 'test':
      throw failure('NOT_FOUND')
    default:
      return assertNever(mail.kind)
  }
}

async function accessLinkAgain(tx: Tx, acting: Acting, mail: MailRow): Promise<Leaving> {
  const { patient, invitation } = await subjectsOf(tx, mail)
  const decision = invitation && decide(acting, invitation)
  if (!invitation || decision?.kind !== 'send') throw failure('INVITATION_CLOSED')
  const email = mail.state === 'bounced' ? patient.email : (invitation.email ?? patient.email)
  if (email === null) throw failure('EMAIL_MISSING')
  const leaving = await sendTo(tx, acting, invitation, email)
  await updateInvitation(tx, InvitationId.parse(invitation.id), { state: decision.state, email })
  return leaving
}

async function formsAgain(tx: Tx, acting: Acting, mail: MailRow): Promise<Leaving> {
  const { patient, invitation } = await subjectsOf(tx, mail)
  if (!invitation || decide(acting, invitation).kind !== 'send') throw failure('INVITATION_CLOSED')
  const { email } = patient
  if (email === null) throw failure('EMAIL_MISSING')
  await readdress(tx, acting, invitation, patient.id, email)
  const invitationId = InvitationId.parse(invitation.id)
  const forms = await mailForms(tx, invitation, await listFormsToFill(tx, invitationId))
  const leaving = await leaveMail(
    tx,
    acting,
    { kind: 'forms', givenName: greetedAs(patient), forms },
    { to: email, patientId: patient.id, invitationId },
  )
  await appendAudit(tx, acting, { action: 'mail.sentAgain', email }, patient.id)
  return leaving
}

/** What there is to tell of the visit now, be it another thing than then; a confirmation without forms that came back. */
async function tellAgain(tx: Tx, acting: Acting, mail: MailRow): Promise<Leaving> {
  if (!(await isWorthTelling(tx, acting, mail))) throw failure('INVITATION_CLOSED')
  const leaving =
    mail.appointment_id === null
      ? await tellSeries(tx, acting, { ...(await seriesOf(tx, mail)), kind: kindOf(mail) })
      : await tellByEmail(tx, acting, AppointmentId.parse(mail.appointment_id))
  if (!leaving) throw failure('INVITATION_CLOSED')
  const { patient } = await subjectsOf(tx, mail)
  await appendAudit(tx, acting, { action: 'mail.sentAgain', email: patient.email ?? '' }, patient.id)
  return leaving
}

/** All of a series: which of its visits there is something to tell of, telling finds out. */
async function seriesOf(db: Db, { series_id }: Pick<MailRow, 'series_id'>) {
  const id = SeriesId.parse(series_id)
  return { id, visits: (await listVisitsOfSeries(db, id)).map((visit) => visit.id) }
}

/** A visit still to come that stands as it was told of, or is off as it was; of a series one of them. */
async function isWorthTelling(
  db: Db,
  { clock }: Pick<CoreContext, 'clock'>,
  { kind, appointment_id: id, series_id }: Pick<MailRow, 'kind' | 'appointment_id' | 'series_id'>,
): Promise<boolean> {
  if (series_id !== null) {
    const isOff = kind === 'cancellation'
    return (await listVisitsOfSeries(db, SeriesId.parse(series_id))).some(
      ({ startsAt, status }) => startsAt > clock.now() && (status === 'cancelled') === isOff,
    )
  }
  const visit = id === null ? null : await findVisitToTell(db, AppointmentId.parse(id))
  return visit !== null && visit.startsAt > clock.now() && (visit.status === 'cancelled') === (kind === 'cancellation')
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
