import { z } from 'zod'

/** R10.8: what a clinic is not ready without, in the order in which it is set up. */
export const SetUpStep = z.enum(['recoverySheet'])
export type SetUpStep = z.infer<typeof SetUpStep>
