import { z } from 'zod'
import { FileKind } from './fileKinds.ts'
import {
  AppointmentId,
  InvitationId,
  LinkId,
  MailId,
  MessageId,
  PartId,
  StaffId,
  SubmissionId,
  ThreadId,
} from './ids.ts'
import { MailFailure } from './mailFailure.ts'
import { ProfileOutcome, ProfileSeen, ProfileValues } from './profileProposals.ts'
import { Instant } from './time.ts'
import { NotMovedBecause, WaitingOutcome } from './waitingList.ts'

/** How an invitation was redeemed, as the endpoint carried it out. */
export const RedeemedOutcome = z.enum(['added', 'upgraded', 'alreadyHeld'])
export type RedeemedOutcome = z.infer<typeof RedeemedOutcome>

/** `renewed`: by an Access Link somebody took a new key for the login of its address, whose password was lost. */
export const InvitationOutcome = z.enum([...RedeemedOutcome.options, 'renewed'])
export type InvitationOutcome = z.infer<typeof InvitationOutcome>

/**
 * `unreadable`: the letter does not open; `notFromHolder`: nobody known wrote it; `accessEnded`: whoever wrote it holds the patient no
 * more; `mismatch`: it says something else than the endpoint does; `heldBack`: it was brought long after it must have been said.
 */
export const DoubtfulBecause = z.enum(['unreadable', 'notFromHolder', 'accessEnded', 'mismatch', 'heldBack'])
export type DoubtfulBecause = z.infer<typeof DoubtfulBecause>

/** What waits in the Inbox (R10.1), as a kind and its facts; words are made where it is read. */
export const InboxFacts = z.discriminatedUnion('kind', [
  /** `title` is the form's; set aside where it breaks the form's rules (R7.5). */
  z.object({
    kind: z.literal('submission'),
    submissionId: SubmissionId,
    title: z.string(),
    isSetAside: z.boolean(),
  }),
  /** "Ask the clinic for full access" (R3.6). `message` is the patient's own; null when empty, or not readable. */
  z.object({
    kind: z.literal('request'),
    email: z.string(),
    isReadable: z.boolean(),
    /** Whether the login that holds the link wrote it; what came before this was told counts as written by it. */
    isFromHolder: z.boolean().default(true),
    message: z.string().nullable(),
  }),
  /** R8.4: changes to a person's details are proposed. `saw`: as they stood for whoever proposes. */
  z.object({
    kind: z.literal('profile'),
    byLinkId: LinkId,
    email: z.string(),
    /** Whether the login that holds the link wrote it, of the patient whose link it is. */
    isFromHolder: z.boolean(),
    changes: ProfileValues,
    saw: ProfileSeen,
    outcome: ProfileOutcome,
  }),
  /** R8.5. `threadId` is null of what is filed in no thread: it does not open, or its login did not write it. */
  z.object({
    kind: z.literal('message'),
    email: z.string(),
    messageId: MessageId,
    threadId: ThreadId.nullable(),
    subject: z.string().nullable(),
    isReadable: z.boolean(),
    isFromHolder: z.boolean(),
  }),
  /** R3.5: whoever held the patient has deleted their login; the link has ended where they wrote that themselves. */
  z.object({ kind: z.literal('left'), email: z.string(), isFromHolder: z.boolean() }),
  /** R4.8: a login has another address; `email` is the one of before. The desk goes by it where its holder wrote that. */
  z.object({ kind: z.literal('newEmail'), email: z.string(), newEmail: z.string(), isFromHolder: z.boolean() }),
  z.object({ kind: z.literal('mailBounced'), mailId: MailId, to: z.string(), failure: MailFailure }),
  /** R4.8. `sentTo` is where the invitation went; null when it was read aloud or printed. */
  z.object({
    kind: z.literal('redeemed'),
    email: z.string(),
    sentTo: z.string().nullable(),
    /** The link that came of it; null where it was redeemed before that was noted. */
    linkId: LinkId.nullable(),
    outcome: RedeemedOutcome,
    /** The clinic had ended the invitation before: access was ended at once. */
    hadEnded: z.boolean(),
  }),
  /** A lost password was renewed by the Access Link that went to the login's own address, and these links are suspended. */
  z.object({
    kind: z.literal('renewed'),
    email: z.string(),
    /** What the new key holds by it. */
    linkId: LinkId,
    invitationId: InvitationId,
    /** What the login held until then, of every patient: put back where it was somebody else. */
    suspended: z.array(LinkId),
  }),
  /** Redeemed without proof that whoever held the secret chose this key: nothing is published to it. */
  z.object({ kind: z.literal('unproven'), email: z.string() }),
  /** R6.3, R6.5: booked online. `isNew`: for somebody who had no chart when it came. */
  z.object({
    kind: z.literal('booking'),
    appointmentId: AppointmentId,
    linkId: LinkId,
    email: z.string(),
    /** Why they come, in their own words; null for nothing said. */
    reason: z.string().nullable(),
    hasBeenHere: z.boolean().nullable(),
    isNew: z.boolean(),
    /** The clinic has yet to say yes. */
    isAwaited: z.boolean(),
  }),
  /** R11.5: what was said of a visit, and by whom, does not hold: nothing came of it. */
  z.object({
    kind: z.literal('bookingDoubtful'),
    act: z.enum(['booked', 'moved', 'cancelled']),
    because: DoubtfulBecause,
    appointmentId: AppointmentId,
    practitionerId: StaffId,
    startsAt: Instant,
    email: z.string().nullable(),
  }),
  /** R6.3: what a patient changed of a visit that they booked. `because`: why it was not done; null where it was. */
  z.object({
    kind: z.literal('visitChange'),
    appointmentId: AppointmentId,
    /** Null where it is cancelled. */
    to: z.object({ practitionerId: StaffId, startsAt: Instant }).nullable(),
    reason: z.string().nullable(),
    because: z.enum(['late', 'changedSince', 'over']).nullable(),
  }),
  /** R6.4: somebody else has this visit's time. */
  z.object({ kind: z.literal('clash'), appointmentId: AppointmentId }),
  /** R6.2: somebody on the waiting list took the time that they were offered. */
  z.object({
    kind: z.literal('offerTaken'),
    appointmentId: AppointmentId,
    /** When the visit is or was that it was to move, and why it did not; null where it was to make one. */
    insteadOf: z.object({ startsAt: Instant, because: NotMovedBecause.nullable() }).nullable().default(null),
  }),
  /** R6.2: somebody asked online to be on the waiting list. `serviceName` is null for one that is not known here. */
  z.object({
    kind: z.literal('waitingAsked'),
    email: z.string(),
    serviceName: z.string().nullable(),
    /** In their own words; null for nothing said. */
    message: z.string().nullable(),
    outcome: WaitingOutcome,
  }),
  /** R8.3: a file that a login sent. `note`: in their own words; null for nothing said. */
  z.object({
    kind: z.literal('upload'),
    fileId: PartId,
    email: z.string(),
    name: z.string(),
    fileKind: FileKind,
    bytes: z.number().int(),
    note: z.string().nullable(),
  }),
  /** R11.5: a file came that does not open, or that nobody known sent: it was not fetched. */
  z.object({ kind: z.literal('uploadDoubtful'), email: z.string(), because: z.enum(['unreadable', 'notFromHolder']) }),
  /** R4.5. So many codes that open nothing were tried since then. */
  z.object({ kind: z.literal('codesGuessed'), count: z.number().int(), since: Instant }),
])
export type InboxFacts = z.infer<typeof InboxFacts>
export type InboxKind = InboxFacts['kind']
