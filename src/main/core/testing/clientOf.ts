import { createRouterClient } from '@orpc/server'
import type { ContractRouterClient } from '@orpc/contract'
import type { deskContract } from '../../../shared/contract/desk.ts'
import type { Serving } from '../serving.ts'

/** The desk's API as a window has it, of whatever serves it. */
export function clientOf({ router, openStation }: Serving): ContractRouterClient<typeof deskContract> {
  const client: unknown = createRouterClient(router, { context: { station: openStation('Front desk') } })
  // A host's router carries out the desk's contract, or says that it does not.
  return client as ContractRouterClient<typeof deskContract>
}
