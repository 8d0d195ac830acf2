import { z } from 'zod'
import {
  AssignmentId,
  EventId,
  InvitationId,
  LinkId,
  LoginId,
  MailId,
  MessageId,
  PartId,
  SubmissionId,
} from '../domain/ids.ts'
import { AccessLevel } from '../domain/invitations.ts'
import { Instant } from '../domain/time.ts'
import { Mac, SealedBody } from './shapes.ts'
import { visitEvents } from './visitEvents.ts'

/**
 * Why an e-mail was given up without a mail server having refused its address. `unreadable`, `addressMismatch`,
 * `badAddress`: what the desk left is not what it should be; `notAccepted`: no server took it for three days;
 * `refused`: the endpoint did not take it from the desk; `quota`: nor would it today, after so many.
 */
export const MailFailureReason = z.enum([
  'unreadable',
  'addressMismatch',
  'badAddress',
  'notAccepted',
  'refused',
  'quota',
])
export type MailFailureReason = z.infer<typeof MailFailureReason>

/** Patient → clinic, in the endpoint's order. */
export const EventBody = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('invitation.fetched'), invitationId: InvitationId }),
  z.object({ kind: z.literal('invitation.opened'), invitationId: InvitationId, expiresAt: Instant }),
  /** R4.2: whoever has it took its one extra day. */
  z.object({
    kind: z.literal('invitation.dayTaken'),
    invitationId: InvitationId,
    by: z.enum(['link', 'code']),
    /** `extraDayMac` under the invitation's secret, or its code's identity. */
    mac: Mac,
  }),
  z.object({
    kind: z.literal('invitation.redeemed'),
    invitationId: InvitationId,
    linkId: LinkId,
    loginId: LoginId,
    loginEmail: z.string().max(254),
    /** As it came: the desk tries it, so that one that is no key stops no other event. */
    loginRecipient: z.string().max(200),
    /** `redeemMac` under the invitation's secret, or its code's identity. */
    mac: z.string(),
    /** `holderMac` */
    holderMac: z.string(),
    by: z.enum(['link', 'code']),
    outcome: z.enum(['added', 'upgraded', 'alreadyHeld']),
    level: AccessLevel,
  }),
  /**
   * By an Access Link's own link somebody took a new key, and a new password, for the login of its address: `loginId` is a new
   * one, and `linkId` all that it holds. The one before, if there was any, opens nothing more.
   */
  z.object({
    kind: z.literal('login.renewed'),
    invitationId: InvitationId,
    linkId: LinkId,
    loginId: LoginId,
    loginEmail: z.string().max(254),
    /** As it came, as with `invitation.redeemed`. */
    loginRecipient: z.string().max(200),
    /** `redeemMac` and `holderMac` of the act `renew`. */
    mac: z.string(),
    holderMac: z.string(),
  }),
  /** `sealed` is a `SealedSubmission`. */
  z.object({
    kind: z.literal('form.submitted'),
    linkId: LinkId,
    assignmentId: AssignmentId,
    submissionId: SubmissionId,
    sealed: SealedBody,
    /** `letterMac` */
    mac: z.string(),
  }),
  /** `sealed` is a `SealedRequest`. */
  z.object({
    kind: z.literal('request.made'),
    linkId: LinkId,
    requestId: EventId,
    sealed: SealedBody,
    /** `letterMac` */
    mac: z.string(),
  }),
  /** R8.5. `sealed` is a `SealedMessage`. */
  z.object({
    kind: z.literal('message.sent'),
    linkId: LinkId,
    messageId: MessageId,
    sealed: SealedBody,
    /** `letterMac` */
    mac: z.string(),
  }),
  /** R8.3: a file that came by reference, whole. `sealed` is a `SealedFile`. */
  z.object({
    kind: z.literal('file.sent'),
    linkId: LinkId,
    blobId: PartId,
    bytes: z.number(),
    sealed: SealedBody,
    /** `letterMac` */
    mac: z.string(),
  }),
  /** R8.2: `sealed` is a `SealedOpening`. */
  z.object({
    kind: z.literal('document.opened'),
    linkId: LinkId,
    openingId: EventId,
    sealed: SealedBody,
    /** `letterMac` */
    mac: z.string(),
  }),
  ...visitEvents,
  /** R4.5: codes of the clinic are being guessed at: so many wrong ones since `since`. Once an hour at most. */
  z.object({ kind: z.literal('codes.guessed'), count: z.number().int().positive(), since: Instant }),
  z.object({ kind: z.literal('mail.sent'), mailId: MailId }),
  /** `code` is the server's SMTP reply code; its text stays at the endpoint's end of the wire. */
  z.object({ kind: z.literal('mail.bounced'), mailId: MailId, code: z.number().int() }),
  z.object({ kind: z.literal('mail.failed'), mailId: MailId, reason: MailFailureReason }),
  /** R9.1: a reminder did not leave: its visit was cancelled or moved online, or had begun before it could. */
  z.object({ kind: z.literal('reminder.ended'), mailId: MailId }),
  /** Whoever reads it says that they will come: `willComeMac`. */
  z.object({ kind: z.literal('reminder.answered'), mailId: MailId, mac: Mac }),
])
export type EventBody = z.infer<typeof EventBody>

export const SyncEvent = z.object({
  seq: z.number().int().positive(),
  id: EventId,
  at: Instant,
  body: EventBody,
})
export type SyncEvent = z.infer<typeof SyncEvent>
