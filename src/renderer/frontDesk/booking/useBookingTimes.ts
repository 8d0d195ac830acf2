import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { MINUTE, plusMilliseconds, type CalendarDay } from '../../../shared/domain/time.ts'
import { useApi, useDeskStore } from '../../state/ClientProvider.tsx'
import { useTimeZone } from '../../state/useSession.ts'
import { useToday } from '../../state/useToday.ts'
import type { DraftShown } from '../calendar/gridEvents.ts'
import { timesOf } from './bookingView.ts'

const UNKNOWN_SERVICE_MINUTES = 30

/** Where the booking that is being made stands on this day; null when it is not on it yet. */
export function useBookingTimes(on: CalendarDay): DraftShown | null {
  const draft = useDeskStore((desk) => desk.booking)
  const { data: services } = useQuery(useApi().calendar.services.queryOptions())
  const timeZone = useTimeZone()
  const today = useToday()
  return useMemo(() => {
    if (!draft?.practitionerId) return null
    const service = services?.find(({ id }) => id === draft.serviceId) ?? null
    const times = timesOf(draft, service, today, timeZone)
    if (!times.startsAt || times.on !== on) return null
    return {
      practitionerId: draft.practitionerId,
      startsAt: times.startsAt,
      endsAt: times.endsAt ?? plusMilliseconds(times.startsAt, UNKNOWN_SERVICE_MINUTES * MINUTE),
    }
  }, [draft, services, on, today, timeZone])
}
