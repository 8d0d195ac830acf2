import type { CoreContext } from '../context.ts'
import type { Base } from './base.ts'
import { unbuilt } from './unbuilt.ts'

export function todayRouter({ today }: Base, _context: CoreContext) {
  return { summary: today.summary.handler(unbuilt) }
}

export function countsProcedure({ counts }: Base, _context: CoreContext) {
  return counts.handler(unbuilt)
}
