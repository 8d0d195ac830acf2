import { z } from 'zod'
import { sealJson } from '../../../../shared/envelope/seal.ts'
import { readClinic } from '../../db/clinic.ts'
import { newestAudit } from '../../db/audit.ts'
import { saveAnchoredSeq } from '../../db/syncState.ts'
import { makeAnchor } from '../../auditChain.ts'
import type { OutRoom } from '../outRoom.ts'

/** The newest row of the audit chain, sealed to the clinic itself: an anchor outside this machine (R8.6). */
export const anchorPut: OutRoom<Record<never, never>> = {
  kind: 'anchor.put',
  pending: z.object({}),
  subjectOf: () => 'anchor',
  prepare: async ({ db, clock }) => {
    const { identity, recipient } = await readClinic(db)
    const newest = await newestAudit(db)
    if (!newest) return { kind: 'settled', settle: async () => [] }
    const anchor = makeAnchor(identity, { ...newest, at: clock.now() })
    return {
      kind: 'push',
      bodies: [{ kind: 'anchor.put', sealed: await sealJson(anchor, [recipient]) }],
      answered: async (tx, outcome) => {
        if (outcome.kind === 'taken') await saveAnchoredSeq(tx, newest.seq)
        return { topics: [] }
      },
    }
  },
}
