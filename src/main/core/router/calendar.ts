import { listServices } from '../db/services.ts'
import { book } from '../services/booking.ts'
import { readDay, setStatus } from '../services/calendar.ts'
import { readAppointments } from '../services/patients.ts'
import type { Base } from './base.ts'

export function calendarRouter({ signedIn: { calendar } }: Base) {
  return {
    services: calendar.services.handler(({ context }) => listServices(context.acting.db)),
    day: calendar.day.handler(({ context, input }) => readDay(context.acting, input.on)),
    ofPatient: calendar.ofPatient.handler(({ context, input }) => readAppointments(context.acting, input.patientId)),
    book: calendar.book.handler(({ context, input }) => book(context.acting, input)),
    setStatus: calendar.setStatus.handler(({ context, input }) => setStatus(context.acting, input)),
  }
}
