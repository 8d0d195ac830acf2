import { z } from 'zod'
import { InboxItemId, InvitationId, LinkId, MailId, PatientId } from '../ids.ts'
import { AccessLevel, InvitationKind, InvitationState } from '../invitations.ts'
import { MailFailure } from '../mailFailure.ts'
import { Instant } from '../time.ts'

/** What a page of the portal says that a person may read out over the telephone. */
export const ScreenSaid = z.enum([
  'codeIsNoPassword',
  'wrongPassword',
  'hasLogin',
  'addToLogin',
  'expired',
  'used',
  'revoked',
  'replaced',
  'unknown',
  'incomplete',
  'codeWrong',
  'nothingShown',
])
export type ScreenSaid = z.infer<typeof ScreenSaid>

/** R4.9: whom a login holds, as far as a mix-up is about it. */
export const HelpLink = z.object({
  linkId: LinkId,
  email: z.string(),
  level: AccessLevel,
  since: Instant,
  by: z.enum(['form', 'access', 'booking']),
  /** R4.8: where its invitation went, when that is not the login's address. */
  sentElsewhere: z.string().nullable(),
})
export type HelpLink = z.infer<typeof HelpLink>

export const HelpInvitation = z.object({
  id: InvitationId,
  kind: InvitationKind,
  /** As a person is shown it now. */
  state: InvitationState,
  sentTo: z.string().nullable(),
  preparedAt: Instant,
  openedAt: Instant.nullable(),
  redeemedAt: Instant.nullable(),
  redeemedBy: z.string().nullable(),
  endedAt: Instant.nullable(),
  expiresAt: Instant,
  /** Its Smart Forms came back another way: nobody needs it any more. */
  isReturned: z.boolean(),
  /** The newest e-mail that carries it. */
  mail: z
    .object({
      id: MailId,
      state: z.enum(['waiting', 'leaving', 'sent', 'bounced', 'failed', 'unknown', 'undone', 'withdrawn']),
      to: z.string(),
      at: Instant,
      failure: MailFailure.nullable(),
    })
    .nullable(),
})
export type HelpInvitation = z.infer<typeof HelpInvitation>

/** R4.9: all that the desk knows of one patient's way into the portal. */
export const HelpFacts = z.object({
  patientId: PatientId,
  /** The address on file. */
  email: z.string().nullable(),
  links: z.array(HelpLink),
  suspended: z.array(z.object({ linkId: LinkId, email: z.string(), level: AccessLevel, at: Instant })),
  /** Newest first. */
  invitations: z.array(HelpInvitation),
  /** Addresses that this patient's e-mails go to, of logins that hold somebody else and not this patient. */
  otherLogins: z.array(z.string()),
  /** R6.5: bookings that wait to be matched, of somebody who may be this patient. */
  toMatch: z.array(z.object({ itemId: InboxItemId, email: z.string(), at: Instant })),
  /** Visits to come that the clinic booked: a limited link does not show them (R3.6). */
  visitsHidden: z.number().int(),
  /** Full access was asked for in the portal, and nobody has answered. */
  hasAsked: z.boolean(),
  mails: z.object({ sent: z.number().int(), cameBack: z.number().int() }),
})
export type HelpFacts = z.infer<typeof HelpFacts>

/** What whoever is on the telephone has said. */
export const HelpSaid = z.object({
  /** By a code or a link that was read out. */
  invitationId: InvitationId.nullable(),
  email: z.string().nullable(),
  screen: ScreenSaid.nullable(),
})
export type HelpSaid = z.infer<typeof HelpSaid>

/** R4.9: the one act that ends a mix-up. An address that is null is typed beside the button. */
export const HelpFix = z.discriminatedUnion('kind', [
  /** One that is open and went to this address alone goes once more; else a new one takes the place of the older (R4.4). */
  z.object({ kind: z.literal('sendAccessLink'), email: z.string().nullable() }),
  z.object({ kind: z.literal('sendAgain'), mailId: MailId, email: z.string() }),
  /** R4.2: forms that had expired, or are about to, go once more. */
  z.object({ kind: z.literal('extend'), invitationId: InvitationId }),
  /** Puts the address on file, and what was sent goes there. */
  z.object({ kind: z.literal('correct'), mailId: MailId, email: z.string().nullable() }),
  /** Ends what the wrong login holds; the right address gets an Access Link. */
  z.object({ kind: z.literal('endAndSend'), linkId: LinkId, ends: z.string(), email: z.string().nullable() }),
  /** Looks at the booking and the charts that it may be of. */
  z.object({ kind: z.literal('compare'), itemId: InboxItemId }),
])
export type HelpFix = z.infer<typeof HelpFix>

const told = <K extends string, S extends z.ZodRawShape>(kind: K, facts: S) =>
  z.object({ kind: z.literal(kind), fix: HelpFix.nullable(), ...facts })
const invitation = { invitation: HelpInvitation.nullable() }

/** A mix-up as the desk's facts show it, and what ends it. */
export const HelpCase = z.discriminatedUnion('kind', [
  told('codeIsNoPassword', invitation),
  told('registersAgain', { email: z.string() }),
  told('oldLink', { because: z.enum(['expired', 'revoked', 'replaced', 'unknown']), at: Instant.nullable() }),
  told('formForAccess', { email: z.string(), visitsHidden: z.number().int(), hasAsked: z.boolean() }),
  told('wrongAddress', { sentTo: z.string().nullable(), email: z.string() }),
  told('parentNotSignedIn', { email: z.string() }),
  told('maybeSpam', { to: z.string(), at: Instant, isUncertain: z.boolean() }),
  told('cameBack', { to: z.string(), at: Instant, failure: MailFailure.nullable() }),
  told('suspended', { email: z.string(), at: Instant }),
  told('redeemedElsewhere', { email: z.string(), sentTo: z.string() }),
  told('signedInAsOther', invitation),
  told('usedAlready', { email: z.string().nullable(), at: Instant.nullable() }),
  told('lostPassword', { email: z.string() }),
  told('codeMistyped', invitation),
  told('maybeAnotherLogin', { email: z.string(), at: Instant }),
  told('secondLogin', { email: z.string(), other: z.string() }),
  told('onItsWay', { to: z.string() }),
  told('notSent', {}),
  told('notFinished', { at: Instant }),
  told('nothingYet', {}),
  told('allWell', { email: z.string() }),
])
export type HelpCase = z.infer<typeof HelpCase>
export type HelpCaseOf<K extends HelpCase['kind']> = Extract<HelpCase, { kind: K }>
