import type { Leaving } from '../../../../shared/contract/desk/outbox.ts'
import { assertNever } from '../../../../shared/domain/assertNever.ts'
import type { InvitationId, PatientId, LinkId, MailId } from '../../../../shared/domain/ids.ts'
import type { HelpFix } from '../../../../shared/domain/portalHelp/helpFacts.ts'
import type { Acting, Tx } from '../../context.ts'
import { findInvitation } from '../../db/invitations.ts'
import { findLink } from '../../db/links.ts'
import { findMail, newestMailOf, type MailRow } from '../../db/mails.ts'
import { findPatient } from '../../db/patients.ts'
import { putEmailOnFile } from '../emailForChart.ts'
import { prepareAccessLink } from '../invitations/accessCodes.ts'
import { extendIn } from '../invitations/extend.ts'
import { endLink } from '../invitations/links.ts'
import { sendMailAgain } from '../mail/sendAgain.ts'
import { failure } from '../serviceError.ts'

type Wanted = {
  /** Of the invitation that it may need. */
  readonly id: InvitationId
  readonly patientId: PatientId
  readonly seenVersion: number
  readonly fix: HelpFix
  readonly reason: string
}

/**
 * R4.9: the one act that ends a mix-up, in one transaction with the one e-mail that leaves.
 * @returns until when that can be taken back; null where one was on its way already
 * @throws ServiceError NOT_FOUND, EMAIL_MISSING, INVITATION_CLOSED, NOT_PAIRED, CHANGED_MEANWHILE
 */
export async function fixForHelp(acting: Acting, wanted: Wanted): Promise<Leaving | null> {
  if (!(await findPatient(acting.db, wanted.patientId))) throw failure('NOT_FOUND')
  const act = await prepare(acting, wanted)
  const leaving = await acting.db.transaction().execute(act)
  acting.changes.publish('invitations', 'links', 'patients', 'outbox', 'forms', 'appointments')
  acting.wakeSync()
  return leaving
}

type Act = (tx: Tx) => Promise<Leaving | null>

/** What Argon2id needs is made before the transaction. */
async function prepare(acting: Acting, wanted: Wanted): Promise<Act> {
  const { fix } = wanted
  switch (fix.kind) {
    case 'sendAccessLink':
      return accessLink(acting, wanted, fix.email)
    case 'sendAgain':
      return async (tx) => sendMailAgain(tx, acting, await mailOf(tx, wanted, fix.mailId))
    case 'extend':
      return (tx) => extendAndSend(tx, acting, wanted, fix.invitationId)
    case 'correct':
      return correct(acting, wanted, { mailId: fix.mailId, email: fix.email })
    case 'endAndSend': {
      const send = await accessLink(acting, wanted, fix.email)
      return async (tx) => {
        await endOf(tx, acting, wanted, fix.linkId)
        return send(tx)
      }
    }
    case 'compare':
      // It is looked at, and nothing is done.
      throw failure('NOT_FOUND')
    default:
      return assertNever(fix)
  }
}

function accessLink(acting: Acting, { id, patientId }: Wanted, email: string | null): Promise<Act> {
  if (email === null) throw failure('EMAIL_MISSING')
  return prepareAccessLink(acting, { id, patientId, email })
}

/** An Access Link that went to the wrong mailbox opens nothing there any more; Smart Forms belong to the new address (R3.2). */
async function correct(
  acting: Acting,
  wanted: Wanted,
  { mailId, email }: { readonly mailId: MailId; readonly email: string | null },
): Promise<Act> {
  if (email === null) throw failure('EMAIL_MISSING')
  const { kind } = await mailOf(acting.db, wanted, mailId)
  const send = kind === 'accessLink' ? await accessLink(acting, wanted, email) : null
  return async (tx) => {
    const mail = await mailOf(tx, wanted, mailId)
    await putEmailOnFile(tx, acting, wanted.patientId, { email, seenVersion: wanted.seenVersion })
    return send ? send(tx) : sendMailAgain(tx, acting, mail)
  }
}

async function extendAndSend(tx: Tx, acting: Acting, wanted: Wanted, id: InvitationId): Promise<Leaving | null> {
  const row = await findInvitation(tx, id)
  if (row?.patient_id !== wanted.patientId) throw failure('NOT_FOUND')
  await extendIn(tx, acting, row)
  const mail = await newestMailOf(tx, id)
  return mail && sendMailAgain(tx, acting, mail)
}

async function endOf(tx: Tx, acting: Acting, { patientId, reason }: Wanted, id: LinkId): Promise<void> {
  const link = await findLink(tx, id)
  if (link?.patient_id !== patientId) throw failure('NOT_FOUND')
  if (link.ended_at === null) await endLink(tx, acting, link, reason)
}

async function mailOf(db: Tx | Acting['db'], { patientId }: Wanted, id: MailId): Promise<MailRow> {
  const mail = await findMail(db, id)
  if (mail?.patient_id !== patientId) throw failure('NOT_FOUND')
  return mail
}
