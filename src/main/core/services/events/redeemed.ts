import type { ChangeTopic } from '../../../../shared/contract/desk/session.ts'
import { PatientId } from '../../../../shared/domain/ids.ts'
import { levelOf } from '../../../../shared/domain/invitations.ts'
import { emailKey } from '../../../../shared/domain/people.ts'
import { redeemMac } from '../../../../shared/envelope/secrets.ts'
import type { CoreContext, Tx } from '../../context.ts'
import { findInvitation, updateInvitation, type InvitationRow } from '../../db/invitations.ts'
import {
  findLink,
  insertLink,
  insertLinkInvitation,
  insertLogin,
  updateLink,
  updateLogin,
  type LinkWithEmail,
} from '../../db/links.ts'
import { enqueue, markProjectionDue } from '../../sync/pending.ts'
import type { OpenedEvent } from '../../sync/types.ts'
import { appendAudit } from '../audit.ts'
import { tellOtherHolders } from '../linkLetters.ts'
import { skip, tellInbox, type BodyOf } from './event.ts'

type Redeemed = BodyOf<'invitation.redeemed'>
const TOPICS: ChangeTopic[] = ['invitations', 'links', 'patients', 'inbox', 'appointments', 'outbox']

/**
 * R4.8: who came in by an invitation. Published to only when the MAC proves that whoever held the secret chose this key
 *; an invitation that was ended here before gives nothing, whatever the endpoint let through.
 */
export async function applyRedeemed(
  tx: Tx,
  context: CoreContext,
  event: OpenedEvent,
  body: Redeemed,
): Promise<ChangeTopic[]> {
  const invitation = await findInvitation(tx, body.invitationId)
  if (!invitation) return skip(context, event, 'unknownInvitation')
  if (invitation.redeemed_at !== null) return skip(context, event, 'redeemedBefore')
  const before = await findLink(tx, body.linkId)
  const isAnothers =
    before !== null && (before.patient_id !== invitation.patient_id || before.login_id !== body.loginId)
  if (isAnothers) return skip(context, event, 'linkOfSomebodyElse')

  const isClosedHere = invitation.state === 'revoked' || invitation.state === 'replaced'
  const isProven = provesItsKey(invitation, body)
  await noteInvitation(tx, event, body, isClosedHere)
  await noteLogin(tx, event, body, isProven && !isClosedHere)
  await noteLink(tx, event, body, { invitation, before, isProven, isClosedHere })
  const patientId = PatientId.parse(invitation.patient_id)
  await tellInbox(tx, context, event, {
    kind: isProven ? 'redeemed' : 'unproven',
    patient_id: patientId,
    title: body.loginEmail,
    message: messageOf(body, isProven, isClosedHere),
  })
  await appendAudit(tx, context, {
    action: isProven ? 'invitation.redeemed' : 'invitation.unproven',
    patientId,
    detail: body.loginEmail,
    by: null,
  })
  if (isClosedHere && before === null) await enqueue(tx, context, { kind: 'link.end', id: body.linkId })
  if (isClosedHere || !isProven) return TOPICS
  await insertLinkInvitation(tx, body.linkId, body.invitationId)
  await markProjectionDue(tx, patientId, context.clock.now())
  const isNewFullHolder = levelOf(invitation.kind) === 'full' && before?.level !== 'full'
  if (isNewFullHolder) await tellOtherHolders(tx, context, patientId, body.linkId, event.at)
  return TOPICS
}

function provesItsKey(invitation: InvitationRow, { by, mac, loginRecipient }: Redeemed): boolean {
  const secret = by === 'code' ? invitation.code_secret : invitation.secret
  return secret !== null && redeemMac(secret, loginRecipient) === mac
}

/** The invitation is spent at the endpoint in any case; one that was ended here keeps saying so. */
function noteInvitation(tx: Tx, event: OpenedEvent, body: Redeemed, isClosedHere: boolean): Promise<void> {
  return updateInvitation(tx, body.invitationId, {
    redeemed_at: event.at,
    redeemed_by_email: body.loginEmail,
    redeemed_outcome: body.outcome,
    ...(isClosedHere ? {} : { state: 'redeemed' as const }),
  })
}

async function noteLogin(tx: Tx, event: OpenedEvent, body: Redeemed, mayChange: boolean): Promise<void> {
  const details = { email: body.loginEmail, email_key: emailKey(body.loginEmail), recipient: body.loginRecipient }
  await insertLogin(tx, { id: body.loginId, ...details, first_seen_at: event.at })
  if (mayChange) await updateLogin(tx, body.loginId, details)
}

type LinkFacts = {
  readonly invitation: InvitationRow
  readonly before: LinkWithEmail | null
  readonly isProven: boolean
  readonly isClosedHere: boolean
}

/** Touches this one link (R3.5). The level is what the invitation gives, not what the endpoint says. */
async function noteLink(
  tx: Tx,
  event: OpenedEvent,
  body: Redeemed,
  { invitation, before, isProven, isClosedHere }: LinkFacts,
): Promise<void> {
  const level = levelOf(invitation.kind)
  const isLive = !isClosedHere
  if (before) {
    if (!isProven || !isLive) return
    await updateLink(tx, body.linkId, {
      level: before.ended_at === null && before.level === 'full' ? 'full' : level,
      proven_recipient: body.loginRecipient,
      ended_at: null,
      end_reason: null,
    })
    return
  }
  await insertLink(tx, {
    id: body.linkId,
    login_id: body.loginId,
    patient_id: invitation.patient_id,
    level,
    proven_recipient: isProven && isLive ? body.loginRecipient : null,
    since_at: event.at,
    ended_at: isLive ? null : event.at,
    end_reason: isLive ? null : 'Its invitation had ended',
  })
}

function messageOf({ outcome }: Redeemed, isProven: boolean, isClosedHere: boolean): string {
  if (!isProven) return 'The key was not proven: nothing is shown to this login'
  if (isClosedHere) return 'Redeemed after it was ended here: access was ended at once'
  if (outcome === 'upgraded') return 'Upgraded from limited to full'
  return outcome === 'alreadyHeld' ? 'Had access before' : 'New access'
}
