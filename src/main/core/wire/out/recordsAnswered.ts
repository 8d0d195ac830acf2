import type { OutboxBody } from '../../../../shared/contract/sync.ts'
import type { InvitationId, LinkId, PatientId } from '../../../../shared/domain/ids.ts'
import type { PartRef } from '../../../../shared/domain/recordIndex.ts'
import type { OutRefusal } from '../../../../shared/domain/refusals.ts'
import { HOUR } from '../../../../shared/domain/time.ts'
import type { CoreContext, Tx } from '../../context.ts'
import { findOutboxRowAbout, type OutboxRow } from '../../db/outbox.ts'
import { forgetParts, insertParts } from '../../db/parts.ts'
import { deleteUnsealedHolders, insertUnsealedHolder } from '../../db/unsealedHolders.ts'
import type { HolderView } from '../../records/views.ts'
import { enqueue } from '../enqueue.ts'
import type { Followed, RowOutcome } from '../outRoom.ts'
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

/** For how long an invitation is announced again to an endpoint that says that it never heard of it. */
const ANNOUNCED_WITHIN = HOUR

/**
 * R11.6, what follows from the answers. The endpoint takes each index by itself, so that whatever it refuses of one holder,
 * the others have theirs. An endpoint that was put back from a backup may lack a part: all are sealed anew in the next
 * round. It may have forgotten an open invitation: that is announced again, and waited for. It may have forgotten a link,
 * which nobody but whoever redeems can make: its holder is noted, and the row is done with.
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
  const isPartRefused = made.some(({ body }) => refusals.has(body))
  if (!isPartRefused && [...refusals.values()].includes('unknownPart')) {
    await forgetParts(tx, patientId, [])
    return { topics: [], isWaiting: true }
  }
  const taken = made.filter(({ body }) => !refusals.has(body))
  await insertParts(
    tx,
    taken.map(({ row }) => row),
  )
  await forgetParts(
    tx,
    patientId,
    named.map(({ id }) => id),
  )
  const left = [...refusals].filter(([body, reason]) => unknownLinkOf(body, reason) === null)
  if (left.length === 0) return { topics: [], isSettled: true }
  const unknown = left.flatMap(([body, reason]) => unknownInvitationOf(body, reason) ?? [])
  const isAnnounced = unknown.length === left.length && (await announceAgain(tx, context, published, unknown))
  return { topics: [], isWaiting: isAnnounced }
}

/** Shown until something reaches the holder again. */
async function noteHolders(
  tx: Tx,
  { clock, log }: Pick<CoreContext, 'clock' | 'log'>,
  { views, unsealed }: Published,
  refusals: ReadonlyMap<OutboxBody, OutRefusal>,
): Promise<void> {
  const refused = [...refusals].map(([body]) => body)
  const forgotten = [...refusals].flatMap(([body, reason]) => unknownLinkOf(body, reason) ?? [])
  for (const id of linksIn(unsealed)) await insertUnsealedHolder(tx, id, 'unusableKey', clock.now())
  for (const id of forgotten) {
    log('warn', 'wire.linkForgotten', { ownerId: id })
    await insertUnsealedHolder(tx, id, 'unknownLink', clock.now())
  }
  const reached = views.filter(
    (view) => !unsealed.includes(view) && !refused.some((body) => ownerOf(body) === view.owner.id),
  )
  await deleteUnsealedHolders(tx, linksIn(reached))
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
  if (Date.parse(context.clock.now()) - Date.parse(row.created_at) >= ANNOUNCED_WITHIN) return false
  for (const id of lost) await enqueue(tx, context, invitationPut, { id })
  // Behind them, so that the endpoint knows them by then.
  await markDue(tx)
  return true
}

function unknownLinkOf(body: OutboxBody, reason: OutRefusal): LinkId | null {
  return reason === 'unknownLink' && body.kind === 'index.put' && body.owner.kind === 'link' ? body.owner.id : null
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
