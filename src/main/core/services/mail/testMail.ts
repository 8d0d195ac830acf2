import { MailId } from '../../../../shared/domain/ids.ts'
import { missingOfMailServer, type OwnMailServer } from '../../../../shared/domain/mailServer.ts'
import { mailTestFailureOf, type MailTestFailure } from '../../../../shared/domain/mailTest.ts'
import { SECOND } from '../../../../shared/domain/time.ts'
import type { MailContent } from '../../../../shared/domain/mailContent.ts'
import { composeMail } from '../../../../shared/mail/compose.ts'
import type { Acting, Mailer, SmtpServer } from '../../context.ts'
import { readClinic } from '../../db/clinic.ts'
import { insertMail } from '../../db/mails.ts'
import { appendAudit } from '../audit.ts'
import { failure } from '../serviceError.ts'
import { leaveMail, MAIL_LANGUAGE, mailClinic, portalOf } from './leaveMail.ts'

/** As long as a person waits for a mail server. */
const PATIENCE_MILLISECONDS = 30 * SECOND
const ANSWER_LENGTH = 500

export type TestThrough =
  | { readonly way: 'endpoint' }
  | { readonly way: 'own'; readonly server: OwnMailServer; readonly password: string | null }

export type Tested =
  | { readonly kind: 'leaves'; readonly mailId: MailId }
  | { readonly kind: 'accepted'; readonly mailId: MailId; readonly answer: string }
  | { readonly kind: 'failed'; readonly failure: MailTestFailure }

/**
 * R9.4, R10.8: a test e-mail, as every e-mail leaves through the endpoint, or at once to the clinic's own mail server.
 * @param signal whoever waits gave it up
 * @throws ServiceError NOT_PAIRED, MAIL_SERVER_INCOMPLETE
 */
export async function testMail(
  acting: Acting,
  { to, through }: { readonly to: string; readonly through: TestThrough },
  signal: AbortSignal | undefined,
): Promise<Tested> {
  if (through.way === 'endpoint') return leaveTest(acting, to)
  if (missingOfMailServer(through.server).length > 0) throw failure('MAIL_SERVER_INCOMPLETE')
  return handOver(acting, to, await serverFor(acting, through), signal)
}

async function leaveTest(acting: Acting, to: string): Promise<Tested> {
  const { mailId } = await acting.db.transaction().execute(async (tx) => {
    await portalOf(tx)
    await appendAudit(tx, acting, { action: 'mail.tested', email: to })
    return leaveMail(tx, acting, { kind: 'test' }, { to, patientId: null })
  })
  acting.changes.publish('outbox')
  acting.wakeSync()
  return { kind: 'leaves', mailId }
}

/** A password that is kept goes to the server that it was given for, and to no other. */
async function serverFor(
  { db }: Acting,
  { server, password }: Extract<TestThrough, { way: 'own' }>,
): Promise<SmtpServer> {
  const { smtp_host, smtp_password } = await readClinic(db)
  return { ...server, smtpPassword: password ?? (server.smtpHost === smtp_host ? smtp_password : '') }
}

async function handOver(
  acting: Acting,
  to: string,
  server: SmtpServer,
  signal: AbortSignal | undefined,
): Promise<Tested> {
  const { db, clock, ids, openSmtp } = acting
  const id = MailId.parse(ids())
  const now = clock.now()
  const content = composeMail(
    mailClinic(await readClinic(db)),
    { kind: 'test' },
    { id, to, language: MAIL_LANGUAGE, now },
  )
  const handed = await attempt(openSmtp(server), content, signal)
  if (handed.kind === 'failed') return handed
  await db.transaction().execute(async (tx) => {
    await insertMail(tx, {
      id,
      kind: 'test',
      carries_link: 0,
      patient_id: null,
      invitation_id: null,
      appointment_id: null,
      recipient_email: to,
      subject: content.subject,
      content_json: JSON.stringify(content),
      state: 'sent',
      created_at: now,
      leaves_at: now,
      sent_at: clock.now(),
      failure_json: null,
    })
    await appendAudit(tx, acting, { action: 'mail.tested', email: to })
  })
  acting.changes.publish('outbox')
  return { kind: 'accepted', mailId: id, answer: handed.answer }
}

async function attempt(mailer: Mailer, content: MailContent, signal: AbortSignal | undefined) {
  const patience = AbortSignal.timeout(PATIENCE_MILLISECONDS)
  try {
    const answer = await mailer.send(content, signal ? AbortSignal.any([signal, patience]) : patience)
    return { kind: 'accepted' as const, answer: answer.slice(0, ANSWER_LENGTH) }
  } catch (error) {
    return { kind: 'failed' as const, failure: mailTestFailureOf(error) }
  } finally {
    mailer.close()
  }
}
