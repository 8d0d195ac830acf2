import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/fetch'
import type { ContractRouterClient } from '@orpc/contract'
import { ResponseValidationPlugin } from '@orpc/contract/plugins'
import { PROTOCOL_HEADER, PROTOCOL_VERSION, syncContract } from '../../../shared/contract/sync.ts'
import { isSomebodyElse, SyncFailure } from './syncFailure.ts'

export type EndpointClient = ContractRouterClient<typeof syncContract>

export type EndpointClientOptions = {
  readonly fetch: typeof globalThis.fetch
  /** Where the endpoint is, without `/api/sync`. */
  readonly endpointUrl: string
  /** Null while pairing. */
  readonly token: string | null
}

/** Sealed answers of a whole page over a slow line; a call that takes longer has failed. */
export const CALL_SECONDS = 60

/**
 * The endpoint as the desk calls it. What it answers is checked against the contract; what is not its answer at all
 * rejects with a {@link SyncFailure}.
 */
export function createEndpointClient(options: EndpointClientOptions): EndpointClient {
  const link = new RPCLink({
    url: `${options.endpointUrl.replace(/\/+$/, '')}/api/sync`,
    headers: {
      [PROTOCOL_HEADER]: String(PROTOCOL_VERSION),
      ...(options.token === null ? {} : { authorization: `Bearer ${options.token}` }),
    },
    plugins: [new ResponseValidationPlugin(syncContract)],
    fetch: async (request, init) => {
      request.signal.throwIfAborted()
      const response = await options.fetch(request, init)
      if (!isSomebodyElse(response)) return limited(response)
      await response.body?.cancel()
      throw new SyncFailure('captivePortal')
    },
  })
  return createORPCClient(link)
}

/** A page of events ends by its bytes long before this. */
const MAX_ANSWER_BYTES = 24 * 1024 * 1024

/** An answer without an end, or of any length, fails the call and fills no memory (R11.6). */
function limited(response: Response): Response {
  const isStream = /^text\/event-stream\b/i.test(response.headers.get('content-type') ?? '')
  if (!response.body || isStream) return response
  let bytes = 0
  const counting = new TransformStream<Uint8Array, Uint8Array>({
    transform: (chunk, controller) => {
      bytes += chunk.byteLength
      if (bytes > MAX_ANSWER_BYTES) controller.error(new SyncFailure('impossibleAnswer'))
      else controller.enqueue(chunk)
    },
  })
  return new Response(response.body.pipeThrough(counting), response)
}

/** What every call but the wake-up stream is given: ends with the desk, or when it took too long. */
export function callSignal(closing: AbortSignal): { signal: AbortSignal } {
  return { signal: AbortSignal.any([closing, AbortSignal.timeout(CALL_SECONDS * 1000)]) }
}
