import { z } from 'zod'
import { AppointmentId, MailId } from '../../../../shared/domain/ids.ts'
import { isStandingOffer, offerStanding } from '../../../../shared/domain/waitingList.ts'
import { hashToken } from '../../../../shared/envelope/secrets.ts'
import { offerToken } from '../../../../shared/envelope/offers.ts'
import type { CoreContext, Tx } from '../../context.ts'
import { findService } from '../../db/booking.ts'
import { deleteMail } from '../../db/mails.ts'
import { findOffer, updateOffer } from '../../db/waitingList.ts'
import type { Followed, OutRoom, RowOutcome } from '../outRoom.ts'

/**
 * R6.2: a time that is kept for somebody, of whom nothing is said. Refused, somebody has it: the e-mail with its link never leaves.
 */
export const offerPut: OutRoom<{ readonly id: AppointmentId }> = {
  kind: 'offer.put',
  pending: z.object({ id: AppointmentId }),
  subjectOf: ({ id }) => id,
  prepare: async (context, { id }) => {
    const offer = await findOffer(context.db, id)
    const stands = offer !== null && isStandingOffer(offerStanding(offer, context.clock.now()))
    const service = offer && (await findService(context.db, offer.serviceId))
    if (!offer || !service || !stands) {
      return { kind: 'settled', settle: () => Promise.resolve([]) }
    }
    const { practitionerId, serviceId, startsAt, endsAt, until } = offer
    return {
      kind: 'push',
      bodies: [
        {
          ...{ kind: 'offer.put', id, tokenHash: hashToken(offerToken(offer.secret)), practitionerId, serviceId },
          ...{ startsAt, endsAt, until },
          bufferBeforeMinutes: service.buffer_before_minutes,
          bufferAfterMinutes: service.buffer_after_minutes,
        },
      ],
      answered: (tx, outcome) => answered(tx, context, id, outcome),
    }
  },
}

async function answered(
  tx: Tx,
  { clock }: Pick<CoreContext, 'clock'>,
  id: AppointmentId,
  outcome: RowOutcome,
): Promise<Followed> {
  const offer = await findOffer(tx, id)
  // Withdrawn meanwhile: what follows from that is on its way.
  if (!offer || !isStandingOffer(offer.state)) return { topics: [], isSettled: true }
  if (outcome.kind === 'taken') {
    await updateOffer(tx, id, { state: 'offered' })
    return { topics: ['waitingList'] }
  }
  const state = outcome.reason === 'timeTaken' ? 'gone' : 'withdrawn'
  await updateOffer(tx, id, { state, answered_at: clock.now(), mail_id: null })
  if (offer.mailId !== null) await deleteMail(tx, MailId.parse(offer.mailId))
  return { topics: ['waitingList', 'outbox'], isSettled: true }
}
