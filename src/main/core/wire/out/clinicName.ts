import { z } from 'zod'
import { readClinic, shortNameAnswered } from '../../db/clinic.ts'
import type { OutRoom } from '../outRoom.ts'

/** The name of the clinic's short address (R4.5), or that it wants none. */
export const clinicName: OutRoom<Record<never, never>> = {
  kind: 'clinic.name',
  pending: z.object({}),
  subjectOf: () => 'clinic.name',
  prepare: async ({ db }) => {
    const { chosen_name: name } = await readClinic(db)
    return {
      kind: 'push',
      bodies: [{ kind: 'clinic.name', name }],
      answered: async (tx, outcome) => {
        const isTaken = outcome.kind === 'refused' && outcome.reason === 'nameTaken'
        if (outcome.kind === 'refused' && !isTaken) return { topics: [] }
        await shortNameAnswered(tx, name, !isTaken)
        // That another clinic has it is said where it is chosen.
        return { topics: ['settings'], isSettled: isTaken }
      },
    }
  },
}
