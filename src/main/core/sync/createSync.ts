import type { CoreContext } from '../context.ts'
import { PairingError, type Sync } from './types.ts'

/** A desk that is not paired: nothing is sent, nothing is fetched. */
export function createSync(_context: CoreContext, _options: { readonly fetch: typeof globalThis.fetch }): Sync {
  return {
    status: () => ({
      state: 'notPaired',
      lastAt: null,
      waiting: 0,
      needsAttention: 0,
      because: null,
      clockSkewSeconds: null,
    }),
    wake: () => {},
    now: () => Promise.resolve(),
    pair: () => Promise.reject(new PairingError('ENDPOINT_UNREACHABLE')),
    close: () => Promise.resolve(),
  }
}
