import { z } from 'zod'
import { DAY, plusMilliseconds } from '../../../../shared/domain/time.ts'
import { asProgram } from '../../context.ts'
import { listKeptInvitations } from '../../db/invitations.ts'
import { listKeptLinks } from '../../db/links.ts'
import { readSyncState } from '../../db/syncState.ts'
import { appendAudit } from '../../services/audit.ts'
import type { OutRoom } from '../outRoom.ts'
import { publishEverything, withdrawAgain } from '../publishEverything.ts'

/** For so long whoever follows an old link is told what became of it (R4.7). */
const REMEMBERED = 90 * DAY

/**
 * R11.1: what the endpoint holds of the clinic is wiped, and once that is done all is published anew. What came in meanwhile is
 * heard first, so that nothing is lost with it.
 */
export const clinicWipe: OutRoom<Record<never, never>> = {
  kind: 'clinic.wipe',
  pending: z.object({}),
  subjectOf: () => 'clinic',
  prepare: async (context) => {
    const { db } = context
    const links = await listKeptLinks(db)
    const invitations = await listKeptInvitations(db, plusMilliseconds(context.clock.now(), -REMEMBERED))
    const seen = (await readSyncState(db))?.cursor ?? 0
    return {
      kind: 'push',
      bodies: [{ kind: 'clinic.wipe', seen, links, invitations }],
      answered: async (tx, outcome) => {
        // Whatever waits is heard in the round that follows at once.
        context.wakeSync()
        if (outcome.kind === 'refused') return { topics: [], isWaiting: outcome.reason === 'eventsWait' }
        await withdrawAgain(tx, context)
        await publishEverything(tx, context)
        await appendAudit(tx, asProgram(context), { action: 'server.wiped' })
        return { topics: ['sync', 'outbox'] }
      },
    }
  },
}
