import { ORPCError } from '@orpc/server'
import { RPCHandler } from '@orpc/server/fetch'
import type { AnyRouter } from '@orpc/server'
import type { Log } from '../context.ts'
import { NotAnAgeFileError } from '../db/ageFile.ts'
import { errorFacts } from '../errorFacts.ts'

/** So that a proxy does not close the stream that wakes a desk. */
const KEEP_ALIVE_MILLISECONDS = 20_000

/**
 * oRPC over fetch. Declared errors arrive typed; whatever else is thrown is a bug: masked here, and logged once with the
 * request's id, which the person can read out.
 */
export function makeRpcHandler(router: AnyRouter, log: Log) {
  return new RPCHandler<{ requestId: string }>(router, {
    eventIteratorKeepAliveInterval: KEEP_ALIVE_MILLISECONDS,
    clientInterceptors: [
      async (call) => {
        try {
          return await call.next()
        } catch (error) {
          if (error instanceof ORPCError) throw error
          if (error instanceof NotAnAgeFileError) throw new ORPCError('BAD_REQUEST', { message: 'Not an age file' })
          const { requestId } = call.context
          log.error({ request: requestId, call: call.path.join('.'), ...errorFacts(error) }, 'call failed')
          throw new ORPCError('INTERNAL_SERVER_ERROR', { message: `Reference ${requestId}` })
        }
      },
    ],
  })
}
