import { skipToken, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Service } from '../../../shared/contract/desk/calendar.ts'
import { parseTypedDay } from '../../format/typedDay.ts'
import { useApi } from '../../state/ClientProvider.tsx'
import type { BookingDraft } from '../../state/deskStore.ts'
import { useNow, useTimeZone } from '../../state/useSession.ts'
import { useToday } from '../../state/useToday.ts'
import { timesOf, type BookingTimes, type HoursOfDay } from './bookingView.ts'

const NO_HOURS: HoursOfDay = []

type DraftTimes = Pick<BookingDraft, 'on' | 'at' | 'practitionerId'>

/** What the typed day and time of a booking mean, in the hours of that day (R6.2). */
export function useDraftTimes({ on: typedOn, at, practitionerId }: DraftTimes, service: Service | null): BookingTimes {
  const timeZone = useTimeZone()
  const today = useToday()
  const now = useNow()
  const on = parseTypedDay(typedOn, today, 'future')
  // Until they are here a time stands as it was typed; the core says no to what is out of the ordinary.
  const { data: hours = NO_HOURS } = useQuery(useApi().calendar.hours.queryOptions({ input: on ? { on } : skipToken }))
  return useMemo(
    () => timesOf({ on: typedOn, at, practitionerId }, service, hours, { today, timeZone, now }),
    [typedOn, at, practitionerId, service, hours, today, timeZone, now],
  )
}
