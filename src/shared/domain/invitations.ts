import { z } from 'zod'
import type { InvitationId, LinkId, PatientId } from './ids.ts'
import { DAY, laterOf, plusMilliseconds, type Instant } from './time.ts'

/** `form` gives a limited link, `access` a full one (section 1). */
export const InvitationKind = z.enum(['form', 'access'])
export type InvitationKind = z.infer<typeof InvitationKind>

export const AccessLevel = z.enum(['limited', 'full'])
export type AccessLevel = z.infer<typeof AccessLevel>

/** R4.1. `expired` is never stored: it follows from the clock, see {@link effectiveState}. */
export const InvitationState = z.enum([
  'prepared',
  'sending',
  'sent',
  'opened',
  'redeemed',
  'expired',
  'revoked',
  'replaced',
])
export type InvitationState = z.infer<typeof InvitationState>

/** Why a link no longer opens anything; each has its page and its next step (R4.7). */
export const DeadBecause = z.enum(['expired', 'used', 'revoked', 'replaced', 'unknown'])
export type DeadBecause = z.infer<typeof DeadBecause>

export const ACCESS_DAYS_DEFAULT = 5
export const FORM_OPEN_DAYS = 60
export const FORM_SUBMIT_DAYS = 90

/** R4.2: an access invitation lives `accessDays`; a form invitation has 60 days to be opened, then 90 more to submit. */
export function invitationExpiry(
  kind: InvitationKind,
  preparedAt: Instant,
  openedAt: Instant | null,
  accessDays: number,
): Instant {
  if (kind === 'access') return plusMilliseconds(preparedAt, accessDays * DAY)
  if (openedAt) return plusMilliseconds(openedAt, FORM_SUBMIT_DAYS * DAY)
  return plusMilliseconds(preparedAt, FORM_OPEN_DAYS * DAY)
}

export const FORM_EXTENSION_DAYS = 30

/** R4.2: until when Smart Forms live that staff extend, before they expire or after: 30 days more, from now at the least. */
export function extendedExpiry(expiresAt: Instant, now: Instant): Instant {
  return plusMilliseconds(laterOf(expiresAt, now), FORM_EXTENSION_DAYS * DAY)
}

/** R4.2: until when Smart Forms live whose one extra day was taken at `takenAt`; what staff have given is not shortened. */
export function expiryWithExtraDay(expiresAt: Instant, takenAt: Instant): Instant {
  return laterOf(expiresAt, plusMilliseconds(takenAt, DAY))
}

/** R4.2: the patient's one extra day is that of Smart Forms that time has ended, and that nobody redeemed. */
export function canTakeExtraDay(
  invitation: StoredInvitation & { readonly extraDayAt: Instant | null },
  now: Instant,
): boolean {
  return invitation.kind === 'form' && invitation.extraDayAt === null && deadBecause(invitation, now) === 'expired'
}

/** R4.2: of Smart Forms alone, and of none that staff had ended. */
export function canBeExtended({
  kind,
  state,
}: {
  readonly kind: InvitationKind
  readonly state: InvitationState
}): boolean {
  return kind === 'form' && state !== 'revoked' && state !== 'replaced'
}

/**
 * R4.2: until when a form lives that the endpoint says was opened at `toldAt`: not before it was prepared, nor later than now.
 * So what it says lengthens nothing beyond what opening a form gives.
 */
export function formExpiryOnceOpened(preparedAt: Instant, toldAt: Instant, now: Instant): Instant {
  const latest = toldAt > now ? now : toldAt
  return plusMilliseconds(latest < preparedAt ? preparedAt : latest, FORM_SUBMIT_DAYS * DAY)
}

const OPEN_STATES: readonly InvitationState[] = ['prepared', 'sending', 'sent', 'opened']

/** Nobody has redeemed it, and staff have not ended it; time may have. */
export function isUnredeemed(state: InvitationState): boolean {
  return OPEN_STATES.includes(state)
}

/** R4.1: the state that a person is shown at `now`. */
export function effectiveState(state: InvitationState, expiresAt: Instant, now: Instant): InvitationState {
  return OPEN_STATES.includes(state) && expiresAt <= now ? 'expired' : state
}

export function isOpen(state: InvitationState, expiresAt: Instant, now: Instant): boolean {
  return OPEN_STATES.includes(effectiveState(state, expiresAt, now))
}

/**
 * R4.2: whether an invitation had ended when the endpoint let somebody redeem it: by staff, or by time. Of time it goes by
 * the endpoint's word, and where a round was finished after it had expired, by the desk's own clock, because that round
 * would have brought what was redeemed in time.
 */
export function hadEnded(
  { state, expiresAt }: { readonly state: InvitationState; readonly expiresAt: Instant },
  redeemedAt: Instant,
  lastRoundAt: Instant | null,
): boolean {
  if (state === 'revoked' || state === 'replaced') return true
  return redeemedAt > expiresAt || (lastRoundAt !== null && lastRoundAt > expiresAt)
}

