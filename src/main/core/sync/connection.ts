import type { CoreContext } from '../context.ts'
import { readSyncState } from '../db/syncState.ts'
import { createEndpointClient, type EndpointClient } from './endpointClient.ts'

/** The endpoint as it stands in one cycle: which one, as whom, under which epoch. */
export type Connection = {
  readonly client: EndpointClient
  /** For what comes and goes as a stream. */
  readonly fetch: typeof globalThis.fetch
  readonly endpointUrl: string
  readonly token: string
  readonly epoch: number
  /** The mail worker's age recipient (R9.4). */
  readonly mailRecipient: string
  /** The endpoint names another key or address, and no admin has said yes to it. */
  readonly isInDoubt: boolean
}

/** Null until this desk is paired. */
export async function findConnection(
  context: Pick<CoreContext, 'db'>,
  fetch: typeof globalThis.fetch,
): Promise<Connection | null> {
  const state = await readSyncState(context.db)
  if (!state?.endpoint_url || !state.endpoint_token || !state.mail_recipient) return null
  return {
    fetch,
    client: createEndpointClient({ fetch, endpointUrl: state.endpoint_url, token: state.endpoint_token }),
    endpointUrl: state.endpoint_url,
    token: state.endpoint_token,
    epoch: state.epoch,
    mailRecipient: state.mail_recipient,
    isInDoubt: state.offered_mail_recipient !== null,
  }
}
