import { Instant } from '../../../shared/domain/time.ts'
import type { CoreContext } from '../context.ts'
import { readSyncState, type Connection } from './connection.ts'
import { drainFacts, newestOutboxSeq } from './drainOutbox.ts'
import { drainMails } from './drainMails.ts'
import { callSignal } from './endpointClient.ts'
import { publishProjections } from './publishProjections.ts'
import { acknowledge, pullEvents } from './pullEvents.ts'
import { SyncFailure, toSyncFailure } from './syncFailure.ts'

/**
 * One round: what patients did comes in, then facts, projections and e-mails leave, in this order, so that an e-mail
 * never leaves before what it opens. What is committed meanwhile belongs to the next round.
 * @throws SyncFailure
 */
export async function runCycle(context: CoreContext, connection: Connection, closing: AbortSignal): Promise<void> {
  await pullEvents(context, connection, closing)
  const upToSeq = await newestOutboxSeq(context)
  await drainFacts(context, connection, upToSeq, closing)
  await publishProjections(context, connection, closing)
  await drainMails(context, connection, upToSeq, closing)
  await context.db
    .updateTable('sync_state')
    .set({ last_synchronised_at: context.clock.now() })
    .where('id', '=', 1)
    .execute()
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
  if (state && hello.highestVersion > state.projection_version) {
    throw new SyncFailure('epochPassed', { endpointEpoch: hello.epoch })
  }
  if (state && (state.portal_url !== hello.portalUrl || state.mail_recipient !== hello.mailRecipient)) {
    await context.db
      .updateTable('sync_state')
      .set({ portal_url: hello.portalUrl, mail_recipient: hello.mailRecipient })
      .where('id', '=', 1)
      .execute()
    context.changes.publish('settings')
  }
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
