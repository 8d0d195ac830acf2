import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { MINUTE, plusMilliseconds } from '../../../shared/domain/time.ts'
import { useApi, useDeskStore } from '../../state/ClientProvider.tsx'
import type { DraftShown } from '../calendar/gridEvents.ts'
import { useDraftTimes } from './useDraftTimes.ts'

const NO_DRAFT = { on: '', at: '', practitionerId: null }
const UNKNOWN_SERVICE_MINUTES = 30

/** Where the booking that is being made stands; null until it has a practitioner and a time. */
export function useBookingTimes(): DraftShown | null {
  const draft = useDeskStore((desk) => desk.booking)
  const { data: services } = useQuery(useApi().calendar.services.queryOptions())
  const service = services?.find(({ id }) => id === draft?.serviceId) ?? null
  const times = useDraftTimes(draft ?? NO_DRAFT, service)
  const practitionerId = draft?.practitionerId ?? null
  const { startsAt, endsAt } = times
  return useMemo(() => {
    if (!practitionerId || !startsAt) return null
    return {
      practitionerId,
      startsAt,
      endsAt: endsAt ?? plusMilliseconds(startsAt, UNKNOWN_SERVICE_MINUTES * MINUTE),
    }
  }, [practitionerId, startsAt, endsAt])
}
