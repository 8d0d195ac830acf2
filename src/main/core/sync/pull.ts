import type { CoreContext } from '../context.ts'
import { readSyncState } from '../db/syncState.ts'
import { applyPage } from './applyPage.ts'
import { lastSeqOf, readArrivals, type Arrival } from './arrivals.ts'
import type { Connection } from './connection.ts'
import { callSignal } from './endpointClient.ts'
import { preparePage } from './preparePage.ts'
import { toSyncFailure } from './syncFailure.ts'

const PAGE_EVENTS = 1000

type Page = { readonly arrivals: readonly Arrival[]; readonly hasMore: boolean }

/**
 * Takes every event after the cursor, a page at a time: opened, applied with the cursor in one transaction, then
 * acknowledged. The next page is on its way while this one is applied.
 * @returns how many came
 * @throws SyncFailure
 */
export async function pullEvents(context: CoreContext, connection: Connection, closing: AbortSignal): Promise<number> {
  const state = await readSyncState(context.db)
  let cursor = state?.cursor ?? 0
  let count = 0
  let page = await pullPage(connection, cursor, closing)
  while (page.arrivals.length > 0) {
    const last = lastSeqOf(page.arrivals)
    const next = page.hasMore && last !== null ? pullPage(connection, last, closing) : null
    // Should applying fail, nobody is left to hear of this one.
    next?.catch(() => {})
    await applyPage(context, await preparePage(context, page.arrivals))
    count += page.arrivals.length
    if (last === null) return count
    cursor = last
    await acknowledge(connection, cursor, closing)
    if (!next) return count
    page = await next
  }
  return count
}

async function pullPage(connection: Connection, after: number, closing: AbortSignal): Promise<Page> {
  try {
    const { epoch } = connection
    const page = await connection.client.pull({ epoch, after, limit: PAGE_EVENTS }, callSignal(closing))
    return { arrivals: readArrivals(page.events, after), hasMore: page.hasMore }
  } catch (cause) {
    throw toSyncFailure(cause)
  }
}

/** Everything up to and including `upTo` is committed here: the endpoint may drop it. Safe to repeat. */
export async function acknowledge(connection: Connection, upTo: number, closing: AbortSignal): Promise<void> {
  try {
    await connection.client.acknowledge({ epoch: connection.epoch, upTo }, callSignal(closing))
  } catch (cause) {
    throw toSyncFailure(cause)
  }
}
