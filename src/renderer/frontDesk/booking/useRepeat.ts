import { skipToken, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { EmailForChart } from '../../../shared/contract/desk/patients.ts'
import type { AppointmentId, QuestionnaireVersionId, SeriesId } from '../../../shared/domain/ids.ts'
import type { Instant } from '../../../shared/domain/time.ts'
import { dayOf } from '../../../shared/domain/zone.ts'
import { newId } from '../../format/newId.ts'
import { useApi } from '../../state/ClientProvider.tsx'
import { useTimeZone } from '../../state/useSession.ts'
import type { BookingDraft } from '../../state/deskStore.ts'
import type { BookingReady } from './bookingView.ts'
import { lacksReason, recurrenceOf, shownVisit, tickedVisits, type Chosen, type RepeatChoice } from './repeat.ts'
import { focusMissingReason } from './VisitTick.tsx'

type Request = {
  readonly booking: BookingReady
  readonly formIds: readonly QuestionnaireVersionId[]
  readonly tell: boolean
  readonly emailForChart: EmailForChart | null
}

/** R6.2: the visits of a series as they stand in the panel, and booking those that are ticked. */
export function useRepeat(
  draft: BookingDraft,
  startsAt: Instant | null,
  change: (part: Pick<Partial<BookingDraft>, 'repeat' | 'chosenVisits'>) => void,
) {
  const { practitionerId, serviceId, repeat: choice, chosenVisits: chosen } = draft
  const api = useApi()
  const queryClient = useQueryClient()
  const [id] = useState(() => newId<SeriesId>())
  const timeZone = useTimeZone()
  const firstOn = startsAt && dayOf(startsAt, timeZone)
  const recurrence = recurrenceOf(choice, firstOn)
  const wanted =
    practitionerId && serviceId && startsAt && recurrence ? { practitionerId, serviceId, startsAt, recurrence } : null
  const { data } = useQuery(api.series.preview.queryOptions({ input: wanted ?? skipToken }))
  const shown = (wanted && data ? data.occurrences : []).map((each) => shownVisit(each, chosen.get(each.originallyAt)))
  const booking = useMutation(api.series.book.mutationOptions({ onSettled: () => queryClient.invalidateQueries() }))
  const [wasNoneTicked, setNoneTicked] = useState(false)
  const [wasTried, setTried] = useState(false)
  const visits = tickedVisits(shown, () => newId<AppointmentId>())
  return {
    choice,
    isOn: choice.repeat !== 'no',
    firstOn,
    isEndPossible: recurrence !== null,
    /** There would be more than can be booked at once. */
    isCut: wanted !== null && data?.isCut === true,
    shown,
    count: visits.length,
    /** Saving was tried with none. */
    lacksVisits: wasNoneTicked && wanted !== null && data !== undefined && visits.length === 0,
    /** Saving was tried: a reason that is missing is said. */
    wasTried,
    error: booking.error,
    isPending: booking.isPending,
    choose: (next: RepeatChoice) => {
      change({ repeat: next })
      booking.reset()
    },
    change: (at: Instant, part: Chosen) => {
      change({ chosenVisits: new Map(chosen).set(at, { ...chosen.get(at), ...part }) })
      booking.reset()
    },
    /** Null where none is ticked, or why two are to be at once is not said. */
    book: async (request: Request) => {
      setNoneTicked(visits.length === 0)
      setTried(true)
      if (shown.some(lacksReason)) {
        focusMissingReason()
        return null
      }
      if (!recurrence || visits.length === 0 || booking.isPending) return null
      return booking.mutateAsync({
        ...{ id, recurrence, visits, ...request.booking },
        ...{ formIds: [...request.formIds], tell: request.tell, emailForChart: request.emailForChart },
      })
    },
  }
}
export type RepeatState = ReturnType<typeof useRepeat>
