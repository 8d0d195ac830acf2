import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { DayAppointment } from '../../../shared/contract/desk/calendar.ts'
import { changeOver, type Versioned } from '../../components/conflict/changeOver.ts'
import { orMeanwhile } from '../../components/conflict/orMeanwhile.ts'
import { useOfferUndo } from '../../components/undo/useOfferUndo.tsx'
import { useAct } from '../../components/useAct.ts'
import { useApi, useClient } from '../../state/ClientProvider.tsx'
import { words } from '../../words/words.ts'

type Ticked = { readonly isCalled: boolean }

/** R6.2: ticks a visit on the call list, or takes the tick away, over whatever else changed of it; offers to undo it. */
export function useTick(visit: DayAppointment) {
  const client = useClient()
  const api = useApi()
  const queryClient = useQueryClient()
  const { ofVisit } = useOfferUndo()
  const { id, patientName } = visit
  const saw = versioned(visit)
  const [wanted, setWanted] = useState(false)
  const tick = (isCalled: boolean) =>
    changeOver<Ticked, DayAppointment>(['isCalled'], saw, { isCalled }, ({ seenVersion }) =>
      orMeanwhile(client.calendar.setCalled({ id, seenVersion, isCalled }), versioned),
    ).finally(() => queryClient.invalidateQueries({ queryKey: api.calendar.key() }))
  const act = useAct(tick, {
    onDone: (outcome, isCalled) => {
      if (outcome.kind === 'conflict' || outcome.output.version === saw.version) return
      ofVisit(words.today.calls.done[isCalled ? 'ticked' : 'unticked'](patientName), outcome.output)
    },
  })
  const change = (isCalled: boolean) => {
    setWanted(isCalled)
    act.run(isCalled)
  }
  // As it was wanted, until the answer shows.
  return { isTicked: act.isRunning ? wanted : saw.values.isCalled, change }
}

function versioned({ version, called }: DayAppointment): Versioned<Ticked> {
  return { version, values: { isCalled: called !== null } }
}
