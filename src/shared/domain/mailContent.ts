import { z } from 'zod'

/**
 * A composed e-mail: made at the desk, sealed to the mail worker's identity, opened at the endpoint only in memory to
 * hand it to SMTP (R9.4). `messageId` is the same on every attempt (R9.3).
 */
export const MailContent = z.object({
  format: z.literal(1),
  messageId: z.string().max(200),
  /** Shown as the sender; the address is the mail worker's own. */
  fromName: z.string().max(200),
  to: z.string().max(254),
  subject: z.string().max(300),
  text: z.string(),
  html: z.string(),
  /** The .ics (R9.1), with METHOD in its content type. */
  calendar: z
    .object({ method: z.enum(['REQUEST', 'PUBLISH', 'CANCEL']), filename: z.string(), content: z.string() })
    .nullable(),
})
export type MailContent = z.infer<typeof MailContent>
