import type { ChangeTopic } from '../../../../shared/contract/desk/session.ts'
import { LinkId, LoginId, PatientId } from '../../../../shared/domain/ids.ts'
import type { InboxFacts, InvitationOutcome } from '../../../../shared/domain/inboxFacts.ts'
import { hadEnded, levelOf, type AccessLevel } from '../../../../shared/domain/invitations.ts'
import { Instant } from '../../../../shared/domain/time.ts'
import { emailKey } from '../../../../shared/domain/people.ts'
import type { RedeemingAct } from '../../../../shared/envelope/secrets.ts'
import { asProgram, type CoreContext, type Tx } from '../../context.ts'
import { findInvitation, updateInvitation, type InvitationRow } from '../../db/invitations.ts'
import {
  findLink,
  findLoginOfKey,
  findProvenRecipient,
  insertLink,
  insertLinkInvitation,
  insertLogin,
  isRedeemedByLink,
  updateLink,
  updateLogin,
  type LinkWithEmail,
} from '../../db/links.ts'
import { findSentTo } from '../../db/redemptions.ts'
import { readSyncState } from '../../db/syncState.ts'
import { holderTroublesOf } from '../../db/unsealedHolders.ts'
import { appendAudit } from '../../services/audit.ts'
import { tellInbox } from '../../services/inboxItems.ts'
import { tellOfRenewal, tellOtherHolders } from '../../services/invitations/linkLetters.ts'
import { enqueue } from '../enqueue.ts'
import { passOver, type Arrived, type BodyOf, type InRoom } from '../inRoom.ts'
import { linkEnd } from '../out/linkEnd.ts'
import { loginRestore } from '../out/loginRestore.ts'
import { markHeldRecordsDue, markRecordsDue } from '../out/recordsPut.ts'
import { endUnwanted, findHeldBy, findStanding, waitForPlaceOf } from './heldAnew.ts'
import { provesItsKey } from './provesItsKey.ts'
import { listFormer, renewedFacts, suspend } from './suspending.ts'

type Redeemed = BodyOf<'invitation.redeemed'>
const TOPICS: readonly ChangeTopic[] = ['invitations', 'links', 'patients', 'inbox', 'appointments', 'outbox']

/**
 * R4.8: who came in by an invitation. Published to only when the MAC proves that whoever held the secret chose this key;
 * an invitation that was ended here before gives nothing, whatever the endpoint let through, and one that was redeemed
 * nothing more than the same key has by it.
 */
export const invitationRedeemed: InRoom<'invitation.redeemed', never> = {
  kind: 'invitation.redeemed',
  apply: (tx, context, arrived) => applyRedeeming(tx, context, arrived, 'redeem'),
}

