import type { CoreContext } from '../context.ts'
import type { Base } from './base.ts'
import { bookProcedure } from './booking.ts'
import { unbuilt } from './unbuilt.ts'

export function calendarRouter(base: Base, context: CoreContext) {
  return {
    services: base.calendar.services.handler(unbuilt),
    day: base.calendar.day.handler(unbuilt),
    book: bookProcedure(base, context),
    setStatus: base.calendar.setStatus.handler(unbuilt),
  }
}
