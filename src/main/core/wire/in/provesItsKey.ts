import { emailKey } from '../../../../shared/domain/people.ts'
import { InvitationId } from '../../../../shared/domain/ids.ts'
import { renewableAs } from '../../../../shared/domain/verifiedEmails.ts'
import { holderMac } from '../../../../shared/envelope/pair.ts'
import { isSameMac, redeemMac, type RedeemingAct } from '../../../../shared/envelope/secrets.ts'
import type { Tx } from '../../context.ts'
import { readClinic } from '../../db/clinic.ts'
import type { InvitationRow } from '../../db/invitations.ts'
import { listSentTo } from '../../db/redemptions.ts'
import { pairWith } from '../../pairs.ts'
import type { BodyOf } from '../inRoom.ts'

/**
 * R11.5: whoever held the secret chose this key and this e-mail for this act, the key can be sealed to, and whoever chose it
 * holds it too: a key of somebody else's can be named, and not be spoken for. An invitation renews the login of the one
 * address that it went to, whatever the endpoint let through (decision 0026).
 */
export async function provesItsKey(
  tx: Tx,
  invitation: InvitationRow,
  body: BodyOf<'invitation.redeemed'>,
  act: RedeemingAct,
): Promise<boolean> {
  const secret = body.by === 'code' ? invitation.code_secret : invitation.secret
  const clinic = await readClinic(tx)
  if (secret === null) return false
  const { id: clinicId } = clinic
  const { invitationId, loginEmail: email, loginRecipient: recipient } = body
  if (!isSameMac(redeemMac(secret, { clinicId, invitationId, email, recipient }, act), body.mac)) return false
  const pair = pairWith(clinic, recipient)
  if (pair === null || !isSameMac(holderMac(pair, { clinicId, invitationId, email }, act), body.holderMac)) return false
  return act === 'redeem' || (await mayRenew(tx, invitation, email))
}

async function mayRenew(tx: Tx, { id, kind }: InvitationRow, email: string): Promise<boolean> {
  const renewable = renewableAs(kind, await listSentTo(tx, InvitationId.parse(id)))
  return renewable !== null && emailKey(renewable) === emailKey(email)
}
