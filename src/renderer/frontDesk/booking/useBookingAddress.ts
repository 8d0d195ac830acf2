import type { CalendarDay } from '../../../shared/domain/time.ts'
import { useParamOf } from '../../address/useParamOf.ts'
import { askOrClose } from '../../components/discard/discarding.ts'
import { useDeskStore } from '../../state/ClientProvider.tsx'
import { fromAddress, newDraft, toAddress } from './bookingAddress.ts'

/** The booking that is being made stands in the address of the page beside which it is made. `on`: the day of that page. */
export function useBookingAddress(on: CalendarDay): void {
  const draft = useDeskStore((desk) => desk.booking)
  const setBooking = useDeskStore((desk) => desk.setBooking)
  useParamOf('book', draft && toAddress(draft), {
    open: (text) => setBooking(newDraft(on, fromAddress(text))),
    close: () => askOrClose(() => setBooking(null)),
  })
}
