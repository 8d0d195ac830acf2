import { Instant } from '../../../shared/domain/time.ts'
import type { CoreContext } from '../context.ts'
import { readSyncState, saveEndpointFacts, saveSynchronisedAt } from '../db/syncState.ts'
import { beginRound, heedGreeting } from '../wire/round.ts'
import type { Connection } from './connection.ts'
import { drain } from './drain.ts'
import { callSignal } from './endpointClient.ts'
import { acknowledge, pullEvents } from './pull.ts'
import { SyncFailure, toSyncFailure } from './syncFailure.ts'

/**
 * One round: what patients did comes in, then what waits leaves. What is committed meanwhile belongs to the next round.
 * @throws SyncFailure
 */
export async function runCycle(context: CoreContext, connection: Connection, closing: AbortSignal): Promise<void> {
  await pullEvents(context, connection, closing)
  await beginRound(context)
  await drain(context, connection, closing)
  await saveSynchronisedAt(context.db, context.clock.now())
}

/**
 * What a desk asks first on every connection. Says again what was committed, in case the process died before it could.
 * @returns desk's clock minus the endpoint's, in seconds
 * @throws SyncFailure
 */
export async function greet(context: CoreContext, connection: Connection, closing: AbortSignal): Promise<number> {
  const askedAt = Date.parse(context.clock.now())
  const hello = await sayHello(connection, closing)
  const answeredAt = Date.parse(context.clock.now())
  const state = await readSyncState(context.db)
  // A version that this desk never gave out: its file was put back from a backup.
  if (state && hello.highestVersion > state.index_version) {
    throw new SyncFailure('epochPassed', { endpointEpoch: hello.epoch })
  }
  if (state && (state.portal_url !== hello.portalUrl || state.mail_recipient !== hello.mailRecipient)) {
    await saveEndpointFacts(context.db, { portal_url: hello.portalUrl, mail_recipient: hello.mailRecipient })
    context.changes.publish('settings')
  }
  await heedGreeting(context, hello)
  if (state && state.cursor > 0) await acknowledge(connection, state.cursor, closing)
  return Math.round(((askedAt + answeredAt) / 2 - Date.parse(Instant.parse(hello.now))) / 1000)
}

async function sayHello(connection: Connection, closing: AbortSignal) {
  try {
    return await connection.client.hello({ epoch: connection.epoch }, callSignal(closing))
  } catch (cause) {
    throw toSyncFailure(cause)
  }
}
