import type { EndpointContext } from '../../../context.ts'
import { bookCall } from './book.ts'
import { changeCalls } from './change.ts'
import { freeTimesCall } from './freeTimes.ts'
import { holdCalls } from './hold.ts'
import { mineCall } from './mine.ts'
import { pageCall } from './page.ts'

/** Booking online (R6.3, R6.4): a file for each concern. */
export function bookingCalls(endpoint: EndpointContext) {
  return {
    page: pageCall(endpoint),
    freeTimes: freeTimesCall(endpoint),
    ...holdCalls(endpoint),
    book: bookCall(endpoint),
    mine: mineCall(endpoint),
    ...changeCalls(endpoint),
  }
}
