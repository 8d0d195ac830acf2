import type { ChangeTopic } from '../../../../shared/contract/desk/session.ts'
import type { PatientId } from '../../../../shared/domain/ids.ts'
import type { DoubtfulBecause } from '../../../../shared/domain/inboxFacts.ts'
import { HOUR, plusMilliseconds } from '../../../../shared/domain/time.ts'
import { whyNotMoved } from '../../../../shared/domain/waitingList.ts'
import { offerMac } from '../../../../shared/envelope/offers.ts'
import { isSameMac } from '../../../../shared/envelope/secrets.ts'
import { asProgram, type CoreContext, type Tx } from '../../context.ts'
import { findService, insertAppointment } from '../../db/booking.ts'
import { noteClaim } from '../../db/claims.ts'
import { readClinic } from '../../db/clinic.ts'
import { readSyncState } from '../../db/syncState.ts'
import { findChangeable } from '../../db/visitChanges.ts'
import {
  findEntry,
  findOffer,
  updateEntry,
  updateOffer,
  type WaitingEntryRow,
  type WaitingOffer,
} from '../../db/waitingList.ts'
import { appendAudit } from '../../services/audit.ts'
import { tellInbox } from '../../services/inboxItems.ts'
import { tellByEmailIfPossible } from '../../services/mail/tellByEmail.ts'
import { noteIfRunsInto } from '../../services/online/clashes.ts'
import { moveByYes } from '../../services/waitingList/movedByYes.ts'
import { findVisitToMove } from '../../services/waitingList/visitToMove.ts'
import { EventNotApplicable, passOver, type Arrived, type InRoom } from '../inRoom.ts'
import { markRecordsDue } from '../out/recordsPut.ts'

type Answered = Arrived<'offer.answered'>

/**
 * R6.2: somebody said yes or no to an offer. The first answer at the endpoint counts, also where the clinic took the offer back in
 * the same moment; who said it is proven by the link's secret (R11.5). A yes is a visit from now on, of whoever the offer was for, or
 * moves the one that they have.
 */
export const offerAnswered: InRoom<'offer.answered', never> = {
  kind: 'offer.answered',
  apply: async (tx, context, event) => {
    const { offerId, answer, mac } = event.body
    const offer = await findOffer(tx, offerId)
    const entry = offer && (await findEntry(tx, offer.entryId))
    if (!offer || !entry) return passOver(context, event, 'unknownOffer')
    const { practitionerId, startsAt, secret } = offer
    const { id: clinicId } = await readClinic(tx)
    if (!isSameMac(offerMac(secret, { clinicId, offerId, practitionerId, startsAt, answer }), mac)) {
      if (answer === 'declined') throw new EventNotApplicable('Not from whoever has the link')
      return tellOfDoubt(tx, context, event, { because: 'notFromHolder', offer, patientId: entry.patientId })
    }
    if (offer.state === 'accepted' || offer.state === 'declined') return passOver(context, event, 'answerKnown')
    if (answer === 'accepted' && (await isHeldBack(tx, offer))) {
      return tellOfDoubt(tx, context, event, { because: 'heldBack', offer, patientId: entry.patientId })
    }
    await updateOffer(tx, offerId, { state: answer, answered_at: event.at })
    if (answer === 'accepted') await takeUp(tx, context, event, { offer, entry })
    else await appendAudit(tx, asProgram(context), { action: 'waitingList.declined', startsAt }, entry.patientId)
    return TOPICS
  },
}

const TOPICS: readonly ChangeTopic[] = ['waitingList', 'appointments', 'inbox', 'outbox', 'patients']

/** A round that began before an offer ran out, and the clocks of both, are as far apart at most. */
const LONGEST_ROUND = HOUR

/** R11.5: what was said in time would have come with a round since: the time may have gone to the next in line. */
async function isHeldBack(tx: Tx, { until }: WaitingOffer): Promise<boolean> {
  const lastRoundAt = (await readSyncState(tx))?.last_synchronised_at ?? null
  return lastRoundAt !== null && lastRoundAt > plusMilliseconds(until, LONGEST_ROUND)
}

/** R11.5: nobody is booked by it; the endpoint keeps the time for it until a person has settled it (R11.6). */
async function tellOfDoubt(
  tx: Tx,
  context: CoreContext,
  event: Answered,
  doubt: { readonly because: DoubtfulBecause; readonly offer: WaitingOffer; readonly patientId: PatientId },
): Promise<readonly ChangeTopic[]> {
  const { because, offer, patientId } = doubt
  const { id: appointmentId, practitionerId, startsAt } = offer
  await tellInbox(tx, context, {
    facts: {
      ...{ kind: 'bookingDoubtful', act: 'booked', because },
      ...{ appointmentId, practitionerId, startsAt, email: null },
    },
    ...{ patientId, receivedAt: event.at, eventSeq: event.seq, aside: { login: null, bytes: 0 } },
  })
  await appendAudit(tx, asProgram(context), { action: 'appointment.doubtful', email: '' }, patientId)
  return ['inbox']
}

type Taken = { readonly offer: WaitingOffer; readonly entry: WaitingEntryRow }

async function takeUp(tx: Tx, context: CoreContext, event: Answered, { offer, entry }: Taken): Promise<void> {
  const { insteadOfId, startsAt } = offer
  const { patientId } = entry
  const now = context.clock.now()
  const visit = insteadOfId && (await findVisitToMove(tx, insteadOfId, patientId))
  const because = insteadOfId && whyNotMoved(visit || null, { ...offer, practitionerId: entry.practitionerId }, now)
  const isMoved = insteadOfId && visit && because === null
  const id = isMoved ? insteadOfId : offer.id
  const was = isMoved ? { insteadOf: visit.startsAt } : {}
  await appendAudit(tx, asProgram(context), { action: 'waitingList.accepted', startsAt, ...was }, patientId)
  if (isMoved) await moveByYes(tx, context, offer, { id, visit, patientId })
  else if (!(await makeVisit(tx, context, event, { offer, entry }))) return
  await updateEntry(tx, entry.id, { ended_at: now, ended_because: 'booked' }, { at: now, by: null })
  const insteadOf = visit ? { startsAt: visit.startsAt, because: because || null } : null
  await tellInbox(tx, context, {
    facts: { kind: 'offerTaken', appointmentId: id, insteadOf },
    ...{ patientId, receivedAt: event.at, eventSeq: event.seq },
  })
  await noteIfRunsInto(tx, context, id)
  await markRecordsDue(tx, context, patientId)
}

/** @returns false where it is here already */
async function makeVisit(tx: Tx, context: CoreContext, event: Answered, { offer, entry }: Taken): Promise<boolean> {
  const { id, practitionerId, serviceId, startsAt, endsAt } = offer
  const service = await findService(tx, serviceId)
  if (!service || (await findChangeable(tx, id))) return false
  await insertAppointment(tx, {
    ...{
      id,
      patient_id: entry.patientId,
      practitioner_id: practitionerId,
      service_id: serviceId,
      service_name: service.name,
    },
    ...{ starts_at: startsAt, ends_at: endsAt, status: 'booked', status_at: event.at, overbook_reason: null },
    ...{ booked_by_link_id: null, changed_at: context.clock.now(), changed_by: null, created_by: null },
    created_at: event.at,
  })
  await noteClaim(tx, id, null)
  await tellByEmailIfPossible(tx, asProgram(context), id)
  return true
}
