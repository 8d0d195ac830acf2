import { listServices } from '../db/services.ts'
import { book } from '../services/booking.ts'
import { weighTime } from '../services/bookingTime.ts'
import { readDay, readOpenHours } from '../services/calendar.ts'
import { readMonth, readWeek } from '../services/calendarSpans.ts'
import { annotateVisit, moveVisit, setCalled, setStatus, tellPatient } from '../services/changeVisit.ts'
import { readFirstFree } from '../services/firstFree.ts'
import { readAppointments } from '../services/patients.ts'
import { undoVisit } from '../services/undoVisit.ts'
import type { Base } from './base.ts'

export function calendarRouter({ signedIn: { calendar } }: Base) {
  return {
    services: calendar.services.handler(({ context }) => listServices(context.acting.db)),
    day: calendar.day.handler(({ context, input }) => readDay(context.acting, input.on)),
    week: calendar.week.handler(({ context, input }) => readWeek(context.acting, input.on, input.practitionerId)),
    month: calendar.month.handler(({ context, input }) => readMonth(context.acting, input.on)),
    hours: calendar.hours.handler(({ context, input }) => readOpenHours(context.acting, input.on)),
    concerns: calendar.concerns.handler(async ({ context, input }) => {
      const { concerns, taken } = await weighTime(context.acting.db, context.acting, input)
      return { concerns, taken }
    }),
    firstFree: calendar.firstFree.handler(({ context, input }) => readFirstFree(context.acting, input)),
    ofPatient: calendar.ofPatient.handler(({ context, input }) => readAppointments(context.acting, input.patientId)),
    book: calendar.book.handler(({ context, input }) => book(context.acting, input)),
    setStatus: calendar.setStatus.handler(({ context, input }) => setStatus(context.acting, input)),
    move: calendar.move.handler(({ context, input }) => moveVisit(context.acting, input)),
    tell: calendar.tell.handler(({ context, input }) => tellPatient(context.acting, input)),
    annotate: calendar.annotate.handler(({ context, input }) => annotateVisit(context.acting, input)),
    setCalled: calendar.setCalled.handler(({ context, input }) => setCalled(context.acting, input)),
    undo: calendar.undo.handler(async ({ context, input }) => ({ visit: await undoVisit(context.acting, input) })),
  }
}
