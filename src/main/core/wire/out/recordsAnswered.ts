import type { ChangeTopic } from '../../../../shared/contract/desk/session.ts'
import type { OutboxBody } from '../../../../shared/contract/outbox.ts'
import type { InvitationId, LinkId, PatientId } from '../../../../shared/domain/ids.ts'
import type { AccessLevel } from '../../../../shared/domain/invitations.ts'
import type { PartRef } from '../../../../shared/domain/recordIndex.ts'
import type { OutRefusal } from '../../../../shared/domain/refusals.ts'
import { HOUR } from '../../../../shared/domain/time.ts'
import type { CoreContext, Tx } from '../../context.ts'
import { findLink } from '../../db/links.ts'
import { findOutboxRowAbout, type OutboxRow } from '../../db/outbox.ts'
import { forgetFiles } from '../../db/files.ts'
import { forgetParts, insertParts } from '../../db/parts.ts'
import { deleteUnsealedHolders, insertUnsealedHolder } from '../../db/unsealedHolders.ts'
import type { HolderView } from '../../records/views.ts'
import { enqueue } from '../enqueue.ts'
import type { Followed, RowOutcome } from '../outRoom.ts'
import { settleWaiting } from '../waitingPlace.ts'
import { invitationPut } from './invitationPut.ts'

export type MadePart = { readonly body: OutboxBody; readonly row: Parameters<typeof insertParts>[1][number] }

/** What was handed over of one patient. */
export type Published = {
  readonly row: OutboxRow
  readonly patientId: PatientId
  readonly views: readonly HolderView[]
  /** Those to whose key nothing could be sealed. */
  readonly unsealed: readonly HolderView[]
  readonly made: readonly MadePart[]
  readonly named: readonly PartRef[]
  /** Leaves the patient's records in the outbox once more, at its end. */
  readonly markDue: (tx: Tx) => Promise<unknown>
}

/** For how long an endpoint that says that it never heard of an invitation, or of a part, is told of it again. */
const SAID_AGAIN_WITHIN = HOUR

/**
 * R11.6, what follows from the answers. The endpoint takes each index by itself, so that whatever it refuses of one holder,
 * the others have theirs. An endpoint that was put back from a backup may lack a part: all are sealed anew in the next
 * round, for an hour. It may have forgotten an open invitation: that is announced again, and waited for. It may have forgotten a link,
 * which nobody but whoever redeems can make, or that it was raised: its holder is noted, and the row is done with.
 */
export async function recordsAnswered(
  tx: Tx,
  context: CoreContext,
  published: Published,
  outcome: RowOutcome,
): Promise<Followed> {
  const { patientId, made, named } = published
  const refusals: ReadonlyMap<OutboxBody, OutRefusal> = outcome.kind === 'taken' ? new Map() : outcome.refusals
  await noteHolders(tx, context, published, refusals)
  const topics = await settlePlaces(tx, context, published, refusals)
  const isPartRefused = made.some(({ body }) => refusals.has(body))
  const isPartUnknown = !isPartRefused && [...refusals.values()].includes('unknownPart')
  // Where all of them were handed over together and it lacks one still, doing so for ever would help nobody.
  if (isPartUnknown && (made.length < named.length || isWithin(context, published.row, SAID_AGAIN_WITHIN))) {
    await forgetParts(tx, patientId, [])
    await forgetFiles(tx, patientId, [])
    return { topics, isWaiting: true }
  }
  const taken = made.filter(({ body }) => !refusals.has(body))
  await insertParts(
    tx,
    taken.map(({ row }) => row),
  )
  const kept = named.map(({ id }) => id)
  await forgetParts(tx, patientId, kept)
  await forgetFiles(tx, patientId, kept)
  const left = [...refusals].filter(([body, reason]) => troubleOf(body, reason) === null)
  if (left.length === 0) return { topics, isSettled: true }
  const unknown = left.flatMap(([body, reason]) => unknownInvitationOf(body, reason) ?? [])
  const isAnnounced = unknown.length === left.length && (await announceAgain(tx, context, published, unknown))
  return { topics, isWaiting: isAnnounced }
}

