import { InvitationId, type MailId } from '../../../shared/domain/ids.ts'
import type { CoreContext } from '../context.ts'
import type { Connection } from './connection.ts'
import { dueRows, handOver, refuseRow, type OutboxRow } from './drainOutbox.ts'
import { sendFromDesk } from './sendFromDesk.ts'
import { parsePending, type PendingBody } from './pending.ts'

const MAILS_AT_A_TIME = 50

/**
 * Sends the e-mails that are due, after what they open has been published: one whose invitation was refused is refused
 * with it, and one whose patient's projections still wait is left for the next round (R4.6). Only rows up to `upToSeq`,
 * which were there when this round began to publish.
 * @returns how many left
 */
export async function drainMails(
  context: CoreContext,
  connection: Connection,
  upToSeq: number,
  closing: AbortSignal,
): Promise<number> {
  let answered = 0
  let afterSeq = 0
  for (;;) {
    // "Undo" reads the clock inside its transaction and so does this before it reads: a row read here cannot be undone.
    const rows = await dueRows(context, 'mails', { afterSeq, upToSeq, limit: MAILS_AT_A_TIME })
    const last = rows.at(-1)
    if (!last || closing.aborted) return answered
    const ready = await withoutUnready(context, rows)
    if (context.mailer) answered += await sendFromDesk(context, context.mailer, ready)
    else if (ready.length > 0) answered += await handOver(context, connection, ready, closing)
    afterSeq = last.seq
  }
}

async function withoutUnready(context: CoreContext, rows: readonly OutboxRow[]): Promise<OutboxRow[]> {
  const ready: OutboxRow[] = []
  for (const row of rows) {
    const readiness = await readinessOf(context, row)
    if (readiness === 'ready') ready.push(row)
    if (readiness === 'invitationRefused') {
      await context.db.transaction().execute((tx) => refuseRow(tx, row.id, 'invitationRefused'))
    }
  }
  return ready
}

async function readinessOf(context: CoreContext, row: OutboxRow): Promise<'ready' | 'wait' | 'invitationRefused'> {
  const pending = parsePending(row.body_json)
  const opens = pending?.kind === 'mail.put' ? await whatItOpens(context, pending.id) : null
  if (!opens) return 'ready'
  const put: PendingBody = { kind: 'invitation.put', id: opens.invitationId }
  const unpublished = await context.db
    .selectFrom('outbox')
    .select('state')
    .where('kind', '=', put.kind)
    .where('body_json', '=', JSON.stringify(put))
    .executeTakeFirst()
  if (unpublished) return unpublished.state === 'refused' ? 'invitationRefused' : 'wait'
  const due = await context.db
    .selectFrom('projection_due')
    .select('patient_id')
    .where('patient_id', '=', opens.patientId)
    .executeTakeFirst()
  return due ? 'wait' : 'ready'
}

async function whatItOpens(context: CoreContext, mailId: MailId) {
  const row = await context.db
    .selectFrom('mail')
    .innerJoin('invitation', 'invitation.id', 'mail.invitation_id')
    .select(['invitation.id', 'invitation.patient_id'])
    .where('mail.id', '=', mailId)
    .executeTakeFirst()
  return row ? { invitationId: InvitationId.parse(row.id), patientId: row.patient_id } : null
}
