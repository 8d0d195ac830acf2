import { z } from 'zod'
import { InvitationId, LinkId } from '../../../../shared/domain/ids.ts'
import { forgetGivenMessages } from '../../db/messages.ts'
import type { OutRoom } from '../outRoom.ts'

/** `unwantedBy`: an invitation that gives this link nothing. Its id is the endpoint's word: of one invitation one waits. */
const End = z.object({ id: LinkId, unwantedBy: InvitationId.optional() })

/** R3.5: a link that ended; what was published to it is destroyed. */
export const linkEnd: OutRoom<z.infer<typeof End>> = {
  kind: 'link.end',
  pending: End,
  subjectOf: ({ unwantedBy }) => unwantedBy ?? null,
  prepare: async (_context, { id }) => ({
    kind: 'push',
    bodies: [{ kind: 'link.end', id }],
    answered: async (tx) => {
      await forgetGivenMessages(tx, id)
      return { topics: [] }
    },
  }),
}