/** Shown until something reaches the holder again. */
async function noteHolders(
  tx: Tx,
  { clock, log }: Pick<CoreContext, 'clock' | 'log'>,
  published: Published,
  refusals: ReadonlyMap<OutboxBody, OutRefusal>,
): Promise<void> {
  for (const id of linksIn(published.unsealed)) await insertUnsealedHolder(tx, id, 'unusableKey', clock.now())
  for (const { id, trouble, level } of troublesIn(refusals)) {
    const link = await findLink(tx, id)
    // What was ended or lowered here since this was made is on its way.
    if (!link || link.ended_at !== null || (trouble === 'lowerLevel' && link.level !== level)) continue
    log('warn', trouble === 'unknownLink' ? 'wire.linkForgotten' : 'wire.linkLower', { ownerId: id })
    await insertUnsealedHolder(tx, id, trouble, clock.now())
  }
  await deleteUnsealedHolders(tx, reachedBy(published, refusals))
}

/** R11.6: whether a link stands at the endpoint is what redemptions by the same key wait for. */
async function settlePlaces(
  tx: Tx,
  context: CoreContext,
  published: Published,
  refusals: ReadonlyMap<OutboxBody, OutRefusal>,
): Promise<readonly ChangeTopic[]> {
  const troubles = troublesIn(refusals)
  const hasMoved = await settleWaiting(tx, context, published.patientId, {
    unknown: troubles.filter(({ trouble }) => trouble === 'unknownLink').map(({ id }) => id),
    known: [
      ...reachedBy(published, refusals),
      ...troubles.filter(({ trouble }) => trouble === 'lowerLevel').map(({ id }) => id),
    ],
  })
  if (!hasMoved) return []
  await published.markDue(tx)
  // In the next round, which follows this one at once.
  context.wakeSync()
  return ['links', 'patients', 'inbox', 'appointments']
}

function reachedBy({ views, unsealed }: Published, refusals: ReadonlyMap<OutboxBody, OutRefusal>): LinkId[] {
  const refused = new Set([...refusals.keys()].map(ownerOf))
  return linksIn(views.filter((view) => !unsealed.includes(view) && !refused.has(view.owner.id)))
}

/**
 * One that the desk has yet to hand over, or that the endpoint refused in this very round, is waited for: it is left out in
 * the next. @returns whether the row is to wait for them
 */
async function announceAgain(
  tx: Tx,
  context: CoreContext,
  { row, markDue }: Published,
  ids: readonly InvitationId[],
): Promise<boolean> {
  const lost: InvitationId[] = []
  for (const id of ids) {
    if (!(await findOutboxRowAbout(tx, 'invitation.put', id))) lost.push(id)
  }
  if (lost.length === 0) return true
  if (!isWithin(context, row, SAID_AGAIN_WITHIN)) return false
  for (const id of lost) await enqueue(tx, context, invitationPut, { id })
  // Behind them, so that the endpoint knows them by then.
  await markDue(tx)
  return true
}

function isWithin({ clock }: Pick<CoreContext, 'clock'>, { created_at }: OutboxRow, milliseconds: number): boolean {
  return Date.parse(clock.now()) - Date.parse(created_at) < milliseconds
}

type Trouble = { readonly id: LinkId; readonly trouble: 'unknownLink' | 'lowerLevel'; readonly level: AccessLevel }

function troublesIn(refusals: ReadonlyMap<OutboxBody, OutRefusal>): Trouble[] {
  return [...refusals].flatMap(([body, reason]) => troubleOf(body, reason) ?? [])
}

/** What is noted beside the holder, and nothing that the row waits for. */
function troubleOf(body: OutboxBody, reason: OutRefusal): Trouble | null {
  if (body.kind !== 'index.put' || body.owner.kind !== 'link') return null
  if (reason !== 'unknownLink' && reason !== 'lowerLevel') return null
  return { id: body.owner.id, trouble: reason, level: body.level }
}

function unknownInvitationOf(body: OutboxBody, reason: OutRefusal): InvitationId | null {
  const isUnknown = reason === 'unknownInvitation' && body.kind === 'index.put'
  return isUnknown && body.owner.kind === 'invitation' ? body.owner.id : null
}

function ownerOf(body: OutboxBody): string | null {
  return body.kind === 'index.put' ? body.owner.id : null
}

function linksIn(views: readonly HolderView[]): LinkId[] {
  return views.flatMap(({ owner }) => (owner.kind === 'link' ? [owner.id] : []))
}
