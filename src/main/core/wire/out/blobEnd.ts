import { z } from 'zod'
import { PartId } from '../../../../shared/domain/ids.ts'
import type { OutRoom } from '../outRoom.ts'

/** R8.3: what a patient sent was fetched, or never will be: the endpoint keeps it no longer than an index names it. */
export const blobEnd: OutRoom<{ readonly id: PartId }> = {
  kind: 'blob.end',
  pending: z.object({ id: PartId }),
  subjectOf: ({ id }) => id,
  prepare: async (_context, { id }) => ({ kind: 'push', bodies: [{ kind: 'blob.end', id }] }),
}
