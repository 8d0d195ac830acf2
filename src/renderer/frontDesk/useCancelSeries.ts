import { useQueryClient } from '@tanstack/react-query'
import type { DayAppointment } from '../../shared/contract/desk/calendar.ts'
import type { SeriesScope } from '../../shared/contract/desk/series.ts'
import { notifyFailure } from '../components/notify.ts'
import { useOfferUndo } from '../components/undo/useOfferUndo.tsx'
import { useApi, useClient } from '../state/ClientProvider.tsx'
import { words } from '../words/words.ts'
import type { WithStatus } from './useChangeStatus.ts'
import type { InSeries } from './useSeriesToCome.ts'

/** Cancels several at once, as they were seen, and offers to undo it; what somebody changed meanwhile is said. */
export function useCancelSeries() {
  const api = useApi()
  const client = useClient()
  const queryClient = useQueryClient()
  const { ofSeries } = useOfferUndo()
  return (
    { id, patientName }: DayAppointment,
    scope: SeriesScope,
    visits: readonly InSeries[],
    { tell, reason }: WithStatus,
  ) => {
    const seen = visits.map((each) => ({ id: each.id, seenVersion: each.version }))
    const t = words.today.cancelling
    client.series
      .cancel({ id, scope, seen, tell, reason })
      .then(({ visits: off, leavesAt }) => {
        ofSeries((leavesAt === null ? t.several : t.severalTold)(patientName, off.length), off, leavesAt)
      })
      .catch(notifyFailure)
      .finally(() => void queryClient.invalidateQueries({ queryKey: api.key() }))
  }
}
