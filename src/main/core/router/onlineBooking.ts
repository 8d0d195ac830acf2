import { readOnlineBooking, saveOnlineBooking } from '../services/online/onlineBooking.ts'
import { answerBooking, undoAnswer } from '../services/online/answering.ts'
import { keepBoth, readClash, undoKeepBoth } from '../services/online/keepBoth.ts'
import { makeChart, merge, undoMatch } from '../services/online/matching.ts'
import { readBoth } from '../services/mergeCharts.ts'
import { readToMatch } from '../services/online/toMatch.ts'
import { nothing, type Base } from './base.ts'

export function onlineBookingRouter({ signedIn: { onlineBooking } }: Base) {
  return {
    get: onlineBooking.get.handler(({ context }) => readOnlineBooking(context.acting)),
    compareCharts: onlineBooking.compareCharts.handler(({ context, input }) => readBoth(context.acting, input)),
    toMatch: onlineBooking.toMatch.handler(({ context, input }) => readToMatch(context.acting, input)),
    merge: onlineBooking.merge.handler(({ context, input }) => merge(context.acting, input)),
    makeChart: onlineBooking.makeChart.handler(({ context, input }) => makeChart(context.acting, input)),
    undoMatch: onlineBooking.undoMatch.handler(({ context, input }) => nothing(undoMatch(context.acting, input))),
    answer: onlineBooking.answer.handler(({ context, input }) => answerBooking(context.acting, input)),
    undoAnswer: onlineBooking.undoAnswer.handler(({ context, input }) => undoAnswer(context.acting, input)),
    clash: onlineBooking.clash.handler(({ context, input }) => readClash(context.acting, input)),
    keepBoth: onlineBooking.keepBoth.handler(({ context, input }) => keepBoth(context.acting, input)),
    undoKeepBoth: onlineBooking.undoKeepBoth.handler(({ context, input }) => undoKeepBoth(context.acting, input)),
    save: onlineBooking.save.handler(({ context, input }) => saveOnlineBooking(context.acting, input)),
  }
}
