import { z } from 'zod'
import { LinkId } from '../../../../shared/domain/ids.ts'
import type { OutRoom } from '../outRoom.ts'

/** R3.5: a link that ended; what was published to it is destroyed. */
export const linkEnd: OutRoom<{ readonly id: LinkId }> = {
  kind: 'link.end',
  pending: z.object({ id: LinkId }),
  prepare: async (_context, { id }) => ({ kind: 'push', bodies: [{ kind: 'link.end', id }] }),
}
