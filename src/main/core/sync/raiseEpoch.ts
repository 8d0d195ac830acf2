import type { CoreContext } from '../context.ts'
import { readSyncState, saveEpoch } from '../db/syncState.ts'
import { publishEverything, withdrawAgain } from '../wire/publishEverything.ts'
import { canFollow } from './plausible.ts'
import { SyncFailure } from './syncFailure.ts'

/**
 * The endpoint says that this desk's epoch has passed: a backup was restored on one side. The desk goes beyond the
 * endpoint's epoch and says everything again.
 * @throws SyncFailure `impossibleAnswer` for an epoch beyond which there is soon nothing (R11.6)
 */
export async function raiseEpoch(context: CoreContext, endpointEpoch: number): Promise<void> {
  await context.db.transaction().execute(async (tx) => {
    const before = (await readSyncState(tx))?.epoch ?? 1
    const passed = Math.max(before, endpointEpoch)
    if (!canFollow(passed, before)) throw new SyncFailure('impossibleAnswer')
    await saveEpoch(tx, passed + 1)
    await withdrawAgain(tx, context)
    await publishEverything(tx, context)
  })
  context.log('warn', 'sync.epochRaised', { endpointEpoch })
}
