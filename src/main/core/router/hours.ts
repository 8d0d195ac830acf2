import { readHoursOf, removeWeek, saveWeek } from '../services/hours.ts'
import { addTimeOff, removeTimeOff, visitsIn } from '../services/timeOff.ts'
import { nothing, type Base } from './base.ts'

export function hoursRouter({ signedIn: { hours } }: Base) {
  return {
    of: hours.of.handler(({ context, input }) => readHoursOf(context.acting, input)),
    saveWeek: hours.saveWeek.handler(({ context, input }) => saveWeek(context.acting, input)),
    removeWeek: hours.removeWeek.handler(({ context, input }) => nothing(removeWeek(context.acting, input))),
    visitsIn: hours.visitsIn.handler(({ context, input }) => visitsIn(context.acting.db, input)),
    addTimeOff: hours.addTimeOff.handler(({ context, input }) => addTimeOff(context.acting, input)),
    removeTimeOff: hours.removeTimeOff.handler(({ context, input }) => nothing(removeTimeOff(context.acting, input))),
  }
}
