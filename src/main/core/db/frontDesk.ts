import type { Instant } from '../../../shared/domain/time.ts'
import type { Db } from '../context.ts'

/** What lies open in the inbox, of each kind. */
export async function countOpenInbox(db: Db): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .selectFrom('inbox_item')
    .where('done_at', 'is', null)
    .groupBy('kind')
    .select((eb) => ['kind', eb.fn.countAll<number>().as('count')])
    .execute()
  return new Map(rows.map((row) => [row.kind, row.count]))
}

export async function findLatestOpenSubmission(db: Db) {
  return db
    .selectFrom('inbox_item')
    .leftJoin('patient', 'patient.id', 'inbox_item.patient_id')
    .where('inbox_item.done_at', 'is', null)
    .where('inbox_item.kind', '=', 'submission')
    .select(['inbox_item.received_at', 'patient.given_name', 'patient.family_name'])
    .orderBy('inbox_item.received_at', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/**
 * E-mails that did not arrive and that nobody has dealt with: not settled in the inbox, and nothing newer was sent for
 * the same invitation or appointment. Newest first.
 */
export function listMailTrouble(db: Db) {
  return db
    .selectFrom('mail')
    .where('mail.state', 'in', ['bounced', 'failed'])
    .where('mail.kind', '!=', 'test')
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('inbox_item')
            .select('inbox_item.id')
            .whereRef('inbox_item.mail_id', '=', 'mail.id')
            .where('inbox_item.done_at', 'is not', null),
        ),
      ),
    )
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('mail as newer')
            .select('newer.id')
            .whereRef('newer.created_at', '>', 'mail.created_at')
            .where((inner) =>
              inner.or([
                inner('newer.invitation_id', '=', inner.ref('mail.invitation_id')),
                inner('newer.appointment_id', '=', inner.ref('mail.appointment_id')),
              ]),
            ),
        ),
      ),
    )
    .select(['mail.id', 'mail.recipient_email'])
    .orderBy('mail.created_at', 'desc')
    .execute()
}

/** Smart Forms that are out with patients: sent, not returned, and still open at `now`. */
export async function countFormsOut(db: Db, now: Instant): Promise<number> {
  const row = await db
    .selectFrom('assignment')
    .leftJoin('invitation', 'invitation.id', 'assignment.invitation_id')
    .where('assignment.submitted_at', 'is', null)
    .where((eb) => eb.or([eb('invitation.id', 'is', null), eb('invitation.expires_at', '>', now)]))
    .where((eb) => eb.or([eb('invitation.id', 'is', null), eb('invitation.state', 'not in', ['revoked', 'replaced'])]))
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return row.count
}
