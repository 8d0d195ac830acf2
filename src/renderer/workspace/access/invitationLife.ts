import type { Invitation } from '../../../shared/contract/desk/access.ts'
import type { MailFailure } from '../../../shared/domain/mailFailure.ts'
import type { Instant } from '../../../shared/domain/time.ts'
import { sentElsewhere } from '../../../shared/domain/verifiedEmails.ts'
import { standingOf, type Standing } from './invitationStanding.ts'

/** As whom, how, and with what an invitation was redeemed; all null while it was not. */
export type LifeRedemption = {
  readonly by: string | null
  /** Where its link went, when that is another address (R4.8). */
  readonly elsewhere: string | null
  readonly outcome: Invitation['redeemedOutcome']
  readonly isByCode: boolean
}

export function redemptionOf(invitation: Invitation): LifeRedemption {
  const { redeemedBy: by, redeemedOutcome: outcome, redeemedWith, sentTo } = invitation
  return { by, elsewhere: by && sentElsewhere(by, [sentTo]), outcome, isByCode: redeemedWith === 'code' }
}

/** One line of an invitation's life (R4.1). `at` is null while it has not happened. */
export type LifeStep = {
  readonly at: Instant | null
  readonly mark: 'done' | 'open' | 'trouble' | 'ended'
} & (
  | { readonly kind: 'requested'; readonly by: string }
  | { readonly kind: 'notSent' | 'undone' }
  | { readonly kind: 'waiting' | 'leaving' | 'sent' | 'unknown'; readonly to: string }
  | { readonly kind: 'bounced' | 'failed'; readonly to: string; readonly failure: MailFailure | null }
  | { readonly kind: 'accepted'; readonly domain: string | null }
  | { readonly kind: 'fetched' | 'opened' | 'dayTaken' | 'returned' | 'expired' | 'replaced' }
  | ({ readonly kind: 'redeemed' } & LifeRedemption)
  | { readonly kind: 'revoked'; readonly reason: string | null }
)

/** @returns the whole life of `invitation` at `now`, oldest first; what is still to come has no time */
export function invitationLife(invitation: Invitation, now: Instant): LifeStep[] {
  const steps: LifeStep[] = [
    { kind: 'requested', by: invitation.requestedBy, at: invitation.preparedAt, mark: 'done' },
    sending(invitation, now),
  ]
  const standing = standingOf(invitation, now)
  const hasEnded = ENDED.includes(standing)

  if (invitation.acceptedAt || !hasEnded) {
    steps.push({
      kind: 'accepted',
      domain: domainOf(invitation.email),
      at: invitation.acceptedAt,
      mark: invitation.acceptedAt ? 'done' : 'open',
    })
  }
  if (invitation.fetchedAt && !invitation.openedAt) {
    steps.push({ kind: 'fetched', at: invitation.fetchedAt, mark: 'done' })
  }
  if (invitation.openedAt || !hasEnded) {
    steps.push({ kind: 'opened', at: invitation.openedAt, mark: invitation.openedAt ? 'done' : 'open' })
  }
  if (invitation.extraDayAt) steps.push({ kind: 'dayTaken', at: invitation.extraDayAt, mark: 'done' })
  if (invitation.redeemedAt || !hasEnded) {
    steps.push({
      kind: 'redeemed',
      ...redemptionOf(invitation),
      at: invitation.redeemedAt,
      mark: invitation.redeemedAt ? 'done' : 'open',
    })
  }
  if (standing === 'returned') steps.push({ kind: 'returned', at: invitation.formsReturnedAt, mark: 'done' })
  if (standing === 'expired') steps.push({ kind: 'expired', at: invitation.expiresAt, mark: 'ended' })
  if (standing === 'replaced') steps.push({ kind: 'replaced', at: invitation.endedAt, mark: 'ended' })
  if (standing === 'revoked') {
    steps.push({ kind: 'revoked', reason: invitation.endReason, at: invitation.endedAt, mark: 'ended' })
  }
  return steps
}

/** What has not happened by then does not happen any more. */
const ENDED: readonly Standing[] = ['returned', 'expired', 'revoked', 'replaced']

function sending(invitation: Invitation, now: Instant): LifeStep {
  const to = invitation.email ?? ''
  const standing = standingOf(invitation, now)
  const mail = invitation.mail
  if (mail?.state === 'undone' && !invitation.sentAt) return { kind: 'undone', at: null, mark: 'open' }
  if (standing === 'waiting' || standing === 'leaving') return { kind: standing, to, at: null, mark: 'open' }
  if (mail && (mail.state === 'bounced' || mail.state === 'failed')) {
    return { kind: mail.state, to, failure: mail.failure, at: invitation.sentAt, mark: 'trouble' }
  }
  if (mail?.state === 'unknown') return { kind: 'unknown', to, at: invitation.sentAt, mark: 'trouble' }
  if (invitation.sentAt) return { kind: 'sent', to, at: invitation.sentAt, mark: 'done' }
  return { kind: 'notSent', at: null, mark: 'open' }
}

/** `example.com` of `ana@example.com`. */
function domainOf(email: string | null): string | null {
  const at = email?.lastIndexOf('@') ?? -1
  return email && at >= 0 ? email.slice(at + 1) : null
}
