import { createORPCClient, ORPCError } from '@orpc/client'
import { RPCLink } from '@orpc/client/fetch'
import type { ContractRouterClient } from '@orpc/contract'
import type { portalContract } from '../shared/contract/portal.ts'
import { property } from './views/property.ts'
import { words } from './words.ts'

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

export function isCode(error: unknown, code: string): boolean {
  return error instanceof ORPCError && error.code === code
}

/** Why something did not work, as far as a person can do anything about it. */
export type Trouble =
  | { readonly kind: 'offline' | 'unavailable' | 'notUnderstood' | 'unopened' }
  | { readonly kind: 'limited'; readonly retryAfterSeconds: number }

/** What an error of a call means to a person. */
export function troubleOf(error: unknown): Trouble {
  if (error instanceof ORPCError) {
    const seconds = property(error.data, 'retryAfterSeconds')
    if (error.code === 'RATE_LIMITED') {
      return { kind: 'limited', retryAfterSeconds: typeof seconds === 'number' ? seconds : 60 }
    }
    return { kind: error.code === 'BAD_REQUEST' ? 'notUnderstood' : 'unavailable' }
  }
  if (error instanceof Error && error.name === 'EnvelopeError') return { kind: 'unopened' }
  // A script that could not be fetched rejects with a TypeError, in every browser.
  return { kind: error instanceof OfflineError || error instanceof TypeError ? 'offline' : 'unavailable' }
}

/** The same where something was typed: it is still there. */
export function troubleInForm(trouble: Trouble): string {
  return `${troubleText(trouble)} ${words.trouble.kept}`
}

export function troubleText(trouble: Trouble): string {
  return trouble.kind === 'limited' ? words.trouble.limited(trouble.retryAfterSeconds) : words.trouble[trouble.kind]
}
