import { z } from 'zod'
import { AppointmentId } from '../../../../shared/domain/ids.ts'
import type { OutRoom } from '../outRoom.ts'

/** R6.2: an offer is taken back, unless it was answered before. */
export const offerEnd: OutRoom<{ readonly id: AppointmentId }> = {
  kind: 'offer.end',
  pending: z.object({ id: AppointmentId }),
  subjectOf: ({ id }) => id,
  prepare: (_context, { id }) => Promise.resolve({ kind: 'push', bodies: [{ kind: 'offer.end', id }] }),
}
