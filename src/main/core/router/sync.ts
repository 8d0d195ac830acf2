import { failure } from '../services/serviceError.ts'
import { PairingError, type Sync } from '../sync/types.ts'
import type { Base } from './base.ts'

export function syncRouter(base: Base, sync: Sync) {
  return {
    status: base.sync.status.handler(() => sync.status()),
    now: base.sync.now.handler(async () => {
      await sync.now()
      return {}
    }),
    pair: base.sync.pair.handler(async ({ input }) => {
      try {
        await sync.pair(input.endpointUrl, input.code)
      } catch (error) {
        throw error instanceof PairingError ? failure(error.code) : error
      }
      return {}
    }),
  }
}
