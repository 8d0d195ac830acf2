import type { Instant } from './time.ts'
import type { InvitationState } from './invitations.ts'

export type AssignmentState = 'pending' | 'inProgress' | 'submitted' | 'expired'

/** What an assignment's state follows from: its own submission and the invitation that carried it, if any. */
export type AssignmentFacts = {
  readonly submittedAt: Instant | null
  readonly invitation: {
    readonly state: InvitationState
    readonly openedAt: Instant | null
    readonly expiresAt: Instant
  } | null
}

/**
 * R10.1, R4.2: a form stays pending until a person first acts on it. Its invitation's clock, first to open and then to
 * submit, expires it, even where the invitation was redeemed; so does ending the invitation before anybody came in.
 */
export function assignmentState({ submittedAt, invitation }: AssignmentFacts, now: Instant): AssignmentState {
  if (submittedAt !== null) return 'submitted'
  if (invitation === null) return 'pending'
  const isEnded = invitation.state === 'revoked' || invitation.state === 'replaced' || invitation.state === 'expired'
  if (isEnded || invitation.expiresAt <= now) return 'expired'
  return invitation.openedAt !== null || invitation.state === 'redeemed' ? 'inProgress' : 'pending'
}
