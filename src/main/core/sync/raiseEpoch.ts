import type { CoreContext } from '../context.ts'
import { readSyncState, saveEpoch } from '../db/syncState.ts'
import { publishEverything, withdrawAgain } from '../wire/publishEverything.ts'

/**
 * The endpoint says that this desk's epoch has passed: a backup was restored on one side. The desk goes beyond the
 * endpoint's epoch and says everything again.
 */
export async function raiseEpoch(context: CoreContext, endpointEpoch: number): Promise<void> {
  await context.db.transaction().execute(async (tx) => {
    const state = await readSyncState(tx)
    await saveEpoch(tx, Math.max(state?.epoch ?? 1, endpointEpoch) + 1)
    await withdrawAgain(tx, context)
    await publishEverything(tx, context)
  })
  context.log('warn', 'sync.epochRaised', { endpointEpoch })
}
