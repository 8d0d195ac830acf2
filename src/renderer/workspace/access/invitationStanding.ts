import type { Invitation } from '../../../shared/contract/desk/access.ts'
import { effectiveState } from '../../../shared/domain/invitations.ts'
import { assertNever } from '../../../shared/domain/assertNever.ts'
import type { Instant } from '../../../shared/domain/time.ts'

/** How an invitation stands as staff see it: its own state (R4.1), and before that the state of its e-mail (R9.3). */
export type Standing =
  | 'notSent'
  | 'waiting'
  | 'leaving'
  | 'bounced'
  | 'failed'
  | 'unknown'
  | 'sent'
  | 'opened'
  | 'redeemed'
  /** Nobody came in by it, and nobody needs to: its Smart Forms came back in another way. */
  | 'returned'
  | 'expired'
  | 'revoked'
  | 'replaced'

/** @returns how `invitation` stands at `now`; trouble with its e-mail counts until somebody has opened the link */
export function standingOf(invitation: Invitation, now: Instant): Standing {
  const state = effectiveState(invitation.state, invitation.expiresAt, now)
  switch (state) {
    case 'prepared':
    case 'sending':
    case 'sent':
      if (invitation.formsReturnedAt !== null) return 'returned'
      return standingOfMail(invitation) ?? (state === 'prepared' ? 'notSent' : state === 'sent' ? 'sent' : 'leaving')
    case 'opened':
    case 'expired':
      return invitation.formsReturnedAt === null ? state : 'returned'
    case 'redeemed':
    case 'revoked':
    case 'replaced':
      return state
    default:
      return assertNever(state)
  }
}

function standingOfMail(invitation: Invitation): Standing | null {
  if (!invitation.mail) return null
  switch (invitation.mail.state) {
    case 'undone':
    case 'withdrawn':
      return invitation.sentAt ? 'sent' : 'notSent'
    case 'waiting':
    case 'leaving':
    case 'bounced':
    case 'failed':
    case 'unknown':
    case 'sent':
      return invitation.mail.state
    default:
      return assertNever(invitation.mail.state)
  }
}

/** Whether a link is on its way or with somebody, who is to find that it stopped working when a new code is requested. */
export function isLinkOut(standing: Standing): boolean {
  switch (standing) {
    case 'waiting':
    case 'leaving':
    case 'unknown':
    case 'sent':
    case 'opened':
      return true
    case 'notSent':
    case 'bounced':
    case 'failed':
    case 'redeemed':
    case 'returned':
    case 'expired':
    case 'revoked':
    case 'replaced':
      return false
    default:
      return assertNever(standing)
  }
}

/** The one act that moves an invitation on (R4.1, R4.9). `none`: nothing to do but wait. */
export type Fix = 'send' | 'undo' | 'correct' | 'sendAgain' | 'request' | 'none'

export function fixFor(standing: Standing): Fix {
  switch (standing) {
    case 'notSent':
      return 'send'
    case 'waiting':
      return 'undo'
    case 'leaving':
      return 'none'
    case 'bounced':
    case 'failed':
      return 'correct'
    case 'unknown':
    case 'sent':
    case 'opened':
      return 'sendAgain'
    case 'redeemed':
    case 'returned':
    case 'expired':
    case 'revoked':
    case 'replaced':
      return 'request'
    default:
      return assertNever(standing)
  }
}

/** Where an Access Link went by which nobody has come in yet; null too of one that was requested and not sent. */
export function invitedAddress(current: Invitation | null): string | null {
  return current?.kind === 'access' && current.redeemedAt === null ? current.sentTo : null
}
