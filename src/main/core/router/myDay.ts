import { readMyDay } from '../services/myDay.ts'
import type { Base } from './base.ts'

export function myDayRouter({ signedIn: { myDay } }: Base) {
  return {
    day: myDay.day.handler(({ context, input }) => readMyDay(context.acting, input.on)),
  }
}
