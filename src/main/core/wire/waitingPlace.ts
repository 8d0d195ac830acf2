import { InboxFacts } from '../../../shared/domain/inboxFacts.ts'
import { InboxItemId, InvitationId, LinkId, PatientId } from '../../../shared/domain/ids.ts'
import { isAtLeast, levelOf } from '../../../shared/domain/invitations.ts'
import { DAY, Instant, plusMilliseconds } from '../../../shared/domain/time.ts'
import { asProgram, type CoreContext, type Tx } from '../context.ts'
import { hasOpenItemOfLink, insertInboxItem } from '../db/inboxItems.ts'
import { findInvitation } from '../db/invitations.ts'
import { countHeldAnew, findLink, insertLink, moveToLink, updateLink, type LinkRow } from '../db/links.ts'
import { deleteWaitingRedemption, listWaitingRedemptions, type WaitingRedemption } from '../db/waitingRedemptions.ts'
import { appendAudit } from '../services/audit.ts'
import { enqueue } from './enqueue.ts'
import { linkEnd } from './out/linkEnd.ts'
import { linkLevel } from './out/linkLevel.ts'

/*
 * R11.6: a link's id is the endpoint's word. Another one for a key that holds the patient already takes the place of the
 * link that stands only once the endpoint has said, of an index for that link, that it does not know it.
 */

/** Whoever may rewrite the endpoint could move a link in every round: so often a day, for one key and patient, a repeat does. */
const ANEW_A_DAY = 3

/** What the endpoint said of links that stand. */
export type LinksTold = {
  readonly unknown: readonly LinkId[]
  readonly known: readonly LinkId[]
}

/**
 * Carries out what waits for one patient, as far as it was answered, and drops what came to nothing.
 * @returns whether any link gave way: what its holder sees is to be published anew
 */
export async function settleWaiting(
  tx: Tx,
  context: CoreContext,
  patientId: PatientId,
  { unknown, known }: LinksTold,
): Promise<boolean> {
  let hasMoved = false
  for (const waiting of await listWaitingRedemptions(tx, patientId)) {
    const id = LinkId.parse(waiting.link_id)
    const link = await findLink(tx, id)
    if (!link || link.ended_at !== null || known.includes(id)) await drop(tx, context, waiting)
    else if (unknown.includes(id)) hasMoved = (await takeItsPlace(tx, context, link, waiting)) || hasMoved
  }
  return hasMoved
}

/** The link that stands does so at the endpoint too, or staff have ended it: the other one gives nothing. */
async function drop(tx: Tx, context: CoreContext, waiting: WaitingRedemption): Promise<void> {
  await deleteWaitingRedemption(tx, waiting.link_id)
  await endUnknown(tx, context, LinkId.parse(waiting.new_link_id), InvitationId.parse(waiting.invitation_id))
}

/** A link of which this desk knows nothing ends at the endpoint; of one invitation the newest. */
export async function endUnknown(tx: Tx, context: CoreContext, id: LinkId, unwantedBy: InvitationId): Promise<void> {
  if ((await findLink(tx, id)) === null) await enqueue(tx, context, linkEnd, { id, unwantedBy })
}

/**
 * What came by the link, and was sent through it, is the new one's, at the level that it has by now (R3.5).
 * @returns whether it gave way
 */
async function takeItsPlace(tx: Tx, context: CoreContext, link: LinkRow, waiting: WaitingRedemption): Promise<boolean> {
  const now = context.clock.now()
  const [id, anew] = [LinkId.parse(link.id), LinkId.parse(waiting.new_link_id)]
  const { patient_id, login_id, proven_recipient, level } = link
  const invitation = await findInvitation(tx, InvitationId.parse(waiting.invitation_id))
  const before = await findLink(tx, anew)
  const isAnothers = before !== null && (before.patient_id !== patient_id || before.login_id !== login_id)
  const given = invitation && levelOf(invitation.kind)
  if (proven_recipient === null || given === null || !isAtLeast(given, level) || isAnothers) {
    await drop(tx, context, waiting)
    return false
  }
  const since = plusMilliseconds(now, -DAY)
  // Of an invitation's first redemption staff were told, and there are as many as the clinic makes.
  const isRepeat = waiting.facts_json !== null
  const lately = isRepeat ? await countHeldAnew(tx, { patientId: patient_id, recipient: proven_recipient, since }) : 0
  if (lately >= ANEW_A_DAY) return false

  await deleteWaitingRedemption(tx, waiting.link_id)
  const isFull = level === 'full' || (before?.ended_at === null && before.level === 'full')
  const held = { level: isFull ? 'full' : 'limited', proven_recipient, ended_at: null, ended_because: null } as const
  if (before) await updateLink(tx, anew, { ...held, end_reason: null })
  else await insertLink(tx, { id: anew, login_id, patient_id, ...held, end_reason: null, since_at: waiting.at })
  await updateLink(tx, id, { ended_at: now, ended_because: 'heldAnew' })
  await moveToLink(tx, id, anew)
  await enqueue(tx, context, linkEnd, { id })
  if (held.level !== given) await enqueue(tx, context, linkLevel, { id: anew, level: held.level })
  await tellOf(tx, context, PatientId.parse(patient_id), anew, waiting)
  return true
}

/** One open line of a holder: what told of the link before tells of the new one. */
async function tellOf(
  tx: Tx,
  context: CoreContext,
  patientId: PatientId,
  linkId: LinkId,
  { facts_json, event_seq, at }: WaitingRedemption,
): Promise<void> {
  if (facts_json === null) return
  const facts = InboxFacts.parse(JSON.parse(facts_json))
  if (facts.kind !== 'redeemed') return
  await appendAudit(tx, asProgram(context), { action: 'invitation.redeemed', email: facts.email }, patientId)
  if (await hasOpenItemOfLink(tx, linkId)) return
  await insertInboxItem(tx, {
    id: InboxItemId.parse(context.ids()),
    ...{ event_seq, kind: facts.kind, patient_id: patientId, facts_json, received_at: Instant.parse(at) },
    ...{ submission_id: null, mail_id: null, request_id: null, kept_for: null, kept_bytes: null },
  })
}
