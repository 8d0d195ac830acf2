import { skipToken, useQuery } from '@tanstack/react-query'
import type { DayAppointment } from '../../shared/contract/desk/calendar.ts'
import type { SeriesScope } from '../../shared/contract/desk/series.ts'
import type { Instant } from '../../shared/domain/time.ts'
import { useApi } from '../state/ClientProvider.tsx'
import { useNow } from '../state/useSession.ts'

export type InSeries = Pick<DayAppointment, 'id' | 'version'>
type Placed = InSeries & Pick<DayAppointment, 'status' | 'startsAt'> & { readonly originallyAt: Instant }

/** R6.2: what of a visit's series is to come, and what of that is it or follows it by the rule. */
export function toComeOf(
  visits: readonly Placed[],
  id: DayAppointment['id'],
  now: Instant,
): Readonly<Record<SeriesScope, readonly InSeries[]>> {
  const toCome = visits.filter(({ status, startsAt }) => status === 'booked' && startsAt > now)
  const own = visits.find((each) => each.id === id)
  return { toCome, following: toCome.filter(({ originallyAt }) => own && originallyAt >= own.originallyAt) }
}

export function useSeriesToCome({ id, series }: DayAppointment) {
  const { data = [] } = useQuery(useApi().series.ofVisit.queryOptions({ input: series ? { id } : skipToken }))
  return toComeOf(data, id, useNow())
}
