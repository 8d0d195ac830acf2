import { z } from 'zod'
import { AuditVerdict } from '../../domain/auditFacts.ts'
import { MailWay, OwnMailServer, SmtpPassword } from '../../domain/mailServer.ts'
import { OUT_OF_HOURS_CHARACTERS, WrittenWeek } from '../../domain/outOfHours.ts'
import { ClinicEmail, ClinicPhone } from '../../domain/people.ts'
import { ReminderHours } from '../../domain/reminders.ts'
import { Instant } from '../../domain/time.ts'
import { OfAge } from '../../domain/ofAge.ts'
import { IDLE_MINUTES } from '../../domain/staff.ts'
import { ClinicProfile, ShortName } from '../outbox.ts'
import { changedMeanwhile, restricted, signedIn, timeZoneUnknown, Version } from './common.ts'
import { HistoryLine } from './patients.ts'

const Changeable = z.object({
  /** R10.8: what patients see of the clinic. */
  name: ClinicProfile.shape.name,
  addressLine: ClinicProfile.shape.addressLine,
  phone: ClinicProfile.shape.phone,
  /** Where answers to e-mails go (R9.1); empty for nowhere. */
  email: ClinicEmail,
  /** R6.1: the zone in which every time is shown; what stands keeps its instant. */
  timeZone: ClinicProfile.shape.timeZone,
  /** Days that an access invitation lives (R4.2). */
  accessDays: z.number().int().min(1).max(30),
  /** The countdown with "Undo" (R9.3). */
  undoSeconds: z.number().int().min(0).max(120),
  /** R5.3: from this age on one's records are one's own: staff are told to look at the links from before. */
  ofAge: OfAge,
  /** How long before a visit its patient is reminded of it (R9.1). */
  reminderHours: ReminderHours,
  /** What stands after the portal's address in the clinic's short one (R4.5); null for none. */
  shortName: ShortName.nullable(),
  /** R9.4: how e-mails leave, and the clinic's own mail server, which is kept when it is not used. */
  mailWay: MailWay,
  ...OwnMailServer.shape,
  /** Minutes without a person after which a station locks (R10.3). */
  idleMinutes: z.number().int().min(IDLE_MINUTES.from).max(IDLE_MINUTES.to),
  /** R8.5: when somebody reads messages, and what is answered by itself at any other time; empty for nothing. */
  openHours: WrittenWeek,
  outOfHoursText: z.string().trim().max(OUT_OF_HOURS_CHARACTERS),
})
/** It is never told again. Without it the server keeps the one it has, and another server has none. */
const Secret = z.object({ smtpPassword: SmtpPassword })

export const Settings = Changeable.extend({
  version: Version,
  hasSmtpPassword: z.boolean(),
  endpointUrl: z.string().nullable(),
  portalUrl: z.string().nullable(),
  /** How the chosen name stands at the endpoint. `taken`: another clinic has it. */
  shortNameState: z.enum(['none', 'waiting', 'published', 'taken']),
  /**
   * Where a patient types a code; said first and printed on the slip (R4.5): the short address where there is one, else
   * `${portalUrl}/c/${clinicId}/code`. Null until paired.
   */
  codePageUrl: z.string().nullable(),
})
export type Settings = z.infer<typeof Settings>

export const AuditCheck = z.object({ at: Instant, verdict: AuditVerdict })
export type AuditCheck = z.infer<typeof AuditCheck>

/** What the endpoint says of itself, where it is not what was agreed to when this desk was paired. */
export const EndpointOffer = z.object({ portalUrl: z.string(), mailRecipient: z.string() })
export type EndpointOffer = z.infer<typeof EndpointOffer>

export const settings = {
  get: signedIn.output(Settings),
  /** Only what was changed, and the version that was seen (R10.7). */
  save: restricted
    .errors({
      ...changedMeanwhile(Settings),
      ...timeZoneUnknown,
      /** R9.4: through a mail server of its own nothing leaves without its name and the address of the sender. */
      MAIL_SERVER_INCOMPLETE: {},
    })
    .input(
      z.object({ seenVersion: Version, changes: Changeable.extend({ ...Secret.shape, phone: ClinicPhone }).partial() }),
    )
    .output(Settings),
  /** R11.5: both, and what was agreed to; null where the endpoint is as it was when this desk was paired. */
  offer: signedIn.output(z.object({ offered: EndpointOffer, agreed: EndpointOffer }).nullable()),
  /** An admin's yes, to what they were shown. */
  acceptOffer: restricted.errors({ OFFER_GONE: {} }).input(EndpointOffer).output(z.object({})),
  /** How the audit log's chain stood when it was last checked: at the start, or by hand. Null before the first is over. */
  audit: signedIn.output(AuditCheck.nullable()),
  /** Reads the whole chain now, against its anchor at the endpoint (R8.6). */
  checkAudit: signedIn.output(AuditCheck),
  /** R8.6: what was done to the clinic itself, about no patient; the newest first, a page after another. */
  history: restricted.input(z.object({ before: z.number().int().nullable() })).output(
    z.object({
      lines: z.array(HistoryLine),
      /** Null where there is nothing older. */
      before: z.number().int().nullable(),
    }),
  ),
}
