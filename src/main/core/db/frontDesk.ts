import type { Instant } from '../../../shared/domain/time.ts'
import type { Db } from '../context.ts'

/** What lies open in the Inbox: of each kind how many, and the newest. */
export function listOpenInbox(db: Db) {
  return db
    .selectFrom('inbox_item')
    .leftJoin('patient', 'patient.id', 'inbox_item.patient_id')
    .where('inbox_item.done_at', 'is', null)
    .groupBy('inbox_item.kind')
    .select((eb) => [
      eb.fn.countAll<number>().as('count'),
      // SQLite takes what is not counted from the row that has the greatest.
      eb.fn.max('inbox_item.received_at').as('received_at'),
      ...(['inbox_item.id', 'inbox_item.facts_json', 'patient.given_name', 'patient.family_name'] as const),
    ])
    .orderBy('received_at', 'desc')
    .execute()
}

/**
 * E-mails that need attention: they did not arrive, or perhaps not, and nobody has dealt with them, in the Inbox or by another
 * for the same invitation or appointment. Newest first.
 */
export function listMailTrouble(db: Db) {
  return db
    .selectFrom('mail')
    .where('mail.state', 'in', ['bounced', 'failed', 'unknown'])
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
                inner('newer.series_id', '=', inner.ref('mail.series_id')),
              ]),
            ),
        ),
      ),
    )
    .select((eb) => [
      'mail.id',
      'mail.recipient_email',
      eb
        .exists(eb.selectFrom('inbox_item').select('inbox_item.id').whereRef('inbox_item.mail_id', '=', 'mail.id'))
        .as('is_in_inbox'),
    ])
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
