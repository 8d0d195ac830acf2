import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/fetch'
import type { ContractRouterClient } from '@orpc/contract'
import type { portalContract } from '../shared/contract/portal.ts'
import { loadVault } from './loadVault.ts'

export type PortalClient = ContractRouterClient<typeof portalContract>

const TIMEOUT_MS = 20_000

/**
 * What the first paint waits for, and what is held against keys or shown as text whatever it is: the contract's schemas come
 * with the keys' half of the script, after it.
 */
const BEFORE_THE_FIRST_PAINT: readonly string[] = [
  ...['clinic.profile', 'invitation.look', 'session.current'],
  ...['booking.page', 'booking.freeTimes'],
]

/**
 * The endpoint as the page calls it. What it answers is held against the contract (R11.6): an answer that is none rejects
 * with a {@link ForeignAnswerError}, like that of anybody else.
 * @param network a browser's own unless given
 */
export function createPortalClient(
  origin: string,
  network: typeof fetch = (request, init) => fetch(request, init),
): PortalClient {
  return createORPCClient(
    new RPCLink({
      url: `${origin}/api/portal`,
      fetch: (request, init) =>
        answerOf(network, new Request(request, { signal: AbortSignal.timeout(TIMEOUT_MS) }), init),
      interceptors: [
        async (call) => {
          const { path } = call
          const answer = await call.next()
          if (BEFORE_THE_FIRST_PAINT.includes(path.join('.'))) return answer
          const { isAsAgreed } = await loadVault()
          if (!isAsAgreed(path, answer)) throw new ForeignAnswerError(`Not as agreed: ${path.join('.')}`)
          return answer
        },
      ],
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
async function answerOf(network: typeof fetch, request: Request, init: RequestInit): Promise<Response> {
  const response = await network(request, {
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
