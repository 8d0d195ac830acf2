import { z } from 'zod'
import { InvitationId } from '../../../../shared/domain/ids.ts'
import type { OutRoom } from '../outRoom.ts'

const Restore = z.object({ invitationId: InvitationId })

/** A login that an invitation renewed is put back, because it was somebody else, or proved nothing (decision 0026). */
export const loginRestore: OutRoom<z.infer<typeof Restore>> = {
  kind: 'login.restore',
  pending: Restore,
  subjectOf: ({ invitationId }) => invitationId,
  prepare: async (_context, { invitationId }) => ({ kind: 'push', bodies: [{ kind: 'login.restore', invitationId }] }),
}
