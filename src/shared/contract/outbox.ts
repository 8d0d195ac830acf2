import { z } from 'zod'
import { Sale } from '../domain/booking/sale.ts'
import { BUSY_TIMES, BusyTime } from '../domain/calendarFeed.ts'
import {
  AppointmentId,
  AssignmentId,
  InvitationId,
  LinkId,
  MailId,
  MessageId,
  OutboxId,
  PartId,
  PatientId,
  ServiceId,
  StaffId,
} from '../domain/ids.ts'
import { AccessLevel, InvitationKind } from '../domain/invitations.ts'
import { shortNameProblem } from '../domain/shortName.ts'
import { Instant, TimeZone } from '../domain/time.ts'
import { Mac, Recipient, SealedBody, TokenHash } from './shapes.ts'

/** What everybody may see of a clinic (R11.1). */
export const ClinicProfile = z.object({
  name: z.string().min(1).max(200),
  addressLine: z.string().max(300),
  phone: z.string().max(40),
  /** Where answers to its e-mails go; empty where it named none (R9.2). */
  email: z.string().max(254).default(''),
  timeZone: TimeZone,
  /** Clinic's age recipient: what patients seal to. */
  recipient: Recipient,
  /** base64url, 16 bytes: salts the code of R4.5. */
  codeSalt: z.string().max(64),
})
export type ClinicProfile = z.infer<typeof ClinicProfile>

/** R4.5: what stands after the portal's address in a clinic's short one. */
export const ShortName = z.string().refine((name) => shortNameProblem(name) === null, 'Not a short address')

/** An index belongs to a link or to an open invitation; a higher `version` replaces a lower, a lower is ignored. */
export const IndexOwner = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('invitation'), id: InvitationId }),
  z.object({ kind: z.literal('link'), id: LinkId }),
])
export type IndexOwner = z.infer<typeof IndexOwner>

/** As many ids as one request has room for. */
const MOST_NAMED = 100_000

