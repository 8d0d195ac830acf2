import { useCallback } from 'react'
import { navigate } from 'wouter/use-browser-location'
import type { CalendarDay } from '../../../shared/domain/time.ts'
import { setParam } from '../../address/useParam.ts'
import { leaveOrAsk } from '../../components/discard/discarding.ts'
import { useDeskStore } from '../../state/ClientProvider.tsx'
import { useToday } from '../../state/useToday.ts'
import { bookingView, calendarPath, calendarPlace, isShownAt } from '../calendar/calendarAddress.ts'
import { newDraft, type BookingStart } from './bookingAddress.ts'

/** Opens the booking panel beside the calendar of the day, by default the one that is shown; one that is being filled in stays, and has the focus. */
export function useNewAppointment(): (start?: BookingStart & { readonly on?: CalendarDay }) => void {
  const today = useToday()
  const isBooking = useDeskStore((desk) => desk.booking !== null)
  const setBooking = useDeskStore((desk) => desk.setBooking)
  return useCallback(
    ({ on: asked, ...start } = {}) => {
      const panel = document.querySelector<HTMLElement>('[data-booking]')
      if (isBooking && panel) return panel.focus()
      const place = calendarPlace(window.location.pathname)
      const on = asked ?? place?.on ?? today
      const page = calendarPath(bookingView(place?.view ?? 'day'), on)
      const isHere = place !== null && isShownAt(place, on)
      leaveOrAsk(page, () => {
        if (!isBooking) setBooking(newDraft(on, start))
        if (!isHere) return navigate(page)
        setParam('visit', null)
        if (window.location.pathname !== page) navigate(page + window.location.search, { replace: true })
      })
    },
    [isBooking, setBooking, today],
  )
}
