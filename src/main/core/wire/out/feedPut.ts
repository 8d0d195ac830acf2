import { createHmac } from 'node:crypto'
import { z } from 'zod'
import { BUSY_TIMES, feedSpan } from '../../../../shared/domain/calendarFeed.ts'
import { StaffId } from '../../../../shared/domain/ids.ts'
import { SECOND } from '../../../../shared/domain/time.ts'
import { hashToken } from '../../../../shared/envelope/secrets.ts'
import type { CoreContext, Tx } from '../../context.ts'
import { findFeed, listDueFeeds, listFeeds, listTimesOf, markFeedFresh, noteFeedPut } from '../../db/feeds.ts'
import { enqueue } from '../enqueue.ts'
import type { OutRoom } from '../outRoom.ts'

/**
 * A practitioner's calendar address (R11.1), as it stands when its turn comes: their taken times under the hash of its token,
 * or that it has ended. A visit is known in it by a key that only whoever has the token can make.
 */
export const feedPut: OutRoom<{ readonly staffId: StaffId }> = {
  kind: 'feed.put',
  pending: z.object({ staffId: StaffId }),
  subjectOf: ({ staffId }) => staffId,
  prepare: async ({ db, clock }, { staffId }) => {
    const feed = await findFeed(db, staffId)
    const token = feed?.token ?? null
    if (token === null) return { kind: 'push', bodies: [{ kind: 'feed.end', practitionerId: staffId }] }
    const now = clock.now()
    const times = await listTimesOf(db, staffId, feedSpan(now), BUSY_TIMES)
    const busy = times.map((row) => ({ key: keyOf(token, row.id), startsAt: row.starts_at, endsAt: row.ends_at }))
    return {
      kind: 'push',
      bodies: [{ kind: 'feed.put', practitionerId: staffId, tokenHash: hashToken(token), busy }],
      answered: async (tx, outcome) => {
        const isOurs = outcome.kind === 'taken' && (await noteFeedPut(tx, staffId, token, now))
        return { topics: isOurs ? ['session'] : [] }
      },
    }
  },
}

function keyOf(token: string, visitId: string): string {
  return createHmac('sha256', token).update(`anteroom/1/feed|${visitId}`).digest('hex').slice(0, 32)
}

type Making = Pick<CoreContext, 'clock' | 'ids'>

/** Several changes in a row are one. */
const PAUSE = 5 * SECOND

/** Before a round hands over what waits: feeds whose visits changed, and those whose days have gone by. */
export async function leaveDueFeeds(context: CoreContext): Promise<void> {
  if ((await listDueFeeds(context.db, context.clock.now())).length === 0) return
  await context.db.transaction().execute(async (tx) => {
    for (const { staffId, isStale } of await listDueFeeds(tx, context.clock.now())) {
      await markFeedFresh(tx, staffId)
      await enqueue(tx, context, feedPut, { staffId }, { delayMilliseconds: isStale ? PAUSE : 0 })
    }
  })
}

/** Those that ended end again: an endpoint that was put back may have forgotten it. */
export async function publishFeeds(tx: Tx, context: Making): Promise<void> {
  for (const staffId of await listFeeds(tx)) await enqueue(tx, context, feedPut, { staffId })
}
