import type { RedeemOutcome } from '../../../shared/contract/portal.ts'
import { assertNever } from '../../../shared/domain/assertNever.ts'
import { LinkId, type ClinicId, type LoginId } from '../../../shared/domain/ids.ts'
import { deadBecause, decideRedeem, levelOf, type RedeemDecision } from '../../../shared/domain/invitations.ts'
import type { Instant } from '../../../shared/domain/time.ts'
import type { RedeemingAct } from '../../../shared/envelope/secrets.ts'
import type { Append } from '../../context.ts'
import { endInvitation, findInvitation, type FoundInvitation } from '../../db/invitations.ts'
import { heldLinks, insertLink, setLinkLevel } from '../../db/links.ts'
import { deleteMessages } from '../../db/messages.ts'
import { letGoOfIndex, moveIndex } from '../../db/records.ts'
import type { Tx } from '../../db/tables.ts'
import { DeadInvitationError } from '../failures.ts'

export type Redeeming = {
  /** `renew`: for a login that was made for it, in place of one whose password is lost. */
  readonly act: RedeemingAct
  readonly clinicId: ClinicId
  readonly tokenHash: string
  readonly mac: string
  readonly holderMac: string
  readonly login: { readonly id: LoginId; readonly email: string; readonly recipient: string }
  readonly now: Instant
  readonly ids: () => string
}

/** @throws DeadInvitationError */
export async function openInvitation(
  tx: Tx,
  { clinicId, tokenHash, now }: Pick<Redeeming, 'clinicId' | 'tokenHash' | 'now'>,
  by: 'link' | 'either' = 'either',
): Promise<FoundInvitation> {
  const invitation = await findInvitation(tx, clinicId, tokenHash, by)
  const because = deadBecause(invitation, now)
  if (because || !invitation) throw new DeadInvitationError(because ?? 'unknown')
  return invitation
}

/**
 * R4.4, R4.7: spends the invitation for this login, and tells the desk, all in the caller's transaction. Of any number
 * of simultaneous callers one comes through. @throws DeadInvitationError
 */
export async function redeem(tx: Tx, append: Append, redeeming: Redeeming): Promise<RedeemOutcome> {
  const { clinicId, tokenHash, login, now } = redeeming
  const invitation = await openInvitation(tx, redeeming)
  const decision = decideRedeem(invitation, await heldLinks(tx, clinicId, login.id), now)
  if (!(await endInvitation(tx, clinicId, invitation.id, 'redeemed', now))) {
    // Somebody was faster; on PostgreSQL this waited for their commit.
    throw new DeadInvitationError(deadBecause(await findInvitation(tx, clinicId, tokenHash, 'either'), now) ?? 'used')
  }
  const outcome = await carryOut(tx, redeeming, invitation, decision)
  const told = {
    invitationId: invitation.id,
    loginId: login.id,
    loginEmail: login.email,
    loginRecipient: login.recipient,
    mac: redeeming.mac,
    holderMac: redeeming.holderMac,
  }
  if (redeeming.act === 'renew') await append({ kind: 'login.renewed', linkId: outcome.linkId, ...told })
  else await append({ kind: 'invitation.redeemed', by: invitation.by, ...outcome, ...told })
  return outcome
}

async function carryOut(
  tx: Tx,
  redeeming: Redeeming,
  invitation: FoundInvitation,
  decision: RedeemDecision,
): Promise<RedeemOutcome> {
  const { clinicId, now } = redeeming
  switch (decision.kind) {
    case 'dead':
      throw new DeadInvitationError(decision.because)
    case 'add':
      return addLink(tx, redeeming, invitation)
    case 'upgrade':
      // The desk may have ended the link since it was read.
      if (!(await setLinkLevel(tx, clinicId, decision.link.id, 'full'))) return addLink(tx, redeeming, invitation)
      await moveIndex(tx, clinicId, invitation.id, decision.link.id, now)
      return { outcome: 'upgraded', linkId: decision.link.id, level: 'full' }
    case 'alreadyHeld':
      // What this link sees is published by the desk, which hears of the invitation now.
      await letGoOfIndex(tx, clinicId, { kind: 'invitation', id: invitation.id }, now)
      await deleteMessages(tx, clinicId, { kind: 'invitation', id: invitation.id })
      return { outcome: 'alreadyHeld', linkId: decision.link.id, level: decision.link.level }
    default:
      return assertNever(decision)
  }
}

async function addLink(
  tx: Tx,
  { clinicId, login, now, ids }: Redeeming,
  { id, patientId, kind }: FoundInvitation,
): Promise<RedeemOutcome> {
  const link = { id: LinkId.parse(ids()), patientId, level: levelOf(kind) }
  await insertLink(tx, clinicId, login.id, link, now)
  await moveIndex(tx, clinicId, id, link.id, now)
  return { outcome: 'added', linkId: link.id, level: link.level }
}
