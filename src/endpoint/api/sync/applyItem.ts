import type { OutboxBody, OutboxItem } from '../../../shared/contract/outbox.ts'
import { assertNever } from '../../../shared/domain/assertNever.ts'
import { isAtLeast, levelOf } from '../../../shared/domain/invitations.ts'
import { DAY, type Instant } from '../../../shared/domain/time.ts'
import { noteApplied } from '../../db/applied.ts'
import { endBlob } from '../../db/blobs.ts'
import { assignForms } from '../../db/assignedForms.ts'
import { giveUpNames, takeName } from '../../db/clinicNames.ts'
import { putAnchor, updateProfile, type Desk } from '../../db/clinics.ts'
import { endFeed, putFeed } from '../../db/feeds.ts'
import { endInvitation, findInvitationKind, putInvitation } from '../../db/invitations.ts'
import { endClaim } from '../../db/claims.ts'
import { endLink, findLink, moveLink, setLinkLevel } from '../../db/links.ts'
import { deleteMailsAbout, insertMail } from '../../db/mails.ts'
import { endOffer } from '../../db/offers.ts'
import { deleteMessages, putMessage } from '../../db/messages.ts'
import { deleteIndex, hasParts, nameParts, putIndex, putPart } from '../../db/records.ts'
import { restoreLogin } from '../../db/renewals.ts'
import { putSale } from '../../db/sales.ts'
import { endReminder, putReminder } from '../../db/reminders.ts'
import type { Tx } from '../../db/tables.ts'
import { wipeClinic } from '../../db/wipe.ts'
import { RefusedError } from '../failures.ts'
import { isWithinLimit, type Limit, type Limiting } from '../limits.ts'
import { applyClaim } from './applyClaim.ts'
import { applyOffer } from './applyOffer.ts'

type BodyOf<Kind extends OutboxBody['kind']> = Extract<OutboxBody, { kind: Kind }>

/**
 * Applies one outbox item, once: false when this id was applied before. The desk's end of things is final, so that ending
 * what is unknown here is no fault. @throws RefusedError, NotAnAgeFileError
 */
export async function applyItem(
  tx: Tx,
  limiting: Omit<Limiting, 'db'>,
  desk: Desk,
  item: OutboxItem,
  now: Instant,
): Promise<boolean> {
  const noted = await noteApplied(tx, desk.clinicId, item.id, now)
  if (noted === 'known') return false
  if (noted === 'tooOld') throw new RefusedError('tooOld')
  await requireMailQuota(tx, limiting, desk.clinicId, item.body.kind)
  await applyBody(tx, desk, item.body, now)
  return true
}

/** R11.6: a clinic writes to its patients, and is no sender of mass mail for whoever has taken its desk over. */
const MAILS_OF_CLINIC: Limit = { most: 2_000, within: DAY }

/** Reminders count by themselves: two weeks of them that are laid up at once keep no other e-mail from leaving. */
async function requireMailQuota(
  tx: Tx,
  limiting: Omit<Limiting, 'db'>,
  clinicId: Desk['clinicId'],
  kind: OutboxBody['kind'],
): Promise<void> {
  if (kind !== 'mail.put' && kind !== 'reminder.put') return
  const key = kind === 'mail.put' ? 'mails' : 'reminders'
  const answer = await isWithinLimit({ ...limiting, db: tx }, [key, clinicId], MAILS_OF_CLINIC)
  if (!answer.ok) throw new RefusedError('mailQuota')
}

