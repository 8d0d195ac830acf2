import { z } from 'zod'
import { InvitationId, LinkId, LoginId, MailId, PatientId } from '../../domain/ids.ts'
import { InvitationOutcome } from '../../domain/inboxFacts.ts'
import { AccessLevel, InvitationKind, InvitationState } from '../../domain/invitations.ts'
import { MailFailure } from '../../domain/mailFailure.ts'
import { EmailAddress } from '../../domain/people.ts'
import { PartContent } from '../../domain/recordIndex.ts'
import { HolderTrouble } from '../../domain/refusals.ts'
import { Instant } from '../../domain/time.ts'
import { VisibleItem } from '../../domain/visibility.ts'
import { restricted, signedIn } from './common.ts'
import { MailState } from './outbox.ts'
import { PatientSummary } from './patients.ts'

export const Invitation = z.object({
  id: InvitationId,
  kind: InvitationKind,
  state: InvitationState,
  /** Null for a patient without a birth date, or once the invitation is no longer open. */
  code: z.string().nullable(),
  email: z.string().nullable(),
  /** Where its link went last, as far as anybody may have read it; null while it has gone nowhere. */
  sentTo: z.string().nullable(),
  requestedBy: z.string(),
  preparedAt: Instant,
  sentAt: Instant.nullable(),
  /** The mail server took the e-mail. */
  acceptedAt: Instant.nullable(),
  fetchedAt: Instant.nullable(),
  openedAt: Instant.nullable(),
  /** R4.2: when the patient took its one extra day. */
  extraDayAt: Instant.nullable(),
  redeemedAt: Instant.nullable(),
  redeemedBy: z.string().nullable(),
  /** Null too for what was redeemed before it was noted. */
  redeemedWith: z.enum(['link', 'code']).nullable(),
  redeemedOutcome: InvitationOutcome.nullable(),
  /** Of one that carries Smart Forms: when the last of them came back, in whatever way; null while one is out. */
  formsReturnedAt: Instant.nullable(),
  endedAt: Instant.nullable(),
  /** As staff typed it. */
  endReason: z.string().nullable(),
  expiresAt: Instant,
  /** State of the newest e-mail that carries it. */
  mail: z.object({ id: MailId, state: MailState, leavesAt: Instant, failure: MailFailure.nullable() }).nullable(),
})
export type Invitation = z.infer<typeof Invitation>

export const Holder = z.object({
  linkId: LinkId,
  loginId: LoginId,
  email: z.string(),
  level: AccessLevel,
  since: Instant,
  /** By what it came: an Access Link, "Take me to my forms", online booking; and who sent it. */
  by: z.object({ kind: InvitationKind, staffName: z.string() }).nullable(),
  /** R4.8: where the invitation that gave this level went, when that is not the login's address. */
  sentElsewhere: z.string().nullable(),
  /** False when the proof that the invitation's holder chose this key did not hold: nothing was published to it. */
  isProven: z.boolean(),
  /** R11.6: why nothing new reaches this holder, or null; what was published before is all that the holder sees. */
  trouble: HolderTrouble.nullable(),
  /** R11.5: the same as under Account in the portal; null while no key is proven that can be sealed to. */
  safetyWords: z.array(z.string()).nullable(),
})
export type Holder = z.infer<typeof Holder>

/** A link of a login whose password was renewed: it sees nothing until it is given an invitation of this patient's own. */
export const SuspendedHolder = z.object({
  linkId: LinkId,
  email: z.string(),
  level: AccessLevel,
  /** Since when. */
  at: Instant,
})
export type SuspendedHolder = z.infer<typeof SuspendedHolder>

/** What one holder sees now, each item with its reason and, where it has one, what its part opens to. */
export const SeenRecords = z.object({
  level: AccessLevel,
  patientName: z.string(),
  madeAt: Instant,
  items: z.array(z.object({ item: VisibleItem, content: PartContent.nullable() })),
})
export type SeenRecords = z.infer<typeof SeenRecords>

/** R5.1, R5.3: the tab "Family". */
export const Family = z.object({
  holders: z.array(Holder),
  suspended: z.array(SuspendedHolder),
  /** Those who share an address on file with this patient, or a login. */
  others: z.array(
    z.object({
      patient: PatientSummary,
      sharesEmail: z.boolean(),
      /** Logins that hold both. */
      heldBy: z.array(z.string()),
    }),
  ),
  /** Of age now: the links from before, which staff look at. */
  fromChildhood: z.array(LinkId),
  ofAge: z.number().int(),
})
export type Family = z.infer<typeof Family>

/** The tab "Medical Access Code" (R2.3, R4.1). */
export const access = {
  get: signedIn.input(z.object({ patientId: PatientId })).output(
    z.object({
      /** The open access invitation, if any; then those that are over, newest first, of both kinds. */
      current: Invitation.nullable(),
      earlier: z.array(Invitation),
      holders: z.array(Holder),
      /** One an e-mail, and none whose e-mail holds the patient again. */
      suspended: z.array(SuspendedHolder),
    }),
  ),
  family: signedIn.input(z.object({ patientId: PatientId })).output(Family),
  /** "Request Access Code": replaces an open one (R4.4). */
  requestCode: signedIn
    .input(z.object({ id: InvitationId, patientId: PatientId, email: EmailAddress.nullable() }))
    .output(Invitation),
  /** "Send Access Link" after confirming the address. A second call while it leaves changes nothing. */
  sendLink: signedIn
    .errors({ EMAIL_MISSING: {}, INVITATION_CLOSED: {}, NOT_PAIRED: {} })
    .input(
      z.object({
        invitationId: InvitationId,
        email: EmailAddress,
        /** R5.3: why the other full holders are not told of whoever redeems it; null: they are. */
        untold: z.string().trim().min(1).max(500).nullable().default(null),
      }),
    )
    .output(Invitation),
  /** R8.6: its slip goes to the printer; the log says so. */
  printSlip: signedIn
    .errors({ INVITATION_CLOSED: {} })
    .input(z.object({ invitationId: InvitationId }))
    .output(z.object({})),
  revokeInvitation: signedIn
    .errors({ INVITATION_CLOSED: {} })
    .input(z.object({ invitationId: InvitationId, reason: z.string().trim().max(500) }))
    .output(z.object({})),
  /** R3.5: ends a link, or lowers it to limited; the patient is told by e-mail. */
  revokeLink: signedIn
    .input(z.object({ linkId: LinkId, reason: z.string().trim().min(1).max(500) }))
    .output(z.object({})),
  lowerLink: signedIn
    .input(z.object({ linkId: LinkId, reason: z.string().trim().min(1).max(500) }))
    .output(z.object({})),
  /** "See as patient": what one holder sees, by the same rule that publishes it (R3.3). */
  seeAs: restricted.input(z.object({ linkId: LinkId })).output(SeenRecords),
}
