import { z } from 'zod'

/** Which desk takes in how many events. */
export const PullArguments = z.object({ file: z.string(), count: z.number().int() })
export type PullArguments = z.infer<typeof PullArguments>
