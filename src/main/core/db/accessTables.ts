import type { Generated } from 'kysely'
import type { InvitationOutcome } from '../../../shared/domain/inboxFacts.ts'
import type { AccessLevel, InvitationKind, InvitationState } from '../../../shared/domain/invitations.ts'

/** The clinic's tables of who may see a patient and by what, as Kysely sees them; the others are in `tables.ts`. */

/** `expired` follows from the clock and is never stored (R4.1). */
export type StoredInvitationState = Exclude<InvitationState, 'expired'>

/**
 * `heldAnew`: the same key holds the patient by another link, because the endpoint had forgotten this one. `renewed`: suspended,
 * because another key took the place of the login's, whose password was lost. `merged`: its login holds the chart that the patient
 * was merged into by an older one.
 */
export type LinkEndedBecause = 'staff' | 'invitationEnded' | 'heldAnew' | 'renewed' | 'merged' | 'holder'

export type InvitationTable = {
  id: string
  patient_id: string
  kind: InvitationKind
  state: StoredInvitationState
  email: string | null
  secret: string
  recipient: string
  code: string | null
  code_secret: string | null
  code_recipient: string | null
  requested_by: string
  prepared_at: string
  sent_at: string | null
  accepted_at: string | null
  fetched_at: string | null
  opened_at: string | null
  redeemed_at: string | null
  redeemed_by_email: string | null
  redeemed_outcome: InvitationOutcome | null
  redeemed_with: 'link' | 'code' | null
  redeemed_recipient: string | null
  ended_at: string | null
  end_reason: string | null
  expires_at: string
  /** R5.3: why the other full holders are not told; null where they are. */
  untold_reason: Generated<string | null>
  /** R4.2: null until the patient has taken it. */
  extra_day_at: Generated<string | null>
}

export type LoginTable = {
  id: string
  email: string
  email_key: string
  recipient: string
  first_seen_at: string
  /** The endpoint's word; null for none, and for whoever came by an invitation. */
  confirmation: Generated<'confirmed' | 'hasLogin' | null>
}

export type LinkTable = {
  id: string
  login_id: string
  patient_id: string
  level: AccessLevel
  proven_recipient: string | null
  since_at: string
  ended_at: string | null
  ended_because: LinkEndedBecause | null
  end_reason: string | null
}

export type LinkInvitationTable = {
  link_id: string
  invitation_id: string
}