/** @param act what the proofs must be of */
export async function applyRedeeming(
  tx: Tx,
  context: CoreContext,
  arrived: Arrived<'invitation.redeemed'>,
  act: RedeemingAct,
): Promise<readonly ChangeTopic[]> {
  const invitation = await findInvitation(tx, arrived.body.invitationId)
  if (!invitation) return passOver(context, arrived, 'unknownInvitation')
  const lastRoundAt = (await readSyncState(tx))?.last_synchronised_at ?? null
  const known = { state: invitation.state, expiresAt: Instant.parse(invitation.expires_at) }
  const isClosedHere = hadEnded(known, arrived.at, lastRoundAt === null ? null : Instant.parse(lastRoundAt))
  const isProven = await provesItsKey(tx, invitation, arrived.body, act)
  const loginId = isProven ? await loginOf(tx, context, arrived.body) : arrived.body.loginId
  const event = { ...arrived, body: { ...arrived.body, loginId } }
  const { body } = event
  // One that was not proven spends nothing: who truly holds the secret still comes in by it.
  const told = await findLink(tx, body.linkId)
  const mayCount = isProven && !isClosedHere
  // What is not believed of a renewal gives nothing, and takes nothing from whom the login is.
  const isOtherKey = invitation.redeemed_at !== null && invitation.redeemed_recipient !== body.loginRecipient
  if (act === 'renew' && (!mayCount || isOtherKey)) {
    await enqueue(tx, context, loginRestore, { invitationId: body.invitationId })
  }
  const isRepeated = invitation.redeemed_at !== null && (await isRedeemedByLink(tx, body.invitationId))
  if (invitation.redeemed_at !== null && (!mayCount || isRepeated)) {
    return redeemedBefore(tx, context, event, { invitation, told, isProven, mayCount })
  }
  const isAnothers = told !== null && (told.patient_id !== invitation.patient_id || told.login_id !== body.loginId)
  if (isAnothers) return passOver(context, event, 'linkOfSomebodyElse')

  const level = levelOf(invitation.kind)
  const patientId = PatientId.parse(invitation.patient_id)
  const { loginRecipient: recipient } = body
  const standing = mayCount ? await findStanding(tx, { linkId: body.linkId, patientId, recipient, level }) : []
  // Of what the key holds already it gives more; which link that is at the endpoint is to be seen.
  const before = told?.ended_at === null ? told : (standing[0] ?? told)
  const linkId = before ? LinkId.parse(before.id) : body.linkId
  const former = act === 'renew' && mayCount ? await listFormer(tx, body) : []
  await noteInvitation(tx, event, isClosedHere, act === 'renew' && mayCount ? 'renewed' : body.outcome)
  await noteLogin(tx, event, mayCount)
  await noteLink(tx, event, { linkId, invitation, level, before, isProven, isClosedHere })
  const redeemed = await inboxFacts(tx, { ...body, linkId }, isProven, isClosedHere)
  const facts = former.length > 0 ? renewedFacts({ ...body, linkId }, former) : redeemed
  await tellInbox(tx, context, { facts, patientId, receivedAt: event.at, eventSeq: event.seq })
  const action = !isProven ? 'invitation.unproven' : former.length > 0 ? 'login.renewed' : 'invitation.redeemed'
  await appendAudit(tx, asProgram(context), { action, email: body.loginEmail }, patientId)
  if (isClosedHere && before === null) await enqueue(tx, context, linkEnd, { id: body.linkId })
  if (!mayCount) return TOPICS
  await suspend(tx, context, former)
  if (former.length > 0) await tellOfRenewal(tx, context, patientId, { email: body.loginEmail, at: event.at })
  await insertLinkInvitation(tx, linkId, body.invitationId)
  await markHeldRecordsDue(tx, context, body.loginId)
  await waitForPlaceOf(tx, context, standing, { ...event, linkId: body.linkId, invitation, facts: null })
  const sawAll = [...standing, ...former.filter(({ patient_id }) => patient_id === patientId)]
  const isNewFullHolder = level === 'full' && !isLiveInFull(before) && !sawAll.some((each) => each.level === 'full')
  if (isNewFullHolder && invitation.untold_reason === null)
    await tellOtherHolders(tx, context, patientId, linkId, event.at)
  return TOPICS
}

type Known = {
  readonly invitation: InvitationRow
  /** The link that it names, where that is one of this desk's. */
  readonly told: LinkWithEmail | null
  readonly isProven: boolean
  readonly mayCount: boolean
}

/**
 * R4.4: gives nothing more. Proven, it may come of an endpoint that has forgotten what came by it (R11.6); unproven, it is
 * nobody's word and leaves nothing behind.
 */
