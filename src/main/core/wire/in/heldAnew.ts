import { InvitationId, LinkId, PatientId } from '../../../../shared/domain/ids.ts'
import type { InboxFacts } from '../../../../shared/domain/inboxFacts.ts'
import { isAtLeast, levelOf, type AccessLevel } from '../../../../shared/domain/invitations.ts'
import type { Instant } from '../../../../shared/domain/time.ts'
import type { AgeRecipient } from '../../../../shared/envelope/seal.ts'
import type { CoreContext, Tx } from '../../context.ts'
import type { InvitationRow } from '../../db/invitations.ts'
import { listLinkOrigins, listLiveLinks, type LinkWithEmail } from '../../db/links.ts'
import { holderTroublesOf } from '../../db/unsealedHolders.ts'
import { putWaitingRedemption } from '../../db/waitingRedemptions.ts'
import { markRecordsDue } from '../out/recordsPut.ts'
import { endUnknown, settleWaiting } from '../waitingPlace.ts'

/*
 * R11.6: an endpoint that was put back from a backup has forgotten some links. Whoever holds one redeems once more, a new
 * Access Link or the invitation that is open again there, and the endpoint, which gives a login one link a patient, makes
 * another. A link's id is its word alone, and one row of its database, told again with another id, says the same: so the
 * new one waits until the endpoint has said that it does not know the one that stands.
 */

/** What an invitation that was redeemed before is redeemed by once more. */
type Repeat = { readonly invitation: InvitationRow; readonly recipient: AgeRecipient }

/**
 * The link that came by this very invitation, by this very key: another in its place gives nobody anything (R4.4). Null
 * where staff have ended it (R3.5), or where the invitation gives less than the link has.
 */
export async function findHeldBy(tx: Tx, { invitation, recipient }: Repeat): Promise<LinkWithEmail | null> {
  const patientId = PatientId.parse(invitation.patient_id)
  const origins = await listLinkOrigins(tx, patientId)
  const isByIt = (id: string) => origins.some((each) => each.link_id === id && each.invitation_id === invitation.id)
  const held = (await listLiveLinks(tx, patientId)).find(
    (link) => link.proven_recipient === recipient && isByIt(link.id),
  )
  return held && isAtLeast(levelOf(invitation.kind), held.level) ? held : null
}

type Anew = {
  readonly linkId: LinkId
  readonly patientId: PatientId
  readonly recipient: AgeRecipient
  readonly level: AccessLevel
}

/**
 * Every other link of this patient that the same key holds at no higher level. Those that the endpoint is not known to have
 * forgotten come first.
 */
export async function findStanding(
  tx: Tx,
  { linkId, patientId, recipient, level }: Anew,
): Promise<readonly LinkWithEmail[]> {
  const standing = (await listLiveLinks(tx, patientId)).filter(
    (link) => link.id !== linkId && link.proven_recipient === recipient && isAtLeast(level, link.level),
  )
  if (standing.length < 2) return standing
  const troubles = await holderTroublesOf(tx, patientId)
  const isForgotten = (link: LinkWithEmail) => troubles.get(link.id) === 'unknownLink'
  return [...standing.filter((link) => !isForgotten(link)), ...standing.filter(isForgotten)]
}

type Waiting = {
  readonly linkId: LinkId
  readonly invitation: InvitationRow
  readonly seq: number
  readonly at: Instant
  /** What the Inbox is to say once it comes to something; null where staff were told. */
  readonly facts: InboxFacts | null
}

/**
 * Waits for what the endpoint says of the links that stand, which are published anew; of each the newest that came. What was
 * noted of one that the endpoint has forgotten is such an answer.
 */
export async function waitForPlaceOf(
  tx: Tx,
  context: CoreContext,
  standing: readonly LinkWithEmail[],
  { linkId, invitation, seq, at, facts }: Waiting,
): Promise<void> {
  if (standing.length === 0) return
  const patientId = PatientId.parse(invitation.patient_id)
  for (const { id } of standing) {
    const replaced = await putWaitingRedemption(tx, {
      ...{ link_id: id, new_link_id: linkId, invitation_id: invitation.id, event_seq: seq, at },
      facts_json: facts && JSON.stringify(facts),
    })
    if (replaced) await endUnknown(tx, context, replaced, InvitationId.parse(invitation.id))
  }
  const troubles = await holderTroublesOf(tx, patientId)
  const unknown = standing.map(({ id }) => LinkId.parse(id)).filter((id) => troubles.get(id) === 'unknownLink')
  await settleWaiting(tx, context, patientId, { unknown, known: [] })
  await markRecordsDue(tx, context, patientId)
}

/**
 * R4.4: a link that came by an invitation that was used ends at the endpoint, where it may be open again since a backup was
 * put back. The patient's records are published anew, so that whose link was forgotten is noted.
 */
export async function endUnwanted(
  tx: Tx,
  context: CoreContext,
  { linkId, invitation }: { readonly linkId: LinkId; readonly invitation: InvitationRow },
): Promise<void> {
  await endUnknown(tx, context, linkId, InvitationId.parse(invitation.id))
  await markRecordsDue(tx, context, PatientId.parse(invitation.patient_id))
}
