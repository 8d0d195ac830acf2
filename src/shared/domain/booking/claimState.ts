import { z } from 'zod'

/** R6.4: how a visit's claim stands where it is not simply the visit's own. `clash`: the endpoint gave the time to another. */
export const ClaimState = z.enum(['unconfirmed', 'clash'])
export type ClaimState = z.infer<typeof ClaimState>
