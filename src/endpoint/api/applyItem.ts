import type { OutboxItem } from '../../shared/contract/sync.ts'
import { assertNever } from '../../shared/domain/assertNever.ts'
import { levelOf } from '../../shared/domain/invitations.ts'
import type { Instant } from '../../shared/domain/time.ts'
import type { Desk } from '../db/clinics.ts'
import { updateProfile } from '../db/clinics.ts'
import { endInvitation, findInvitationKind, putInvitation } from '../db/invitations.ts'
import { deleteProjection, endLink, findLink, putProjection, setLinkLevel } from '../db/links.ts'
import { insertMail } from '../db/mails.ts'
import type { Tx } from '../db/tables.ts'

/** Rolls the item's transaction back; `reason` is the desk's answer and names no person. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError'
  readonly reason: string
  constructor(reason: string) {
    super(reason)
    this.reason = reason
  }
}

/**
 * Applies one outbox item, once: false when this id was applied before. The desk's end of things is final, so that ending
 * what is unknown here is no fault. @throws RefusedError
 */
export async function applyItem(tx: Tx, desk: Desk, item: OutboxItem, now: Instant): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('applied_item')
    .values({ clinic_id: desk.clinicId, id: item.id, applied_at: now })
    .onConflict((conflict) => conflict.columns(['clinic_id', 'id']).doNothing())
    .executeTakeFirst()
  if (numInsertedOrUpdatedRows !== 1n) return false
  await applyBody(tx, desk, item.body, now)
  return true
}

async function applyBody(tx: Tx, { clinicId, epoch }: Desk, body: OutboxItem['body'], now: Instant): Promise<void> {
  switch (body.kind) {
    case 'clinic.put':
      return updateProfile(tx, clinicId, body.profile)
    case 'invitation.put':
      return putInvitation(tx, clinicId, body)
    case 'invitation.end':
      if (await endInvitation(tx, clinicId, body.id, body.state, now)) {
        // R4.6: revoking destroys what was sealed to it.
        await deleteProjection(tx, clinicId, { kind: 'invitation', id: body.id })
      }
      return
    case 'projection.put':
      if (await isWanted(tx, clinicId, body)) await putProjection(tx, clinicId, epoch, body, now)
      return
    case 'link.level': {
      const link = await findLink(tx, clinicId, body.id)
      if (!link) throw new RefusedError('unknownLink')
      if (link.hasEnded || link.level === body.level) return
      await setLinkLevel(tx, clinicId, body.id, body.level)
      return deleteProjection(tx, clinicId, { kind: 'link', id: body.id })
    }
    case 'link.end':
      return endLink(tx, clinicId, body.id, now)
    case 'mail.put':
      return insertMail(tx, { clinicId, ...body }, now)
    default:
      return assertNever(body)
  }
}

/** A projection of another level than its owner's, or for an owner that has ended, came too late and is passed over. */
async function isWanted(
  tx: Tx,
  clinicId: Desk['clinicId'],
  { owner, level }: Extract<OutboxItem['body'], { kind: 'projection.put' }>,
): Promise<boolean> {
  if (owner.kind === 'link') {
    const link = await findLink(tx, clinicId, owner.id)
    if (!link) throw new RefusedError('unknownLink')
    return !link.hasEnded && link.level === level
  }
  const invitation = await findInvitationKind(tx, clinicId, owner.id)
  if (!invitation) throw new RefusedError('unknownInvitation')
  return invitation.state === 'open' && levelOf(invitation.kind) === level
}
