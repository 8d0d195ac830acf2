import { endSetUp, readMissing } from '../services/setUp.ts'
import type { Base } from './base.ts'

export function setUpRouter({ signedIn: { setUp } }: Base) {
  return {
    missing: setUp.missing.handler(({ context }) => readMissing(context.acting)),
    end: setUp.end.handler(async ({ context }) => {
      await endSetUp(context.acting)
      return {}
    }),
  }
}