export const OutboxBody = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('clinic.put'), profile: ClinicProfile }),
  /** Takes a name for the clinic's short address, and keeps the ones before; null gives them all up (R4.5). */
  z.object({ kind: z.literal('clinic.name'), name: ShortName.nullable() }),
  z.object({
    kind: z.literal('invitation.put'),
    id: InvitationId,
    patientId: PatientId,
    invitationKind: InvitationKind,
    recipient: Recipient,
    tokenHash: TokenHash,
    /** Look-up by code and birth date; absent for a patient without a birth date. */
    codeTokenHash: TokenHash.nullable(),
    expiresAt: Instant,
    /** Days to submit from opening; null for `access`, whose expiry opening does not move (R4.2). */
    daysFromOpening: z.number().int().positive().nullable(),
    /** A `Greeting`. */
    greeting: SealedBody,
    /** `introductionMac` under the secret, and under the code's identity where there is one. */
    introduction: Mac,
    codeIntroduction: Mac.nullable(),
    /** `renewalMac` of the address whose login it may renew; null where it may renew none, or a desk knows of no renewing. */
    renewal: Mac.nullable().default(null),
  }),
  z.object({ kind: z.literal('invitation.end'), id: InvitationId, state: z.enum(['revoked', 'replaced']) }),
  /** What is heavy of a chart, sealed once to an identity of its own. A part never changes; a second put of it is none. */
  z.object({ kind: z.literal('part.put'), id: PartId, sealed: SealedBody }),
  /** What a patient sent by reference was fetched, or never will be. What no index names is dropped. */
  z.object({ kind: z.literal('blob.end'), id: PartId }),
  /**
   * What one holder may see: a sealed `RecordIndex`, whole. `parts` are those that it names, for the endpoint to hand out
   * through this owner and to drop once no index names them; one that it does not have refuses the index.
   */
  z.object({
    kind: z.literal('index.put'),
    owner: IndexOwner,
    level: AccessLevel,
    version: z.number().int().positive(),
    sealed: SealedBody,
    /** `indexMac` of a link; of an invitation `openIndexMac` under its secret, and under its code's identity. */
    macs: z.array(Mac).min(1).max(2),
    parts: z.array(PartId).max(10_000),
    /** What the holder may fill: no other form is taken through this owner (R11.6). */
    forms: z.array(AssignmentId).max(1_000),
  }),
  /**
   * R8.5: one message for one holder, a sealed `GivenMessage`. `level`: what its link has at the least; one that was put already stays
   * as it is, but for what it is sealed to.
   */
  z.object({
    kind: z.literal('message.put'),
    owner: IndexOwner,
    id: MessageId,
    level: AccessLevel,
    sealed: SealedBody,
    /** `messageMac` of a link; of an invitation `openMessageMac` under its secret, and under its code's identity. */
    macs: z.array(Mac).min(1).max(2),
  }),
  /** What this holder may not see any more. */
  z.object({ kind: z.literal('message.end'), owner: IndexOwner, ids: z.array(MessageId).min(1).max(1_000) }),
  /** The newest row of the desk's audit chain, sealed to the clinic itself: what a chain that was cut is told by (R8.6). */
  z.object({ kind: z.literal('anchor.put'), sealed: SealedBody }),
  /** Lowers a link; what was published at the higher level is destroyed with it (R3.5). */
  z.object({ kind: z.literal('link.level'), id: LinkId, level: AccessLevel }),
  z.object({ kind: z.literal('link.end'), id: LinkId }),
  /** R6.5: the link is of another patient from now on: staff found whose chart it is, or took that back. */
  z.object({ kind: z.literal('link.move'), id: LinkId, patientId: PatientId }),
  /** R6.4: what is on sale, whole, in the place of what was; null: nothing is. What is claimed stays claimed. */
  z.object({ kind: z.literal('sale.put'), sale: Sale.nullable() }),
  /**
   * R6.4: a visit takes this time of a practitioner, buffers included, and no other any more: claimed and released in one act. A
   * visit that is claimed there is moved, whoever claimed it. `isOnPurpose`: staff put it over another, with a reason (R6.4).
   */
  z.object({
    kind: z.literal('claim.put'),
    id: AppointmentId,
    practitionerId: StaffId,
    /** The visit itself. */
    startsAt: Instant,
    endsAt: Instant,
    bufferBeforeMinutes: z.number().int().min(0).max(120),
    bufferAfterMinutes: z.number().int().min(0).max(120),
    /** iCalendar SEQUENCE of what the patient was told last (R9.2). */
    sequence: z.number().int().min(0),
    isOnPurpose: z.boolean(),
    /** R6.3: the clinic has yet to say yes to it; absent: it has, or was never asked. */
    isAwaited: z.boolean().optional(),
    /** R6.2: what was claimed by a yes to an offer that moves this visit: its time is the visit's, in the same act. */
    inPlaceOf: AppointmentId.optional(),
  }),
  /** The visit is off: its time is free again. */
  z.object({ kind: z.literal('claim.end'), id: AppointmentId }),
  /**
   * R6.2: a freed time is kept for whoever has the link of one e-mail, until then: a hold that the desk makes, of which nothing
   * says whose it is. Refused where somebody has the time already. Put again it stays as it stands.
   */
  z.object({
    kind: z.literal('offer.put'),
    /** The visit's, once it is taken. */
    id: AppointmentId,
    /** Of `offerToken`. */
    tokenHash: TokenHash,
    practitionerId: StaffId,
    serviceId: ServiceId,
    startsAt: Instant,
    endsAt: Instant,
    bufferBeforeMinutes: z.number().int().min(0).max(120),
    bufferAfterMinutes: z.number().int().min(0).max(120),
    until: Instant,
  }),
  /** The clinic takes an offer back, unless it was answered before. */
  z.object({ kind: z.literal('offer.end'), id: AppointmentId }),
  /** The login that an invitation renewed is itself again, with its own password; the one in its place opens nothing more. */
  z.object({ kind: z.literal('login.restore'), invitationId: InvitationId }),
  /**
   * R11.1: a practitioner's taken times, whole, for whoever has their calendar address; another hash takes the place of the one
   * before, whose address opens nothing more.
   */
  z.object({
    kind: z.literal('feed.put'),
    practitionerId: StaffId,
    tokenHash: TokenHash,
    busy: z.array(BusyTime).max(BUSY_TIMES),
  }),
  z.object({ kind: z.literal('feed.end'), practitionerId: StaffId }),
  /**
   * R11.1: what the desk publishes goes, to be published anew, and so does whatever hangs on no link and is no invitation that is named
   * here. Refused while an event waits that the desk has not `seen`.
   */
  z.object({
    kind: z.literal('clinic.wipe'),
    seen: z.number().int().min(0),
    links: z.array(LinkId).max(MOST_NAMED),
    invitations: z.array(InvitationId).max(MOST_NAMED),
  }),
  z.object({ kind: z.literal('mail.put'), id: MailId, to: z.string().max(254), sealed: SealedBody }),
  /**
   * R9.1: an e-mail that reminds of a visit, left long before it goes. It leaves at `leavesAt`, unless by then it was ended, what is
   * claimed for the visit is another time or none, or the visit has begun. A second put of it is none, nor is one that comes after its
   * end. To whom it goes is sealed with it: no address stands beside a visit (R11.1).
   */
  z.object({
    kind: z.literal('reminder.put'),
    id: MailId,
    visit: z.object({ id: AppointmentId, practitionerId: StaffId, startsAt: Instant, endsAt: Instant }),
    leavesAt: Instant,
    /** Of `reminderToken`: by what whoever reads it says that they will come. */
    tokenHash: TokenHash,
    sealed: SealedBody,
  }),
  /** It does not leave, where it has not left; where it has, its page says that the visit is not as it said. */
  z.object({ kind: z.literal('reminder.end'), id: MailId }),
])
export type OutboxBody = z.infer<typeof OutboxBody>

