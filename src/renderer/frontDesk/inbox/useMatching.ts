import { useQueryClient } from '@tanstack/react-query'
import type { InboxItem } from '../../../shared/contract/desk/inbox.ts'
import type { BookingToMatch, LikelyChart } from '../../../shared/contract/desk/onlineBooking.ts'
import type { UndoWay } from '../../components/undo/undoWay.ts'
import { useOfferUndo } from '../../components/undo/useOfferUndo.tsx'
import { notifyDone } from '../../components/notify.ts'
import { useAct } from '../../components/useAct.ts'
import { fullName } from '../../format/people.ts'
import { useKeys } from '../../keys/useKeys.ts'
import { useClient } from '../../state/ClientProvider.tsx'
import { words } from '../../words/words.ts'

export type Matching = ReturnType<typeof useMatching>

type Done = { readonly message: string; readonly way: UndoWay | null; readonly isSettled: boolean }

/** What can be said of a booking, with its keys and its way back (R6.5, R10.4). */
export function useMatching(item: InboxItem, booking: BookingToMatch, onSettled: () => void) {
  const client = useClient()
  const queryClient = useQueryClient()
  const { offer } = useOfferUndo()
  const { person, visit, charts } = booking
  const t = words.inbox.booking
  const seen = { id: item.id, seenVersion: person.version }
  const name = fullName(person)
  const act = useAct((run: () => Promise<Done>) => run().finally(() => void queryClient.invalidateQueries()), {
    onDone: ({ message, way, isSettled }) => {
      if (isSettled) onSettled()
      if (way) offer({ message, leavesAt: null, way })
      else notifyDone(message)
    },
  })
  const isToMatch = person.standing === 'provisional' && item.doneAt === null
  const isAwaited = visit?.isAwaited === true && visit.status !== 'cancelled'
  const choose = (chart: LikelyChart) =>
    act.run(async () => {
      await client.onlineBooking.merge({ ...seen, chartId: chart.id })
      return { message: t.merged(name), way: { kind: 'match', id: item.id }, isSettled: !isAwaited }
    })
  const makeChart = () =>
    act.run(async () => {
      await client.onlineBooking.makeChart(seen)
      return { message: t.made(name), way: { kind: 'match', id: item.id }, isSettled: !isAwaited }
    })
  const nth = (at: number) => {
    const chart = charts[at]
    return isToMatch && chart ? () => choose(chart) : null
  }
  useKeys({ firstChart: nth(0), secondChart: nth(1), thirdChart: nth(2), newChart: isToMatch ? makeChart : null })
  return {
    choose,
    makeChart,
    isRunning: act.isRunning,
    answer: (isApproved: boolean) => {
      if (!visit) return
      act.run(async () => {
        const { version, blockers } = await client.onlineBooking.answer({
          ...{ id: item.id, seenVersion: visit.version, isApproved },
        })
        const no = blockers.includes('notTold') ? t.declinedUntold : t.declined
        const message = isApproved ? t.approved(name) : no(name)
        return { message, way: { kind: 'answer', id: item.id, seenVersion: version }, isSettled: !isToMatch }
      })
    },
    takeBack: () =>
      act.run(async () => {
        await client.onlineBooking.undoMatch({ id: item.id })
        return { message: t.tookBack, way: null, isSettled: false }
      }),
  }
}
