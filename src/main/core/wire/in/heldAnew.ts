import { LinkId, PatientId } from '../../../../shared/domain/ids.ts'
import { levelOf, type AccessLevel } from '../../../../shared/domain/invitations.ts'
import type { Instant } from '../../../../shared/domain/time.ts'
import type { AgeRecipient } from '../../../../shared/envelope/seal.ts'
import type { CoreContext, Tx } from '../../context.ts'
import type { InvitationRow } from '../../db/invitations.ts'
import { listLinkOrigins, listLiveLinks, moveToLink, updateLink, type LinkRow } from '../../db/links.ts'
import { enqueue } from '../enqueue.ts'
import { linkEnd } from '../out/linkEnd.ts'
import { linkLevel } from '../out/linkLevel.ts'
import { markRecordsDue } from '../out/recordsPut.ts'

/*
 * R11.6: an endpoint that was put back from a backup has forgotten some links. Whoever holds one redeems once more, a new
 * Access Link or the invitation that is open again there, and the endpoint, which gives a login one link a patient, makes
 * another. A link's id is its word alone; whose key it is, is proven.
 */

/** What an invitation that was redeemed before is redeemed by once more. */
type Repeat = { readonly invitation: InvitationRow; readonly recipient: AgeRecipient }

/**
 * The link that came by this very invitation, by this very key: another in its place gives nobody anything (R4.4). Null
 * where staff have ended it (R3.5), or where the invitation gives less than the link has.
 */
export async function findHeldBy(tx: Tx, { invitation, recipient }: Repeat): Promise<LinkRow | null> {
  const patientId = PatientId.parse(invitation.patient_id)
  const origins = await listLinkOrigins(tx, patientId)
  const isByIt = (id: string) => origins.some((each) => each.link_id === id && each.invitation_id === invitation.id)
  const held = (await listLiveLinks(tx, patientId)).find(
    (link) => link.proven_recipient === recipient && isByIt(link.id),
  )
  return held && isAtLeast(levelOf(invitation.kind), held.level) ? held : null
}

/** What staff lowered since stays lowered (R3.5). */
export async function keepLowered(
  tx: Tx,
  context: CoreContext,
  { id, level, given }: { readonly id: LinkId; readonly level: AccessLevel; readonly given: AccessLevel },
): Promise<void> {
  if (level !== given) await enqueue(tx, context, linkLevel, { id, level })
}

type Anew = {
  readonly linkId: LinkId
  readonly patientId: PatientId
  readonly recipient: AgeRecipient
  readonly level: AccessLevel
  readonly at: Instant
}

/**
 * Ends every other link of this patient that the same key holds at no higher level; what came by it, and was sent through
 * it, is the new one's. @returns the highest level that was taken over; null when nothing was
 */
export async function takeOver(
  tx: Tx,
  context: CoreContext,
  { linkId, patientId, recipient, level, at }: Anew,
): Promise<AccessLevel | null> {
  const others = (await listLiveLinks(tx, patientId)).filter(
    (link) => link.id !== linkId && link.proven_recipient === recipient && isAtLeast(level, link.level),
  )
  for (const other of others) {
    const id = LinkId.parse(other.id)
    await updateLink(tx, id, { ended_at: at, ended_because: 'heldAnew' })
    await moveToLink(tx, id, linkId)
    await enqueue(tx, context, linkEnd, { id })
  }
  if (others.length === 0) return null
  return others.some((link) => link.level === 'full') ? 'full' : 'limited'
}

function isAtLeast(level: AccessLevel, other: AccessLevel): boolean {
  return level === 'full' || other === 'limited'
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
  await enqueue(tx, context, linkEnd, { id: linkId })
  await markRecordsDue(tx, context, PatientId.parse(invitation.patient_id))
}
