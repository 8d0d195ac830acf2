import type { CoreContext } from '../context.ts'
import { readCounts, readToday } from '../services/frontDesk.ts'
import type { Base } from './base.ts'

export function todayRouter({ today }: Base, context: CoreContext) {
  return { summary: today.summary.handler(() => readToday(context)) }
}

export function countsProcedure({ counts }: Base, context: CoreContext) {
  return counts.handler(() => readCounts(context))
}
