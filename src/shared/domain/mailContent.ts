import { z } from 'zod'
import { AppointmentId, MailId, SeriesId } from './ids.ts'
import { EmailAddress } from './people.ts'
import { Instant } from './time.ts'

/** A visit of a series, by when its rule has it: RFC 5545 RECURRENCE-ID. */
const MailOccurrence = z.object({
  originallyAt: Instant,
  startsAt: Instant,
  endsAt: Instant,
  sequence: z.number().int(),
})
export type MailOccurrence = z.infer<typeof MailOccurrence>

/** R6.2: visits that recur, as a mail program is to know them (decision 0037). */
export const MailSeries = z.object({
  id: SeriesId,
  timeZone: z.string(),
  /** All of it: an RRULE from its first time on, and which of its times there is no visit at. Null: the visits below alone. */
  whole: z
    .object({ rule: z.string(), firstAt: Instant, minutes: z.number().int(), without: z.array(Instant) })
    .nullable(),
  visits: z.array(MailOccurrence),
})
export type MailSeries = z.infer<typeof MailSeries>

/**
 * R9.2: a visit as a mail program is to know it. `REQUEST` puts it into the patient's calendar, or there where the same
 * visit stands with a lower `sequence`; `CANCEL` takes it out.
 */
export const MailCalendar = z.object({
  method: z.enum(['REQUEST', 'CANCEL']),
  /** Of a visit, or of a series. */
  id: z.union([AppointmentId, SeriesId]),
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
  /** Where it belongs to a series, which is then what a calendar knows. */
  series: MailSeries.nullable().default(null),
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
