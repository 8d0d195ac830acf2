import { skipToken, useQuery } from '@tanstack/react-query'
import type { BookingConcern } from '../../../shared/domain/bookingConcerns.ts'
import type { AppointmentId } from '../../../shared/domain/ids.ts'
import type { Instant } from '../../../shared/domain/time.ts'
import { useApi } from '../../state/ClientProvider.tsx'
import type { BookingDraft } from '../../state/deskStore.ts'
import type { BookFailure, TakenTime } from './useBook.ts'

export type Odd = { readonly concerns: readonly BookingConcern[]; readonly taken: TakenTime | null }

const NOTHING: Odd = { concerns: [], taken: null }

/**
 * What is out of the ordinary about the visit as it stands in the panel: the core says, before and after it is asked.
 * @param moving the visit that is to be moved there @param endsAt where it is not to be as long as it is
 */
export function useConcerns(
  draft: Pick<BookingDraft, 'practitionerId' | 'serviceId'>,
  startsAt: Instant | null,
  failure: BookFailure | null,
  moving: AppointmentId | null = null,
  endsAt: Instant | null = null,
): Odd {
  const { practitionerId, serviceId } = draft
  const wanted =
    practitionerId && serviceId && startsAt ? { practitionerId, serviceId, startsAt, moving, endsAt } : null
  const { data = NOTHING } = useQuery(
    useApi().calendar.concerns.queryOptions({ input: wanted ?? skipToken, refetchInterval: 60_000 }),
  )
  // Somebody was quicker than what stood here.
  if (failure?.kind === 'odd') return { ...data, concerns: failure.concerns }
  if (failure?.kind === 'taken') return { ...data, taken: failure.taken }
  return data
}
