import { useCallback } from 'react'
import { useLocation } from 'wouter'
import type { PatientId, StaffId } from '../../../shared/domain/ids.ts'
import type { CalendarDay } from '../../../shared/domain/time.ts'
import { newId } from '../../format/newId.ts'
import { useDeskStore } from '../../state/ClientProvider.tsx'
import { useToday } from '../../state/useToday.ts'
import { formats } from '../../words/words.ts'

export type BookingStart = {
  readonly on?: CalendarDay
  readonly at?: string
  readonly practitionerId?: StaffId | null
  readonly patientId?: PatientId | null
}

/** Opens the booking panel beside the calendar of the day. */
export function useNewAppointment(): (start?: BookingStart) => void {
  const today = useToday()
  const setBooking = useDeskStore((desk) => desk.setBooking)
  const [, navigate] = useLocation()
  return useCallback(
    (start = {}) => {
      const on = start.on ?? today
      setBooking({
        id: newId(),
        patientId: start.patientId ?? null,
        practitionerId: start.practitionerId ?? null,
        serviceId: null,
        on: formats.shortDate(on),
        at: start.at ?? '',
        formIds: null,
        isTold: true,
      })
      navigate(`/calendar/${on}`)
    },
    [navigate, setBooking, today],
  )
}
