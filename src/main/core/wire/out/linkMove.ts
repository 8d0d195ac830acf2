import { z } from 'zod'
import { LinkId, PatientId } from '../../../../shared/domain/ids.ts'
import { findLink } from '../../db/links.ts'
import type { OutRoom } from '../outRoom.ts'
import { giveMessagesAnew } from './messagesPut.ts'

/** R6.5: whose patient a link is of, as it stands when the row's turn comes. */
export const linkMove: OutRoom<{ readonly id: LinkId }> = {
  kind: 'link.move',
  pending: z.object({ id: LinkId }),
  subjectOf: ({ id }) => id,
  prepare: async (context, { id }) => {
    const link = await findLink(context.db, id)
    if (!link) return { kind: 'settled', settle: () => Promise.resolve([]) }
    return {
      kind: 'push',
      bodies: [{ kind: 'link.move', id, patientId: PatientId.parse(link.patient_id) }],
      // A link that the endpoint has forgotten holds nobody there.
      answered: async (tx, outcome) => ({
        topics: await giveMessagesAnew(tx, context, id),
        isSettled: outcome.kind === 'refused' && outcome.reason === 'unknownLink',
      }),
    }
  },
}
