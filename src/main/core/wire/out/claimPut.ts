import { z } from 'zod'
import { busyMinutes } from '../../../../shared/domain/booking/claims.ts'
import type { ClaimState } from '../../../../shared/domain/booking/claimState.ts'
import { AppointmentId } from '../../../../shared/domain/ids.ts'
import type { CoreContext, Tx } from '../../context.ts'
import { findClaimable, noteClaim } from '../../db/claims.ts'
import { isOnSale } from '../../db/onlineBooking.ts'
import { isOutboxRowAsRead } from '../../db/outbox.ts'
import { findOfferThatMoved } from '../../db/waitingList.ts'
import { noteClash, settleClash } from '../../services/online/clashes.ts'
import { enqueue } from '../enqueue.ts'
import type { Followed, OutRoom } from '../outRoom.ts'

/**
 * R6.4: what a visit takes of its practitioner, or that it takes nothing any more: whichever is so when the row's turn comes. Refused, what
 * waits for the answer takes it back; what waits no longer becomes a task.
 */
export const claimPut: OutRoom<{ readonly id: AppointmentId }> = {
  kind: 'claim.put',
  pending: z.object({ id: AppointmentId }),
  subjectOf: ({ id }) => id,
  prepare: async (context, { id }, row) => {
    const visit = await findClaimable(context.db, id)
    const inPlaceOf = await findOfferThatMoved(context.db, id)
    if (!visit?.stands) {
      return {
        kind: 'push',
        bodies: (inPlaceOf ? [id, inPlaceOf] : [id]).map((each) => ({ kind: 'claim.end', id: each })),
        answered: async (tx, outcome) => ({
          topics: outcome.kind === 'taken' ? await settleClash(tx, context, id) : [],
        }),
      }
    }
    const { practitionerId, startsAt, endsAt, bufferBeforeMinutes, bufferAfterMinutes, sequence, isOnPurpose } = visit
    return {
      kind: 'push',
      bodies: [
        {
          ...{ kind: 'claim.put', id, practitionerId, startsAt, endsAt, bufferBeforeMinutes, bufferAfterMinutes },
          ...{ sequence, isOnPurpose, isAwaited: visit.isAwaited, ...(inPlaceOf ? { inPlaceOf } : {}) },
        },
      ],
      answered: async (tx, outcome): Promise<Followed> => {
        // Claimed anew meanwhile, or answered by somebody who asked at the same time.
        if (!(await isOutboxRowAsRead(tx, row))) return { topics: [] }
        if (outcome.kind === 'taken') {
          await noteClaim(tx, id, null)
          return { topics: [...(await settleClash(tx, context, id)), 'appointments'] }
        }
        if (outcome.reason !== 'timeTaken') return { topics: [] }
        const isTakenBack = await context.claims.refuse(tx, id)
        if (!isTakenBack) await noteClash(tx, context, id)
        return { topics: ['appointments', 'inbox', 'outbox', 'invitations', 'forms'], isSettled: true }
      },
    }
  },
}

/** A row of a visit that the endpoint is to hear of. @returns its id */
export async function leaveClaim(
  tx: Tx,
  context: Pick<CoreContext, 'clock' | 'ids'>,
  id: AppointmentId,
): Promise<{ readonly rowId: string; readonly state: ClaimState | null }> {
  const visit = await findClaimable(tx, id)
  const isAsking = visit?.stands === true && !visit.isOnPurpose
  const state = isAsking && (await isOnSale(tx, visit.practitionerId, busyMinutes(visit, visit))) ? 'unconfirmed' : null
  await noteClaim(tx, id, state)
  return { rowId: await enqueue(tx, context, claimPut, { id }), state }
}
