import { failure } from '../services/serviceError.ts'
import { PairingError, type Sync } from '../sync/types.ts'
import { nothing, type Base } from './base.ts'

export function syncRouter({ signedIn }: Base, sync: Sync) {
  return {
    status: signedIn.sync.status.handler(() => sync.status()),
    now: signedIn.sync.now.handler(() => nothing(sync.now())),
    pair: signedIn.sync.pair.handler(async ({ context, input }) => {
      try {
        await sync.pair(context.acting, input.endpointUrl, input.code)
      } catch (error) {
        throw error instanceof PairingError ? failure(error.code) : error
      }
      return {}
    }),
  }
}