async function applyBody(tx: Tx, desk: Desk, body: OutboxBody, now: Instant): Promise<void> {
  const { clinicId } = desk
  switch (body.kind) {
    case 'clinic.put':
      return updateProfile(tx, clinicId, body.profile)
    case 'clinic.name':
      if (body.name === null) return giveUpNames(tx, clinicId)
      if (!(await takeName(tx, clinicId, body.name, now))) throw new RefusedError('nameTaken')
      return
    case 'invitation.put':
      return putInvitation(tx, clinicId, body)
    case 'invitation.end':
      if (await endInvitation(tx, clinicId, body.id, body.state, now)) {
        // R4.6: revoking destroys what was sealed to it.
        await deleteIndex(tx, clinicId, { kind: 'invitation', id: body.id })
      }
      return
    case 'part.put':
      return putPart(tx, clinicId, body, now)
    case 'blob.end':
      return endBlob(tx, clinicId, body.id)
    case 'index.put':
      return applyIndex(tx, desk, body, now)
    case 'message.put':
      return applyMessage(tx, desk, body)
    case 'message.end':
      return deleteMessages(tx, clinicId, body.owner, body.ids)
    case 'anchor.put':
      return putAnchor(tx, clinicId, body.sealed)
    case 'link.level':
      return applyLevel(tx, desk, body)
    case 'link.end':
      return endLink(tx, clinicId, body.id, now)
    case 'link.move':
      if (!(await moveLink(tx, clinicId, body.id, body.patientId, now))) throw new RefusedError('unknownLink')
      return
    case 'sale.put':
      return putSale(tx, clinicId, body.sale)
    case 'claim.put':
      return applyClaim(tx, clinicId, body, now)
    case 'claim.end':
      await endClaim(tx, clinicId, body.id, now)
      return deleteMailsAbout(tx, clinicId, body.id)
    case 'offer.put':
      return applyOffer(tx, clinicId, body, now)
    case 'offer.end':
      return endOffer(tx, clinicId, body.id, now)
    case 'login.restore':
      return restoreLogin(tx, clinicId, body.invitationId)
    case 'feed.put':
      return putFeed(tx, clinicId, body, now)
    case 'feed.end':
      return endFeed(tx, clinicId, body.practitionerId)
    case 'clinic.wipe':
      if (!(await wipeClinic(tx, clinicId, body))) throw new RefusedError('eventsWait')
      return
    case 'mail.put':
      return insertMail(tx, { clinicId, ...body }, now)
    case 'reminder.put':
      return putReminder(tx, clinicId, body)
    case 'reminder.end':
      return endReminder(tx, clinicId, body.id, now)
    default:
      return assertNever(body)
  }
}

async function applyIndex(tx: Tx, { clinicId, epoch }: Desk, body: BodyOf<'index.put'>, now: Instant): Promise<void> {
  if (!(await isWanted(tx, clinicId, body))) return
  if (!(await putIndex(tx, clinicId, epoch, body, now))) return
  if (!(await hasParts(tx, clinicId, body.parts))) throw new RefusedError('unknownPart')
  await nameParts(tx, clinicId, body.owner, body.parts)
  await assignForms(tx, clinicId, body.owner, body.forms)
}

/**
 * An index for an invitation that has ended came too late and is passed over, and so does one for a link that was raised
 * since. One for a link that is not there, or has less than it gives, is refused: a desk that goes on publishing so believes
 * in what this endpoint has forgotten, and one that lowered or ended the link meanwhile knows better than this answer.
 */
async function isWanted(tx: Tx, clinicId: Desk['clinicId'], { owner, level }: BodyOf<'index.put'>): Promise<boolean> {
  switch (owner.kind) {
    case 'link': {
      const link = await findLink(tx, clinicId, owner.id)
      if (!link || link.hasEnded) throw new RefusedError('unknownLink')
      if (!isAtLeast(link.level, level)) throw new RefusedError('lowerLevel')
      return link.level === level
    }
    case 'invitation': {
      const invitation = await findInvitationKind(tx, clinicId, owner.id)
      if (!invitation) throw new RefusedError('unknownInvitation')
      return invitation.state === 'open' && levelOf(invitation.kind) === level
    }
    default:
      return assertNever(owner)
  }
}

/** R8.5: as with an index; one that a limited holder may have is given at either level. */
async function applyMessage(tx: Tx, { clinicId }: Desk, body: BodyOf<'message.put'>): Promise<void> {
  const { owner, level } = body
  if (owner.kind === 'link') {
    const link = await findLink(tx, clinicId, owner.id)
    if (!link || link.hasEnded) throw new RefusedError('unknownLink')
    if (!isAtLeast(link.level, level)) throw new RefusedError('lowerLevel')
  } else {
    const invitation = await findInvitationKind(tx, clinicId, owner.id)
    if (!invitation) throw new RefusedError('unknownInvitation')
    if (invitation.state !== 'open') return
  }
  await putMessage(tx, clinicId, body)
}

/** R3.5: what was published at the other level goes with it. */
async function applyLevel(tx: Tx, { clinicId }: Desk, { id, level }: BodyOf<'link.level'>): Promise<void> {
  const link = await findLink(tx, clinicId, id)
  if (!link) throw new RefusedError('unknownLink')
  if (link.level === level) return
  await setLinkLevel(tx, clinicId, id, level)
  await deleteIndex(tx, clinicId, { kind: 'link', id })
}
