import { z } from 'zod'
import { AppointmentId, MailId } from './ids.ts'
import { EmailAddress } from './people.ts'
import { Instant } from './time.ts'

/**
 * R9.2: a visit as a mail program is to know it. `REQUEST` puts it into the patient's calendar, or there where the same
 * visit stands with a lower `sequence`; `CANCEL` takes it out.
 */
export const MailCalendar = z.object({
  method: z.enum(['REQUEST', 'CANCEL']),
  id: AppointmentId,
  startsAt: Instant,
  endsAt: Instant,
  /** Rises with every change of the visit. */
  sequence: z.number().int(),
  /** Whose visit it is, never what for. */
  summary: z.string(),
  addressLine: z.string(),
  description: z.string(),
  /** When this was said of it. */
  stampAt: Instant,
})
export type MailCalendar = z.infer<typeof MailCalendar>

/**
 * A composed e-mail: made at the desk, sealed to the mail worker's identity, opened at the endpoint only in memory to
 * hand it to SMTP (R9.4). What bears the sender's address, the Message-ID and the .ics, is completed by whoever hands it
 * over: only they know it.
 */
export const MailContent = z.object({
  format: z.literal(2),
  /** Makes the Message-ID, the same on every attempt (R9.3). */
  id: MailId,
  /** Shown as the sender; the address is the mail worker's own. */
  fromName: z.string().max(200),
  /** Where an answer goes: the clinic's own address, where it has one. */
  replyTo: EmailAddress.nullable(),
  to: z.string().max(254),
  subject: z.string().max(300),
  text: z.string(),
  html: z.string(),
  /** Sent as an .ics (R9.1). */
  calendar: MailCalendar.nullable(),
})
export type MailContent = z.infer<typeof MailContent>
