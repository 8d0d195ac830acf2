import { createORPCClient, ORPCError } from '@orpc/client'
import { RPCLink } from '@orpc/client/fetch'
import type { ContractRouterClient } from '@orpc/contract'
import type { portalContract } from '../shared/contract/portal.ts'
import { words } from './words.ts'

export type PortalClient = ContractRouterClient<typeof portalContract>

const TIMEOUT_SECONDS = 20

export function createPortalClient(origin: string): PortalClient {
  return createORPCClient(
    new RPCLink({
      url: `${origin}/api/portal`,
      fetch: (request, init) =>
        fetch(new Request(request, { signal: AbortSignal.timeout(TIMEOUT_SECONDS * 1000) }), {
          ...init,
          credentials: 'same-origin',
          referrerPolicy: 'no-referrer',
          cache: 'no-store',
        }),
    }),
  )
}

export function isCode(error: unknown, code: string): boolean {
  return error instanceof ORPCError && error.code === code
}

/** Why something did not work, as far as a person can do anything about it. */
export type Trouble =
  | { readonly kind: 'offline' | 'unavailable' | 'notUnderstood' | 'unopened' }
  | { readonly kind: 'limited'; readonly retryAfterSeconds: number }

/**
 * What an error of a call means to a person. An answer that is no answer of ours (a captive portal's page, a proxy's
 * error) counts as `unavailable`.
 */
export function troubleOf(error: unknown): Trouble {
  if (error instanceof ORPCError) {
    const seconds: unknown = Object(error.data).retryAfterSeconds
    if (error.code === 'RATE_LIMITED') {
      return { kind: 'limited', retryAfterSeconds: typeof seconds === 'number' ? seconds : 60 }
    }
    return { kind: error.code === 'BAD_REQUEST' ? 'notUnderstood' : 'unavailable' }
  }
  if (error instanceof Error && error.name === 'EnvelopeError') return { kind: 'unopened' }
  // What fetch rejects with when there is no connection, in every browser.
  return { kind: error instanceof TypeError ? 'offline' : 'unavailable' }
}

export function troubleText(trouble: Trouble): string {
  return trouble.kind === 'limited' ? words.trouble.limited(trouble.retryAfterSeconds) : words.trouble[trouble.kind]
}