async function redeemedBefore(
  tx: Tx,
  context: CoreContext,
  event: Event,
  { invitation, told, isProven, mayCount }: Known,
): Promise<readonly ChangeTopic[]> {
  const { loginRecipient: recipient, linkId } = event.body
  const held = mayCount && told === null ? await findHeldBy(tx, { invitation, recipient }) : null
  if (held) {
    const facts = await inboxFacts(tx, event.body, isProven, false)
    await waitForPlaceOf(tx, context, [held], { ...event, linkId, invitation, facts })
    return TOPICS
  }
  const topics = passOver(context, event, 'redeemedBefore')
  if (!isProven) return topics
  const patientId = PatientId.parse(invitation.patient_id)
  if (told === null) await endUnwanted(tx, context, { linkId, invitation })
  // Whom nothing reached may be reached by now.
  else if ((await holderTroublesOf(tx, patientId)).has(linkId)) await markRecordsDue(tx, context, patientId)
  return [...topics, 'outbox']
}

/**
 * Whose login it is, by its key: the id is the endpoint's word. One that another key has proven is not this key's.
 */
export async function loginOf(
  tx: Tx,
  context: Pick<CoreContext, 'ids'>,
  { loginId, loginRecipient }: Pick<Redeemed, 'loginId' | 'loginRecipient'>,
): Promise<LoginId> {
  const known = await findLoginOfKey(tx, loginRecipient)
  if (known) return known
  const proven = await findProvenRecipient(tx, loginId)
  return proven === null || proven === loginRecipient ? loginId : LoginId.parse(context.ids())
}

/** The invitation is spent at the endpoint in any case; one that was ended here keeps saying so. */
function noteInvitation(tx: Tx, { at, body }: Event, isClosedHere: boolean, outcome: InvitationOutcome): Promise<void> {
  return updateInvitation(tx, body.invitationId, {
    redeemed_at: at,
    redeemed_by_email: body.loginEmail,
    redeemed_outcome: outcome,
    redeemed_with: body.by,
    redeemed_recipient: body.loginRecipient,
    ...(isClosedHere ? {} : { state: 'redeemed' as const }),
  })
}

async function noteLogin(tx: Tx, { at, body }: Event, mayChange: boolean): Promise<void> {
  const details = { email: body.loginEmail, email_key: emailKey(body.loginEmail), recipient: body.loginRecipient }
  await insertLogin(tx, { id: body.loginId, ...details, first_seen_at: at })
  if (mayChange) await updateLogin(tx, body.loginId, details)
}

type Event = Arrived<'invitation.redeemed'>

type LinkFacts = {
  readonly linkId: LinkId
  readonly invitation: InvitationRow
  readonly level: AccessLevel
  readonly before: LinkWithEmail | null
  readonly isProven: boolean
  readonly isClosedHere: boolean
}

/** Touches this one link (R3.5). @param level what the invitation gives, never what the endpoint says */
async function noteLink(
  tx: Tx,
  { at, body }: Event,
  { linkId, invitation, level, before, isProven, isClosedHere }: LinkFacts,
): Promise<void> {
  const isLive = !isClosedHere
  if (before) {
    if (!isProven || !isLive) return
    await updateLink(tx, linkId, {
      level: isLiveInFull(before) ? 'full' : level,
      proven_recipient: body.loginRecipient,
      ended_at: null,
      ended_because: null,
      end_reason: null,
    })
    return
  }
  await insertLink(tx, {
    id: linkId,
    login_id: body.loginId,
    patient_id: invitation.patient_id,
    level,
    proven_recipient: isProven && isLive ? body.loginRecipient : null,
    since_at: at,
    ended_at: isLive ? null : at,
    ended_because: isLive ? null : 'invitationEnded',
    end_reason: null,
  })
}

function isLiveInFull(link: LinkWithEmail | null): boolean {
  return link !== null && link.ended_at === null && link.level === 'full'
}

async function inboxFacts(
  tx: Tx,
  { loginEmail: email, outcome, linkId, invitationId }: Redeemed,
  isProven: boolean,
  hadEnded: boolean,
): Promise<InboxFacts> {
  if (!isProven) return { kind: 'unproven', email }
  return { kind: 'redeemed', email, sentTo: await findSentTo(tx, invitationId), linkId, outcome, hadEnded }
}
