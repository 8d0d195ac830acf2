import { findConnection, type Connection } from '../sync/connection.ts'
import { greet, runCycle } from '../sync/cycle.ts'
import { createMemoryEndpoint, type MemoryEndpoint } from './memoryEndpoint.ts'
import { openClinic, type OpenClinicOptions, type TestClinic } from './openClinic.ts'

/**
 * A clinic that is paired with an endpoint in memory. Its own synchronising finds nobody, so that a round runs when the
 * test says so and at no other time.
 */
export async function openWithEndpoint(options: OpenClinicOptions = {}) {
  const clinic = await openClinic(options)
  const endpoint = await createMemoryEndpoint(clinic)
  await pairWith(clinic, endpoint)
  const closing = new AbortController()
  return {
    clinic,
    endpoint,
    closing,
    connection: () => connectionTo(clinic, endpoint),
    /** One round: what waits at the endpoint comes in, then what waits at the desk leaves. */
    round: async () => runCycle(clinic.context, await connectionTo(clinic, endpoint), closing.signal),
    greet: async () => greet(clinic.context, await connectionTo(clinic, endpoint), closing.signal),
    [Symbol.asyncDispose]: () => clinic.close(),
  }
}

export type PairedStory = Awaited<ReturnType<typeof openWithEndpoint>>

export async function pairWith({ context }: TestClinic, endpoint: MemoryEndpoint): Promise<void> {
  await context.db
    .updateTable('sync_state')
    .set({
      endpoint_url: endpoint.origin,
      endpoint_token: 'a token',
      portal_url: endpoint.script.portalUrl,
      mail_recipient: endpoint.mailRecipient,
    })
    .where('id', '=', 1)
    .execute()
}

async function connectionTo({ context }: TestClinic, endpoint: MemoryEndpoint): Promise<Connection> {
  const connection = await findConnection(context, endpoint.fetch)
  if (!connection) throw new Error('The clinic is not paired')
  return connection
}

/** A clinic that synchronises by itself, with an endpoint in memory that it is paired with. To be closed. */
export async function openSynchronising(options: OpenClinicOptions = {}) {
  let reach: typeof globalThis.fetch = () => Promise.reject(new TypeError('fetch failed'))
  const clinic = await openClinic({ ...options, fetch: (...asked) => reach(...asked) })
  const endpoint = await createMemoryEndpoint(clinic)
  reach = endpoint.fetch
  await pairWith(clinic, endpoint)
  return { clinic, endpoint }
}
