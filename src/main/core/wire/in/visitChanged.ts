import type { ChangeTopic } from '../../../../shared/contract/desk/session.ts'
import { calledOnceMoved } from '../../../../shared/domain/callList.ts'
import { PatientId } from '../../../../shared/domain/ids.ts'
import type { DoubtfulBecause } from '../../../../shared/domain/inboxFacts.ts'
import { whyNotChanged } from '../../../../shared/domain/booking/onlineChange.ts'
import { SealedVisitChange } from '../../../../shared/domain/sealedLetters.ts'
import { Instant, minutesBetween, MINUTE, plusMilliseconds } from '../../../../shared/domain/time.ts'
import { asProgram, type CoreContext, type Tx } from '../../context.ts'
import { findStaff } from '../../db/booking.ts'
import { findPatientOfVisit } from '../../db/appointments.ts'
import { noteClaim } from '../../db/claims.ts'
import { readClinic } from '../../db/clinic.ts'
import { findLink, type LinkWithEmail } from '../../db/links.ts'
import { readOnlineBookingRow } from '../../db/onlineBooking.ts'
import { readSyncState } from '../../db/syncState.ts'
import { changeVisit, findChangeable, type ChangeableVisit } from '../../db/visitChanges.ts'
import { appendAudit } from '../../services/audit.ts'
import { tellInbox } from '../../services/inboxItems.ts'
import { stateOf } from '../../services/changeVisit.ts'
import { noteIfRunsInto, settleClash } from '../../services/online/clashes.ts'
import { enqueue } from '../enqueue.ts'
import { EventNotApplicable, passOver, type Arrived, type InRoom } from '../inRoom.ts'
import { claimPut } from '../out/claimPut.ts'
import { markRecordsDue } from '../out/recordsPut.ts'
import { isTakenAway, isWrittenBy, noteEndpointMail, said, tellOfDoubt, toldBy } from './onlineVisit.ts'

type Changed = Arrived<'visit.moved' | 'visit.cancelled'>
const TOPICS: readonly ChangeTopic[] = ['appointments', 'inbox', 'outbox']

/** R6.3: a patient moved a visit that they had booked online. */
export const visitMoved: InRoom<'visit.moved', SealedVisitChange> = {
  kind: 'visit.moved',
  open: (body, opener) => opener(body.sealed, SealedVisitChange),
  apply: (tx, context, event, opened) => applyChange(tx, context, event, opened),
}

/** R6.3: a patient cancelled one. Its time is free again (R6.4). */
export const visitCancelled: InRoom<'visit.cancelled', SealedVisitChange> = {
  kind: 'visit.cancelled',
  open: (body, opener) => opener(body.sealed, SealedVisitChange),
  apply: (tx, context, event, opened) => applyChange(tx, context, event, opened),
}

/**
 * What was decided here since, and what came after the cut-off, is not undone by it: it becomes a task, and the visit's time is claimed
 * again as it stands here (decision 0034).
 */
