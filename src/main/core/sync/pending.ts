import { z } from 'zod'
import { InvitationId, LinkId, MailId, type PatientId } from '../../../shared/domain/ids.ts'
import { AccessLevel } from '../../../shared/domain/invitations.ts'
import { plusMilliseconds, type Instant } from '../../../shared/domain/time.ts'
import type { CoreContext, Tx } from '../context.ts'
import { compileOnce } from '../db/compileOnce.ts'

/**
 * What a transaction leaves in the outbox: a reference. The drain reads the row it names, seals it and sends the
 * contract's `OutboxBody`, so that no cryptography is awaited inside a transaction.
 */
export const PendingBody = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('clinic.put') }),
  z.object({ kind: z.literal('invitation.put'), id: InvitationId }),
  z.object({ kind: z.literal('invitation.end'), id: InvitationId, state: z.enum(['revoked', 'replaced']) }),
  z.object({ kind: z.literal('link.level'), id: LinkId, level: AccessLevel }),
  z.object({ kind: z.literal('link.end'), id: LinkId }),
  z.object({ kind: z.literal('mail.put'), id: MailId }),
])
export type PendingBody = z.infer<typeof PendingBody>

/** What a row's `body_json` says; null for what this program did not write. */
export function parsePending(bodyJson: string): PendingBody | null {
  try {
    return PendingBody.parse(JSON.parse(bodyJson))
  } catch {
    return null
  }
}

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

const markDue = compileOnce((db, { patientId, now }: { patientId: string; now: string }) =>
  db
    .insertInto('projection_due')
    .values({ patient_id: patientId, since_at: now })
    .onConflict((conflict) =>
      conflict
        .column('patient_id')
        .doUpdateSet((row) => ({ since_at: now, change: row('projection_due.change', '+', 1) })),
    ),
)

/** Every projection of this patient is published anew: call in any transaction that changes the chart. */
export async function markProjectionDue(tx: Tx, patientId: PatientId, now: Instant): Promise<void> {
  await markDue(tx, { patientId, now })
}
