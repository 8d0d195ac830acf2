import { z } from 'zod'
import { portalContract } from '../shared/contract/portal.ts'
import { property } from './views/property.ts'

const Call = z.object({ '~orpc': z.object({ outputSchema: z.instanceof(z.ZodType) }) })

/** Whether an answer is what the contract says of it. @param path of the call: `['records', 'list']` */
export function isAsAgreed(path: readonly string[], answer: unknown): boolean {
  const call = path.reduce<unknown>(property, portalContract)
  const known = Call.safeParse(call)
  return known.success && known.data['~orpc'].outputSchema.safeParse(answer).success
}
