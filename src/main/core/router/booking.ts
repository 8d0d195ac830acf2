import type { CoreContext } from '../context.ts'
import { book } from '../services/booking.ts'
import type { Base } from './base.ts'

export function bookProcedure({ calendar }: Base, context: CoreContext) {
  return calendar.book.handler(({ input }) => book(context, input))
}
