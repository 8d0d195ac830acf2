import type { ContractRouterClient } from '@orpc/contract'
import type { deskContract } from '../../shared/contract/desk.ts'

/** The whole API of the core, over whichever wire the host has. */
export type DeskClient = ContractRouterClient<typeof deskContract>
