import type { CoreContext } from '../context.ts'
import { readSyncState } from '../db/syncState.ts'
import { applyPage } from './applyPage.ts'
import { lastSeqOf, readArrivals } from './arrivals.ts'
import type { Connection } from './connection.ts'
import { callSignal } from './endpointClient.ts'
import { preparePage, type Prepared } from './preparePage.ts'
import { toSyncFailure } from './syncFailure.ts'

/** As many as the endpoint gives. */
const PAGE_EVENTS = 1000
/** Reading a page keeps the desk's thread for a few milliseconds. */
const PAGE_EVENTS_BESIDE_PEOPLE = 250
const PAGE_BYTES = 1024 * 1024

/** Opened, and what is to be asked for next. */
type Page = {
  readonly events: readonly Prepared[]
  /** How far it leads; null where nothing on it has a number that can be. */
  readonly last: number | null
  readonly hasMore: boolean
}

/**
 * Takes every event after the cursor, a page at a time: opened, applied with the cursor in slices, then acknowledged. The next
 * page is fetched and opened while this one is applied.
 * @returns how many came
 * @throws SyncFailure
 */
export async function pullEvents(context: CoreContext, connection: Connection, closing: AbortSignal): Promise<number> {
  context.courtesy.begin()
  const state = await readSyncState(context.db)
  let count = 0
  let page = await pullPage(context, connection, state?.cursor ?? 0, closing)
  while (page.events.length > 0) {
    const { last } = page
    const next = page.hasMore && last !== null ? pullPage(context, connection, last, closing) : null
    // Should applying fail, nobody is left to hear of this one.
    next?.catch(() => {})
    await applyPage(context, page.events)
    count += page.events.length
    if (last === null) return count
    await acknowledge(connection, last, closing)
    if (!next) return count
    await context.courtesy.giveWay()
    page = await next
  }
  return count
}

async function pullPage(
  context: CoreContext,
  connection: Connection,
  after: number,
  closing: AbortSignal,
): Promise<Page> {
  const limit = context.courtesy.isSomebodyThere() ? PAGE_EVENTS_BESIDE_PEOPLE : PAGE_EVENTS
  const { events, hasMore } = await askForPage(connection, { after, limit }, closing)
  const arrivals = readArrivals(events, after)
  return { events: await preparePage(context, arrivals), last: lastSeqOf(arrivals), hasMore }
}

async function askForPage(
  { client, epoch }: Connection,
  page: { readonly after: number; readonly limit: number },
  closing: AbortSignal,
) {
  try {
    return await client.pull({ epoch, ...page, maxBytes: PAGE_BYTES }, callSignal(closing))
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