/**
 * `id` is the idempotency key, a UUID of version 7, whose time says when it was made: the same id twice is answered
 * `duplicate` and changes nothing, and one from before what the endpoint remembers is refused.
 */
export const OutboxItem = z.object({ id: OutboxId, body: OutboxBody })
export type OutboxItem = z.infer<typeof OutboxItem>

/**
 * Why the endpoint does not take an item. `unknownLink`, `unknownInvitation`, `unknownPart`: it was never told of what the
 * item names, or the link has ended; `lowerLevel`: the link gives less there than the index; `nameTaken`: another clinic has the short
 * address; `notAnAgeFile`: what should be sealed is not; `mailQuota`: the clinic has left as many e-mails today as it
 * may; `tooOld`: it was made longer ago than the endpoint remembers what it applied; `timeTaken`: somebody else has claimed that
 * time; `eventsWait`: something waits that the desk has not seen; `internal`: its own trouble, which may pass.
 */
export const RefusalReason = z.enum([
  'unknownLink',
  'unknownInvitation',
  'unknownPart',
  'lowerLevel',
  'nameTaken',
  'notAnAgeFile',
  'mailQuota',
  'tooOld',
  'timeTaken',
  'eventsWait',
  'internal',
])
export type RefusalReason = z.infer<typeof RefusalReason>

export const OutboxAnswer = z.discriminatedUnion('answer', [
  z.object({ id: OutboxId, answer: z.literal('applied') }),
  z.object({ id: OutboxId, answer: z.literal('duplicate') }),
  z.object({ id: OutboxId, answer: z.literal('refused'), reason: RefusalReason }),
])
export type OutboxAnswer = z.infer<typeof OutboxAnswer>
