import { LinkId, PatientId } from '../../../../shared/domain/ids.ts'
import type { InboxFacts } from '../../../../shared/domain/inboxFacts.ts'
import { emailKey } from '../../../../shared/domain/people.ts'
import { asProgram, type CoreContext, type Tx } from '../../context.ts'
import { updateLink, type LinkWithEmail } from '../../db/links.ts'
import { listHeldByOtherKeys } from '../../db/renewals.ts'
import { appendAudit } from '../../services/audit.ts'
import type { BodyOf } from '../inRoom.ts'
import { settleWaiting } from '../waitingPlace.ts'

type Redeemed = BodyOf<'invitation.redeemed'>

/** What the login held until its password was renewed, of every patient. */
export function listFormer(tx: Tx, { loginEmail, loginRecipient }: Redeemed): Promise<LinkWithEmail[]> {
  return listHeldByOtherKeys(tx, { key: emailKey(loginEmail), recipient: loginRecipient })
}

export function renewedFacts(
  { loginEmail: email, linkId, invitationId }: Redeemed,
  former: readonly LinkWithEmail[],
): InboxFacts {
  return { kind: 'renewed', email, linkId, invitationId, suspended: former.map(({ id }) => LinkId.parse(id)) }
}

/**
 * Nothing more is published to these links, which stay at the endpoint as they are: each patient is given to the new key by an
 * invitation of their own, or all of it is put back (decision 0026).
 */
export async function suspend(tx: Tx, context: CoreContext, former: readonly LinkWithEmail[]): Promise<void> {
  for (const { id, patient_id, email } of former) {
    const patientId = PatientId.parse(patient_id)
    await updateLink(tx, LinkId.parse(id), {
      ended_at: context.clock.now(),
      ended_because: 'renewed',
      end_reason: null,
    })
    await settleWaiting(tx, context, patientId, { unknown: [], known: [] })
    await appendAudit(tx, asProgram(context), { action: 'link.suspended', email }, patientId)
  }
}
