import { printCalendar, printCallList, printSlip } from '../services/paper.ts'
import type { Base } from './base.ts'

export function paperRouter({ signedIn: { paper } }: Base) {
  return {
    calendar: paper.calendar.handler(({ context, input }) => printCalendar(context.acting, input)),
    callList: paper.callList.handler(({ context, input }) => printCallList(context.acting, input)),
    slip: paper.slip.handler(({ context, input }) => printSlip(context.acting, input)),
  }
}
