import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { FreedTime, Offer, WaitingEntry } from '../../../shared/contract/desk/waitingList.ts'
import type { AppointmentId } from '../../../shared/domain/ids.ts'
import { MINUTE } from '../../../shared/domain/time.ts'
import { notifyDone } from '../../components/notify.ts'
import { useOfferUndo } from '../../components/undo/useOfferUndo.tsx'
import { useAct } from '../../components/useAct.ts'
import { newId } from '../../format/newId.ts'
import { useApi, useClient } from '../../state/ClientProvider.tsx'
import { useTimeZone } from '../../state/useSession.ts'
import { formats, words } from '../../words/words.ts'

type Suited = Pick<WaitingEntry, 'id'>
type Time = Pick<FreedTime, 'practitionerId' | 'startsAt'>

/** The waiting list as it stands; an offer lapses without anybody's act, so it is asked again by and by. */
export function useWaitingList() {
  return useQuery(useApi().waitingList.list.queryOptions({ refetchInterval: MINUTE }))
}

/** R6.2: offers a freed time, and takes an offer back. */
export function useOffers() {
  const client = useClient()
  const api = useApi()
  const queryClient = useQueryClient()
  const timeZone = useTimeZone()
  const { ofSending } = useOfferUndo()
  const readAgain = () => void queryClient.invalidateQueries({ queryKey: api.waitingList.key() })
  const offering = useAct(
    ({ time, entry }: { readonly time: Time; readonly entry: Suited }) =>
      client.waitingList
        .offer({
          ...{ id: newId<AppointmentId>(), entryId: entry.id },
          ...{ practitionerId: time.practitionerId, startsAt: time.startsAt },
        })
        .finally(readAgain),
    {
      onDone: ({ offer, leaving }) =>
        ofSending(words.waitingList.offered(offer.patientName, formats.clock(offer.until, timeZone)), leaving),
    },
  )
  const withdrawing = useAct(({ id }: Pick<Offer, 'id'>) => client.waitingList.withdraw({ id }).finally(readAgain), {
    onDone: ({ patientName }) => notifyDone(words.waitingList.withdrawn(patientName)),
  })
  return { offering, withdrawing }
}
