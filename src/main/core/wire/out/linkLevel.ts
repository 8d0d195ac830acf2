import { z } from 'zod'
import { LinkId } from '../../../../shared/domain/ids.ts'
import { AccessLevel } from '../../../../shared/domain/invitations.ts'
import type { OutRoom } from '../outRoom.ts'
import { giveMessagesAnew } from './messagesPut.ts'

const Level = z.object({ id: LinkId, level: AccessLevel })

/** R3.5: a link that was lowered; what was published to it at the higher level is destroyed. */
export const linkLevel: OutRoom<z.infer<typeof Level>> = {
  kind: 'link.level',
  pending: Level,
  prepare: async (context, { id, level }) => ({
    kind: 'push',
    bodies: [{ kind: 'link.level', id, level }],
    // Of a link that the endpoint has forgotten nothing is there to lower: no person has anything to settle (R11.6).
    answered: async (tx, outcome) => ({
      topics: await giveMessagesAnew(tx, context, id),
      isSettled: outcome.kind === 'refused' && outcome.reason === 'unknownLink',
    }),
  }),
}
