import type { CoreContext } from '../context.ts'
import { listServices } from '../db/services.ts'
import { readDay, setStatus } from '../services/calendar.ts'
import type { Base } from './base.ts'
import { bookProcedure } from './booking.ts'

export function calendarRouter(base: Base, context: CoreContext) {
  const { services, day, setStatus: status } = base.calendar
  return {
    services: services.handler(() => listServices(context.db)),
    day: day.handler(({ input }) => readDay(context, input.on)),
    book: bookProcedure(base, context),
    setStatus: status.handler(({ input }) => setStatus(context, input)),
  }
}
