import type { ChangeTopic } from '../../../../shared/contract/desk/session.ts'
import { LoginId, PatientId } from '../../../../shared/domain/ids.ts'
import type { InboxFacts } from '../../../../shared/domain/inboxFacts.ts'
import { hadEnded, levelOf, type AccessLevel } from '../../../../shared/domain/invitations.ts'
import { Instant } from '../../../../shared/domain/time.ts'
import { emailKey } from '../../../../shared/domain/people.ts'
import { holderMac } from '../../../../shared/envelope/pair.ts'
import { isSameMac, redeemMac } from '../../../../shared/envelope/secrets.ts'
import { asProgram, type CoreContext, type Tx } from '../../context.ts'
import { readClinic } from '../../db/clinic.ts'
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
import { pairWith } from '../../pairs.ts'
import { appendAudit } from '../../services/audit.ts'
import { tellInbox } from '../../services/inboxItems.ts'
import { tellOtherHolders } from '../../services/invitations/linkLetters.ts'
import { enqueue } from '../enqueue.ts'
import { passOver, type Arrived, type BodyOf, type InRoom } from '../inRoom.ts'
import { linkEnd } from '../out/linkEnd.ts'
import { markHeldRecordsDue } from '../out/recordsPut.ts'
import { endUnwanted, findHeldBy, keepLowered, takeOver } from './heldAnew.ts'

type Redeemed = BodyOf<'invitation.redeemed'>
const TOPICS: readonly ChangeTopic[] = ['invitations', 'links', 'patients', 'inbox', 'appointments', 'outbox']

/**
 * R4.8: who came in by an invitation. Published to only when the MAC proves that whoever held the secret chose this key;
 * an invitation that was ended here before gives nothing, whatever the endpoint let through, and one that was redeemed
 * nothing more than the same key has by it.
 */
export const invitationRedeemed: InRoom<'invitation.redeemed', never> = {
  kind: 'invitation.redeemed',
  apply: async (tx, context, told) => {
    const invitation = await findInvitation(tx, told.body.invitationId)
    if (!invitation) return passOver(context, told, 'unknownInvitation')
    const lastRoundAt = (await readSyncState(tx))?.last_synchronised_at ?? null
    const known = { state: invitation.state, expiresAt: Instant.parse(invitation.expires_at) }
    const isClosedHere = hadEnded(known, told.at, lastRoundAt === null ? null : Instant.parse(lastRoundAt))
    const isProven = await provesItsKey(tx, invitation, told.body)
    const loginId = isProven ? await loginOf(tx, context, told.body) : told.body.loginId
    const event = { ...told, body: { ...told.body, loginId } }
    const { body } = event
    // One that was not proven spends nothing: who truly holds the secret still comes in by it.
    const before = await findLink(tx, body.linkId)
    const mayCount = isProven && !isClosedHere
    const isRepeated = invitation.redeemed_at !== null && (await isRedeemedByLink(tx, body.invitationId))
    const canRepeat = isRepeated && mayCount && before === null
    const held = canRepeat ? await findHeldBy(tx, { invitation, recipient: body.loginRecipient }) : null
    if (invitation.redeemed_at !== null && (!mayCount || isRepeated) && held === null) {
      const topics = passOver(context, event, 'redeemedBefore')
      if (before !== null) return topics
      await endUnwanted(tx, context, { linkId: body.linkId, invitation })
      return [...topics, 'outbox']
    }
    const isAnothers =
      before !== null && (before.patient_id !== invitation.patient_id || before.login_id !== body.loginId)
    if (isAnothers) return passOver(context, event, 'linkOfSomebodyElse')

    const given = levelOf(invitation.kind)
    const level = held?.level ?? given
    if (held === null) {
      await noteInvitation(tx, event, isClosedHere)
      await noteLogin(tx, event, mayCount)
    }
    await noteLink(tx, event, { invitation, level, before, isProven, isClosedHere })
    const patientId = PatientId.parse(invitation.patient_id)
    const sentTo = await findSentTo(tx, body.invitationId)
    const facts = inboxFacts(body, sentTo, isProven, isClosedHere)
    await tellInbox(tx, context, { facts, patientId, receivedAt: event.at, eventSeq: event.seq })
    const action = isProven ? 'invitation.redeemed' : 'invitation.unproven'
    await appendAudit(tx, asProgram(context), { action, email: body.loginEmail }, patientId)
    if (isClosedHere && before === null) await enqueue(tx, context, linkEnd, { id: body.linkId })
    if (!mayCount) return TOPICS
    await keepLowered(tx, context, { id: body.linkId, level, given })
    const { linkId, loginRecipient: recipient } = body
    const took = await takeOver(tx, context, { linkId, patientId, recipient, level, at: event.at })
    await insertLinkInvitation(tx, body.linkId, body.invitationId)
    await markHeldRecordsDue(tx, context, body.loginId)
    const isNewFullHolder = level === 'full' && !isLiveInFull(before) && took !== 'full'
    if (isNewFullHolder) await tellOtherHolders(tx, context, patientId, body.linkId, event.at)
    return TOPICS
  },
}

