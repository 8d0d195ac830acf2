import { z } from 'zod'
import { sealJson } from '../../../../shared/envelope/seal.ts'
import { readClinic } from '../../db/clinic.ts'
import { findAuditHash, newestAudit } from '../../db/audit.ts'
import { deleteAnchorAttempt, insertAnchorAttempt } from '../../db/putBack.ts'
import { saveAnchoredSeq } from '../../db/syncState.ts'
import { makeAnchor } from '../../auditChain.ts'
import type { OutRoom } from '../outRoom.ts'

/**
 * A row of the audit chain, sealed to the clinic itself: an anchor outside this machine (R8.6). It is the newest of when it
 * was left in the outbox, behind what led to it: one that is written later may not have been handed over yet.
 */
export const anchorPut: OutRoom<{ readonly seq?: number | undefined }> = {
  kind: 'anchor.put',
  pending: z.object({ seq: z.number().int().optional() }),
  subjectOf: () => 'anchor',
  prepare: async ({ db, clock, ids }, pending, _row, { token }) => {
    const { identity, recipient } = await readClinic(db)
    const seq = pending.seq ?? (await newestAudit(db))?.seq ?? 0
    const hash = await findAuditHash(db, seq)
    if (hash === null) return { kind: 'settled', settle: async () => [] }
    const id = ids()
    await insertAnchorAttempt(db, { id, seq, left_at: clock.now() })
    const anchor = makeAnchor(identity, { seq, hash, at: clock.now() })
    return {
      kind: 'push',
      bodies: [{ kind: 'anchor.put', sealed: await sealJson(anchor, [recipient]) }],
      answered: async (tx, outcome) => {
        await deleteAnchorAttempt(tx, id)
        if (outcome.kind === 'taken') await saveAnchoredSeq(tx, seq, token)
        return { topics: [] }
      },
    }
  },
}