async function applyChange(
  tx: Tx,
  context: CoreContext,
  event: Changed,
  opened: SealedVisitChange | 'unreadable',
): Promise<readonly ChangeTopic[]> {
  const { body } = event
  const { appointmentId: id } = body
  const link = await findLink(tx, body.linkId)
  const visit = await findChangeable(tx, id)
  const patientId = await findPatientOfVisit(tx, id)
  if (!link || !visit || !patientId) throw new EventNotApplicable(link ? 'Unknown visit' : 'Unknown link')
  if (!(await findStaff(tx, body.practitionerId))) throw new EventNotApplicable('Unknown practitioner')
  const because = await doubtOf(tx, event, opened, { link, visit })
  if (because !== null || opened === 'unreadable') {
    await tellOfDoubt(tx, context, event, { because: because ?? 'unreadable', patientId, email: link.email })
    await enqueue(tx, context, claimPut, { id })
    return TOPICS
  }
  if (isDone(visit, event)) return passOver(context, event, 'changeKnown')
  const { cut_off_minutes: cutOffMinutes } = await readOnlineBookingRow(tx)
  const { seenSequence } = opened
  const at = await actedAt(tx, event)
  const why = whyNotChanged(visit, { at, sequence: body.sequence, seenSequence, cutOffMinutes })
  const to = opened.to
  if (why !== null || to === null) {
    await tellInbox(tx, context, {
      facts: { kind: 'visitChange', appointmentId: id, to, reason: said(opened.reason), because: why },
      patientId,
      receivedAt: event.at,
      eventSeq: event.seq,
    })
  }
  if (why !== null) {
    await enqueue(tx, context, claimPut, { id })
    return TOPICS
  }
  await change(tx, context, event, visit)
  await noteEndpointMail(tx, event, { to: link.email, patientId, appointmentId: id })
  const action = to === null ? 'appointment.cancelledOnline' : 'appointment.movedOnline'
  await appendAudit(tx, asProgram(context), { action, email: link.email }, patientId)
  const settled = await settleClash(tx, context, id)
  await noteIfRunsInto(tx, context, id)
  await markRecordsDue(tx, context, PatientId.parse(patientId))
  return [...TOPICS, ...settled]
}

/** R6.3: by the event's time and by the desk's own rounds: what happened before the last one would have come with it. */
async function actedAt(tx: Tx, { at }: Changed): Promise<Instant> {
  const lastRoundAt = Instant.nullable().parse((await readSyncState(tx))?.last_synchronised_at ?? null)
  return lastRoundAt !== null && lastRoundAt > at ? lastRoundAt : at
}

/** Told again: it stands so already. */
function isDone(visit: ChangeableVisit, { body }: Changed): boolean {
  if (body.kind === 'visit.cancelled') return visit.status === 'cancelled'
  const isThere = visit.startsAt === body.startsAt && visit.practitionerId === body.practitionerId
  return isThere && visit.sequence >= body.sequence
}

async function change(tx: Tx, context: CoreContext, event: Changed, visit: ChangeableVisit): Promise<void> {
  const { kind, appointmentId: id, practitionerId, startsAt } = event.body
  const length = minutesBetween(visit.startsAt, visit.endsAt) * MINUTE
  const place =
    kind === 'visit.cancelled'
      ? { status: 'cancelled' as const, statusAt: event.at, told: toldBy(event, null) ?? visit.told }
      : {
          ...{ practitionerId, startsAt, endsAt: plusMilliseconds(startsAt, length) },
          told: toldBy(event, { startsAt, practitionerId }) ?? visit.told,
          called: calledOnceMoved(visit, startsAt, (await readClinic(tx)).time_zone),
        }
  await changeVisit(tx, id, visit, {
    to: { ...stateOf(visit), ...place },
    before: null,
    at: context.clock.now(),
    by: null,
    toldSequence: event.body.sequence,
  })
  await noteClaim(tx, id, null)
}

async function doubtOf(
  tx: Tx,
  { body }: Changed,
  opened: SealedVisitChange | 'unreadable',
  { link, visit }: { readonly link: LinkWithEmail; readonly visit: ChangeableVisit },
): Promise<DoubtfulBecause | null> {
  if (opened === 'unreadable') return 'unreadable'
  const booker = visit.bookedByLinkId === null ? null : await findLink(tx, visit.bookedByLinkId)
  // Whose link gave way to an older one of the same key is who it was (R6.5).
  const isBooker = booker !== null && booker.proven_recipient === link.proven_recipient
  if (!isBooker || !(await isWrittenBy(tx, link.proven_recipient, body))) return 'notFromHolder'
  if (isTakenAway(link)) return 'accessEnded'
  const isSame =
    opened.appointmentId === body.appointmentId &&
    (body.kind === 'visit.cancelled'
      ? opened.to === null
      : opened.to?.practitionerId === body.practitionerId && opened.to.startsAt === body.startsAt)
  return isSame ? null : 'mismatch'
}