export type SendDecision =
  /** Redeemed, ended or expired: nothing that is sent would open anything. */
  | { readonly kind: 'closed' }
  /** An e-mail with it is on its way: another call changes nothing, so that a double click sends one. */
  | { readonly kind: 'underWay' }
  /** `state` once the e-mail waits: what a person has opened stays opened. */
  | { readonly kind: 'send'; readonly state: 'sending' | 'opened' }

/** R2.3: what "Send Access Link" comes to. @param isMailUnderWay whether an e-mail that carries it waits or leaves */
export function decideSend(
  invitation: { readonly state: InvitationState; readonly expiresAt: Instant },
  isMailUnderWay: boolean,
  now: Instant,
): SendDecision {
  if (!isOpen(invitation.state, invitation.expiresAt, now)) return { kind: 'closed' }
  if (isMailUnderWay) return { kind: 'underWay' }
  return { kind: 'send', state: invitation.state === 'opened' ? 'opened' : 'sending' }
}

/** Whole days that are left, at least one: "It works for 5 days". */
export function daysLeft(expiresAt: Instant, now: Instant): number {
  return Math.max(1, Math.ceil((Date.parse(expiresAt) - Date.parse(now)) / DAY))
}

/** What the endpoint keeps of an invitation; it does not know `prepared` from `sent`. */
export type StoredInvitation = {
  readonly id: InvitationId
  readonly patientId: PatientId
  readonly kind: InvitationKind
  readonly state: 'open' | 'redeemed' | 'revoked' | 'replaced'
  readonly expiresAt: Instant
}

export type HeldLink = { readonly id: LinkId; readonly patientId: PatientId; readonly level: AccessLevel }

export type RedeemDecision =
  | { readonly kind: 'dead'; readonly because: DeadBecause }
  | { readonly kind: 'alreadyHeld'; readonly link: HeldLink }
  | { readonly kind: 'upgrade'; readonly link: HeldLink }
  | { readonly kind: 'add'; readonly level: AccessLevel }

/** Whether `level` gives everything that `other` does. */
export function isAtLeast(level: AccessLevel, other: AccessLevel): boolean {
  return level === 'full' || other === 'limited'
}

export function levelOf(kind: InvitationKind): AccessLevel {
  return kind === 'access' ? 'full' : 'limited'
}

/** R4.3, R4.7: what one attempt at an invitation comes to, given the links that the signed-in login holds. */
export function decideRedeem(
  invitation: StoredInvitation | null,
  held: readonly HeldLink[],
  now: Instant,
): RedeemDecision {
  const because = deadBecause(invitation, now)
  if (because || !invitation) return { kind: 'dead', because: because ?? 'unknown' }
  const link = held.find((each) => each.patientId === invitation.patientId)
  if (!link) return { kind: 'add', level: levelOf(invitation.kind) }
  if (link.level === 'limited' && invitation.kind === 'access') return { kind: 'upgrade', link }
  return { kind: 'alreadyHeld', link }
}

/** Null while the invitation still opens something. */
export function deadBecause(invitation: StoredInvitation | null, now: Instant): DeadBecause | null {
  if (!invitation) return 'unknown'
  if (invitation.state === 'redeemed') return 'used'
  if (invitation.state !== 'open') return invitation.state
  return invitation.expiresAt <= now ? 'expired' : null
}

/** Read aloud and printed, so it must survive a bad telephone line: no 0 and O, no 1, I and L, no U and V. */
export const CODE_ALPHABET = 'ABCDEFGHJKMNPQRSTWXYZ23456789'
export const CODE_LENGTH = 8

/** R4.5: `ABCD-EFGH` from random bytes; bytes that would favour the first letters are passed over. */
export function codeFrom(randomBytes: (count: number) => Uint8Array, length: number = CODE_LENGTH): string {
  const fair = 256 - (256 % CODE_ALPHABET.length)
  let code = ''
  while (code.length < length) {
    for (const byte of randomBytes(length)) {
      if (byte < fair && code.length < length) code += CODE_ALPHABET.charAt(byte % CODE_ALPHABET.length)
    }
  }
  return inFours(code)
}

/** What a person typed, as the desk wrote it: case, spaces and dashes do not matter. Null if it cannot be a code. */
export function normaliseCode(typed: string, length: number = CODE_LENGTH): string | null {
  const plain = typed.toUpperCase().replace(/[\s\-–—.]/g, '')
  const isCode = plain.length === length && [...plain].every((letter) => CODE_ALPHABET.includes(letter))
  return isCode ? inFours(plain) : null
}

function inFours(code: string): string {
  return (code.match(/.{1,4}/g) ?? []).join('-')
}
