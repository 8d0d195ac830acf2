import { ORPCError } from '@orpc/server'
import { RPCHandler } from '@orpc/server/fetch'
import type { AnyRouter } from '@orpc/server'
import { unexpected } from '../../shared/contract/unexpected.ts'
import type { Log } from '../context.ts'
import { NotAnAgeFileError } from '../db/ageFile.ts'
import { errorFacts } from '../errorFacts.ts'
import { referenceOf } from './reference.ts'

/** So that a proxy does not close the stream that wakes a desk. */
const KEEP_ALIVE_MILLISECONDS = 20_000

/**
 * oRPC over fetch. Declared errors, and `BAD_REQUEST` for input that is none, arrive as they are; whatever else is thrown
 * is a bug: masked here as the declared `UNEXPECTED`, and logged once under the reference that the person is shown.
 */
export function makeRpcHandler(router: AnyRouter, log: Log) {
  return new RPCHandler<{ requestId: string }>(router, {
    eventIteratorKeepAliveInterval: KEEP_ALIVE_MILLISECONDS,
    clientInterceptors: [
      async (call) => {
        try {
          return await call.next()
        } catch (error) {
          if (isForTheCaller(error)) throw error
          if (error instanceof NotAnAgeFileError) throw new ORPCError('BAD_REQUEST', { message: 'Not an age file' })
          const reference = referenceOf(call.context.requestId)
          log.error({ reference, call: call.path.join('.'), ...errorFacts(error) }, 'call failed')
          const { status } = unexpected.UNEXPECTED
          throw new ORPCError('UNEXPECTED', { defined: true, status, message: 'Unexpected', data: { reference } })
        }
      },
    ],
  })
}

/** Output that the contract does not allow is an `ORPCError` too, and a bug. */
function isForTheCaller(error: unknown): boolean {
  return error instanceof ORPCError && (error.defined || error.code === 'BAD_REQUEST')
}
