import { z } from 'zod'
import { InvitationId } from '../../../../shared/domain/ids.ts'
import type { OutRoom } from '../outRoom.ts'

const Ended = z.object({ id: InvitationId, state: z.enum(['revoked', 'replaced']) })

/** R4.1, R4.6: an invitation that ended; what was sealed to it is destroyed. */
export const invitationEnd: OutRoom<z.infer<typeof Ended>> = {
  kind: 'invitation.end',
  pending: Ended,
  prepare: async (_context, { id, state }) => ({ kind: 'push', bodies: [{ kind: 'invitation.end', id, state }] }),
}
