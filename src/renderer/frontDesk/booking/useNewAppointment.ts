import { useCallback } from 'react'
import { navigate } from 'wouter/use-browser-location'
import { CalendarDay } from '../../../shared/domain/time.ts'
import { setParam } from '../../address/useParam.ts'
import { leaveOrAsk } from '../../components/discard/discarding.ts'
import { useDeskStore } from '../../state/ClientProvider.tsx'
import { useToday } from '../../state/useToday.ts'
import { newDraft, type BookingStart } from './bookingAddress.ts'

/** Opens the booking panel beside the calendar of the day, by default the one that is shown; one that is being filled in stays, and has the focus. */
export function useNewAppointment(): (start?: BookingStart & { readonly on?: CalendarDay }) => void {
  const today = useToday()
  const isBooking = useDeskStore((desk) => desk.booking !== null)
  const setBooking = useDeskStore((desk) => desk.setBooking)
  return useCallback(
    ({ on = shownDay() ?? today, ...start } = {}) => {
      const panel = document.querySelector<HTMLElement>('[data-booking]')
      if (isBooking && panel) return panel.focus()
      const page = `/calendar/${on}`
      leaveOrAsk(page, () => {
        if (!isBooking) setBooking(newDraft(on, start))
        if (window.location.pathname === page) setParam('visit', null)
        else navigate(page)
      })
    },
    [isBooking, setBooking, today],
  )
}

/** The day of the calendar that is on screen. */
function shownDay(): CalendarDay | null {
  const [, page, day] = window.location.pathname.split('/')
  return page === 'calendar' ? (CalendarDay.safeParse(day).data ?? null) : null
}
