import { z } from 'zod'
import { MailId, OutboxId, PatientId } from '../../domain/ids.ts'
import { MailFailure } from '../../domain/mailFailure.ts'
import { OutKindName, OutRefusal } from '../../domain/refusals.ts'
import { Instant } from '../../domain/time.ts'
import { changedMeanwhile, signedIn } from './common.ts'
import { EmailForChart, PatientSummary } from './patients.ts'

export const MailKind = z.enum([
  'confirmation',
  'change',
  'cancellation',
  'forms',
  'accessLink',
  'linkAdded',
  'linkEnded',
  'passwordRenewed',
  'messageWaiting',
  'offer',
  'reminder',
  'test',
])
export type MailKind = z.infer<typeof MailKind>

export const MailState = z.enum(['waiting', 'leaving', 'sent', 'bounced', 'failed', 'unknown', 'undone', 'withdrawn'])
export type MailState = z.infer<typeof MailState>

export const OutboxMail = z.object({
  id: MailId,
  patientId: PatientId.nullable(),
  patientName: z.string().nullable(),
  kind: MailKind,
  to: z.string(),
  subject: z.string(),
  state: MailState,
  createdAt: Instant,
  /** While `waiting`: when the countdown ends and "Undo" goes away; of a reminder, when it leaves. */
  leavesAt: Instant,
  sentAt: Instant.nullable(),
  failure: MailFailure.nullable(),
  /** It did not arrive, or perhaps not, and nobody has dealt with it. */
  needsAttention: z.boolean(),
  /** Whether sending it again would still open or confirm anything. */
  canBeSentAgain: z.boolean(),
})
export type OutboxMail = z.infer<typeof OutboxMail>

/** An e-mail that was just left in the outbox: `outbox.undo` takes it back until it leaves (R9.3). */
export const Leaving = z.object({ mailId: MailId, leavesAt: Instant })
export type Leaving = z.infer<typeof Leaving>

export const outbox = {
  list: signedIn.output(
    z.object({
      mails: z.array(OutboxMail),
      /** R9.1: reminders that wait for their time, which stand among no others: how many, and the next of them. */
      reminders: z.object({ count: z.number().int(), next: z.array(OutboxMail) }),
      /** What was refused: "needs attention". */
      refused: z.array(z.object({ id: OutboxId, kind: OutKindName, reason: OutRefusal, at: Instant })),
    }),
  ),
  /** Until it leaves (R9.3). */
  undo: signedIn
    .errors({ TOO_LATE: {} })
    .input(z.object({ mailId: MailId }))
    .output(z.object({})),
  /** Sends a bounced, failed or undone e-mail again, to the address now on file, or to one that is put on file with it. */
  sendAgain: signedIn
    .errors({ EMAIL_MISSING: {}, INVITATION_CLOSED: {}, ...changedMeanwhile(PatientSummary) })
    .input(z.object({ mailId: MailId, emailForChart: EmailForChart.nullable() }))
    .output(z.object({ /** Null where it was on its way already. */ leaving: Leaving.nullable() })),
}
