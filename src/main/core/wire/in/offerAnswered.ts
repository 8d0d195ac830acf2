import type { ChangeTopic } from '../../../../shared/contract/desk/session.ts'
import type { PatientId } from '../../../../shared/domain/ids.ts'
import type { DoubtfulBecause } from '../../../../shared/domain/inboxFacts.ts'
import { HOUR, plusMilliseconds } from '../../../../shared/domain/time.ts'
import { offerMac } from '../../../../shared/envelope/offers.ts'
import { isSameMac } from '../../../../shared/envelope/secrets.ts'
import { asProgram, type CoreContext, type Tx } from '../../context.ts'
import { findService, insertAppointment } from '../../db/booking.ts'
import { noteClaim } from '../../db/claims.ts'
import { readClinic } from '../../db/clinic.ts'
import { readSyncState } from '../../db/syncState.ts'
import { findChangeable } from '../../db/visitChanges.ts'
import { findEntry, findOffer, updateEntry, updateOffer, type WaitingOffer } from '../../db/waitingList.ts'
import { appendAudit } from '../../services/audit.ts'
import { tellInbox } from '../../services/inboxItems.ts'
import { tellByEmailIfPossible } from '../../services/mail/tellByEmail.ts'
import { noteIfRunsInto } from '../../services/online/clashes.ts'
import { EventNotApplicable, passOver, type Arrived, type InRoom } from '../inRoom.ts'
import { markRecordsDue } from '../out/recordsPut.ts'

type Answered = Arrived<'offer.answered'>

/**
 * R6.2: somebody said yes or no to an offer. The first answer at the endpoint counts, also where the clinic took the offer back in
 * the same moment; who said it is proven by the link's secret (R11.5). A yes is a visit from now on, of whoever the offer was for.
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
    const { patientId } = entry
    const action = answer === 'accepted' ? 'waitingList.accepted' : 'waitingList.declined'
    await appendAudit(tx, asProgram(context), { action, startsAt }, patientId)
    if (answer === 'accepted') await makeVisit(tx, context, event, offer)
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

async function makeVisit(tx: Tx, context: CoreContext, event: Answered, offer: WaitingOffer): Promise<void> {
  const { id, entryId, practitionerId, serviceId, startsAt, endsAt } = offer
  const service = await findService(tx, serviceId)
  const entry = await findEntry(tx, entryId)
  if (!service || !entry || (await findChangeable(tx, id))) return
  const { patientId } = entry
  const now = context.clock.now()
  await insertAppointment(tx, {
    ...{
      id,
      patient_id: patientId,
      practitioner_id: practitionerId,
      service_id: serviceId,
      service_name: service.name,
    },
    ...{ starts_at: startsAt, ends_at: endsAt, status: 'booked', status_at: event.at, overbook_reason: null },
    ...{ booked_by_link_id: null, changed_at: now, changed_by: null, created_by: null, created_at: event.at },
  })
  await noteClaim(tx, id, null)
  await updateEntry(tx, entryId, { ended_at: now, ended_because: 'booked' }, { at: now, by: null })
  await tellInbox(tx, context, {
    ...{ facts: { kind: 'offerTaken', appointmentId: id }, patientId, receivedAt: event.at, eventSeq: event.seq },
  })
  await noteIfRunsInto(tx, context, id)
  await tellByEmailIfPossible(tx, asProgram(context), id)
  await markRecordsDue(tx, context, patientId)
}
