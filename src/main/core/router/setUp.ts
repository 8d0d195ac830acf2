import { readMissing } from '../services/setUp.ts'
import type { Base } from './base.ts'

export function setUpRouter({ signedIn: { setUp } }: Base) {
  return { missing: setUp.missing.handler(({ context }) => readMissing(context.acting)) }
}
