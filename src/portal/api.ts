import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/fetch'
import type { ContractRouterClient } from '@orpc/contract'
import type { portalContract } from '../shared/contract/portal.ts'

export type PortalClient = ContractRouterClient<typeof portalContract>

const TIMEOUT_MS = 20_000

export function createPortalClient(origin: string): PortalClient {
  return createORPCClient(
    new RPCLink({
      url: `${origin}/api/portal`,
      fetch: (request, init) => answerOf(new Request(request, { signal: AbortSignal.timeout(TIMEOUT_MS) }), init),
    }),
  )
}

/** There is no connection, or none that lasts as long as an answer takes. */
export class OfflineError extends Error {
  override readonly name = 'OfflineError'
}

/** What answered was not the endpoint: a hotel's sign-in page, a proxy's error. */
export class ForeignAnswerError extends Error {
  override readonly name = 'ForeignAnswerError'
}

/** @throws OfflineError, ForeignAnswerError */
async function answerOf(request: Request, init: RequestInit): Promise<Response> {
  const response = await fetch(request, {
    ...init,
    credentials: 'same-origin',
    referrerPolicy: 'no-referrer',
    cache: 'no-store',
  }).catch((cause: unknown) => {
    throw new OfflineError('No answer', { cause })
  })
  const type = response.headers.get('content-type') ?? ''
  if (!type.startsWith('application/json')) throw new ForeignAnswerError(`Not an answer: ${response.status}`)
  return response
}
