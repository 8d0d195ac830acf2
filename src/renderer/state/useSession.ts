import { useQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useState } from 'react'
import { toInstant, type Instant } from '../../shared/domain/time.ts'
import { computerZone } from '../format/computerZone.ts'
import { useApi } from './ClientProvider.tsx'

/** Who is signed in, which clinic this is, and the core's clock. */
export function useSession() {
  return useQuery(useApi().session.current.queryOptions({ staleTime: Infinity }))
}

/** The clinic's zone; until it is known, the computer's own. */
export function useTimeZone(): string {
  const { data } = useSession()
  return data?.clinic?.timeZone ?? computerZone()
}

/** Reads the core's clock at any moment. */
export function useClock(): () => Instant {
  const { data, dataUpdatedAt } = useSession()
  const ahead = data ? Date.parse(data.now) - dataUpdatedAt : 0
  return useCallback(() => toInstant(Date.now() + ahead), [ahead])
}

/** The core's clock, advanced by this page's own; ticks every `everyMilliseconds`. */
export function useNow(everyMilliseconds = 30_000): Instant {
  const { data, dataUpdatedAt } = useSession()
  const [ticked, setTicked] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setTicked(Date.now()), everyMilliseconds)
    return () => clearInterval(timer)
  }, [everyMilliseconds])
  const ahead = data ? Date.parse(data.now) - dataUpdatedAt : 0
  return toInstant(Math.max(ticked, dataUpdatedAt) + ahead)
}