/**
 * R11.5: whoever held the secret chose this key and this e-mail, the key can be sealed to, and whoever chose it holds it too:
 * a key of somebody else's can be named, and not be spoken for.
 */
async function provesItsKey(tx: Tx, invitation: InvitationRow, body: Redeemed): Promise<boolean> {
  const secret = body.by === 'code' ? invitation.code_secret : invitation.secret
  const clinic = await readClinic(tx)
  if (secret === null) return false
  const { id: clinicId } = clinic
  const { invitationId, loginEmail: email, loginRecipient: recipient } = body
  if (!isSameMac(redeemMac(secret, { clinicId, invitationId, email, recipient }), body.mac)) return false
  const pair = pairWith(clinic, recipient)
  return pair !== null && isSameMac(holderMac(pair, { clinicId, invitationId, email }), body.holderMac)
}

/**
 * Whose login it is, by its key: the id is the endpoint's word. One that another key has proven is not this key's.
 */
async function loginOf(tx: Tx, context: CoreContext, { loginId, loginRecipient }: Redeemed): Promise<LoginId> {
  const known = await findLoginOfKey(tx, loginRecipient)
  if (known) return known
  const proven = await findProvenRecipient(tx, loginId)
  return proven === null || proven === loginRecipient ? loginId : LoginId.parse(context.ids())
}

/** The invitation is spent at the endpoint in any case; one that was ended here keeps saying so. */
function noteInvitation(tx: Tx, { at, body }: Event, isClosedHere: boolean): Promise<void> {
  return updateInvitation(tx, body.invitationId, {
    redeemed_at: at,
    redeemed_by_email: body.loginEmail,
    redeemed_outcome: body.outcome,
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
  { invitation, level, before, isProven, isClosedHere }: LinkFacts,
): Promise<void> {
  const isLive = !isClosedHere
  if (before) {
    if (!isProven || !isLive) return
    await updateLink(tx, body.linkId, {
      level: isLiveInFull(before) ? 'full' : level,
      proven_recipient: body.loginRecipient,
      ended_at: null,
      ended_because: null,
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
    since_at: at,
    ended_at: isLive ? null : at,
    ended_because: isLive ? null : 'invitationEnded',
    end_reason: null,
  })
}

function isLiveInFull(link: LinkWithEmail | null): boolean {
  return link !== null && link.ended_at === null && link.level === 'full'
}

function inboxFacts(
  { loginEmail, outcome, linkId }: Redeemed,
  sentTo: string | null,
  isProven: boolean,
  hadEnded: boolean,
): InboxFacts {
  if (!isProven) return { kind: 'unproven', email: loginEmail }
  return { kind: 'redeemed', email: loginEmail, sentTo, linkId, outcome, hadEnded }
}
