import { putAway, readUnsettled, tryAgain } from '../services/toSettle.ts'
import { nothing, type Base } from './base.ts'

export function toSettleRouter({ signedIn: { toSettle } }: Base) {
  return {
    list: toSettle.list.handler(({ context }) => readUnsettled(context.acting)),
    tryAgain: toSettle.tryAgain.handler(({ context, input }) => tryAgain(context.acting, input)),
    putAway: toSettle.putAway.handler(({ context, input }) => nothing(putAway(context.acting, input))),
  }
}
