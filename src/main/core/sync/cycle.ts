import { isSecureAddress } from './secureAddress.ts'
import { Instant } from '../../../shared/domain/time.ts'
import type { CoreContext } from '../context.ts'
import { isUsableRecipient } from '../../../shared/envelope/recipients.ts'
import { NOTHING_OFFERED, readSyncState, saveOffer, saveSynchronisedAt, type SyncStateRow } from '../db/syncState.ts'
import { beginRound, findRowToAnchor, heedGreeting } from '../wire/round.ts'
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
  // Another anchor takes the place of the one that would tell that the endpoint was put back meanwhile.
  if ((await findRowToAnchor(context)) !== null) {
    await heedGreeting(context, await sayHello(connection, closing))
  }
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
  // A version that this desk never gave out, possible or not: its file was put back from a backup.
  if (state && hello.highestVersion > state.index_version) {
    throw new SyncFailure('epochPassed', { endpointEpoch: hello.epoch })
  }
  if (state) await heedOffer(context, state, hello)
  await heedGreeting(context, hello)
  if (state && state.cursor > 0) await acknowledge(connection, state.cursor, closing)
  return Math.round(((askedAt + answeredAt) / 2 - Date.parse(Instant.parse(hello.now))) / 1000)
}

/**
 * R11.5: the portal's address and the mail worker's key were pinned when this desk was paired. Another one is shown to an
 * admin, and nothing is done with it before their yes; one that nothing can be sealed to, or that leads to a line that
 * anybody can read, is nobody's offer.
 */
async function heedOffer(
  context: CoreContext,
  state: SyncStateRow,
  { portalUrl, mailRecipient }: { readonly portalUrl: string; readonly mailRecipient: string },
): Promise<void> {
  const isPinned = state.portal_url === portalUrl && state.mail_recipient === mailRecipient
  const isWorthShowing = !isPinned && isSecureAddress(portalUrl) && isUsableRecipient(mailRecipient)
  if (!isPinned) context.log('warn', 'sync.endpointChanged', { isOffered: Number(isWorthShowing) })
  const offer = isWorthShowing
    ? { offered_portal_url: portalUrl, offered_mail_recipient: mailRecipient }
    : NOTHING_OFFERED
  const isKnown =
    state.offered_portal_url === offer.offered_portal_url &&
    state.offered_mail_recipient === offer.offered_mail_recipient
  if (isKnown) return
  await saveOffer(context.db, offer)
  context.changes.publish('settings')
}

async function sayHello(connection: Connection, closing: AbortSignal) {
  try {
    return await connection.client.hello({ epoch: connection.epoch }, callSignal(closing))
  } catch (cause) {
    throw toSyncFailure(cause)
  }
}
