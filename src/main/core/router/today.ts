import { readCounts, readToday } from '../services/today.ts'
import type { Base } from './base.ts'

export function todayRouter({ signedIn: { today } }: Base) {
  return {
    counts: today.counts.handler(({ context }) => readCounts(context.acting)),
    summary: today.summary.handler(({ context }) => readToday(context.acting)),
  }
}
