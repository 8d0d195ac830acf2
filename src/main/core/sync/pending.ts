import type { InvitationId, LinkId, MailId, PatientId } from '../../../shared/domain/ids.ts'
import type { AccessLevel } from '../../../shared/domain/invitations.ts'
import { plusMilliseconds, type Instant } from '../../../shared/domain/time.ts'
import type { CoreContext, Tx } from '../context.ts'

/**
 * What a transaction leaves in the outbox: a reference. The drain reads the row it names, seals it and sends the
 * contract's `OutboxBody`, so that no cryptography is awaited inside a transaction.
 */
export type PendingBody =
  | { readonly kind: 'clinic.put' }
  | { readonly kind: 'invitation.put'; readonly id: InvitationId }
  | { readonly kind: 'invitation.end'; readonly id: InvitationId; readonly state: 'revoked' | 'replaced' }
  | { readonly kind: 'link.level'; readonly id: LinkId; readonly level: AccessLevel }
  | { readonly kind: 'link.end'; readonly id: LinkId }
  | { readonly kind: 'mail.put'; readonly id: MailId }

/** In the same transaction as the cause. @param delayMilliseconds the countdown of "Undo" (R9.3) */
export async function enqueue(
  tx: Tx,
  context: Pick<CoreContext, 'clock' | 'ids'>,
  body: PendingBody,
  delayMilliseconds = 0,
): Promise<void> {
  const now = context.clock.now()
  await tx
    .insertInto('outbox')
    .values({
      id: context.ids(),
      kind: body.kind,
      body_json: JSON.stringify(body),
      due_at: plusMilliseconds(now, delayMilliseconds),
      state: 'waiting',
      reason: null,
      created_at: now,
    })
    .execute()
}

/** Every projection of this patient is published anew: call in any transaction that changes the chart. */
export async function markProjectionDue(tx: Tx, patientId: PatientId, now: Instant): Promise<void> {
  await tx
    .insertInto('projection_due')
    .values({ patient_id: patientId, since_at: now })
    .onConflict((conflict) =>
      conflict
        .column('patient_id')
        .doUpdateSet((row) => ({ since_at: now, change: row('projection_due.change', '+', 1) })),
    )
    .execute()
}
