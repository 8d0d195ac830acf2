import { keepPreviousData, skipToken, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { DayAppointment } from '../../../shared/contract/desk/calendar.ts'
import type { AppointmentId } from '../../../shared/domain/ids.ts'
import { notifyDone } from '../../components/notify.ts'
import { useOfferUndo } from '../../components/undo/useOfferUndo.tsx'
import { useApi } from '../../state/ClientProvider.tsx'
import { words } from '../../words/words.ts'
import { lacksReason, type Chosen } from '../booking/repeat.ts'
import { focusMissingReason } from '../booking/VisitTick.tsx'
import { useSeriesToCome } from '../useSeriesToCome.ts'
import type { MoveRequest } from './useMove.ts'

type To = Pick<MoveRequest, 'practitionerId' | 'startsAt' | 'endsAt'>
type Scope = 'one' | 'following'

/** R6.2: those that follow a visit in its series as they would go along, and moving those that are ticked. @param to null while it is none */
export function useMoveSeries(appointment: DayAppointment, to: To | null) {
  const { id, patientName } = appointment
  const api = useApi()
  const queryClient = useQueryClient()
  const { ofSeries } = useOfferUndo()
  const { following } = useSeriesToCome(appointment)
  const [scope, setScope] = useState<Scope>('one')
  const [chosen, setChosen] = useState<ReadonlyMap<AppointmentId, Chosen>>(new Map())
  const [wasTried, setTried] = useState(false)
  const isOn = scope === 'following' && following.length > 1
  const idsWith = (isTicked: boolean) => [...chosen].flatMap(([each, of]) => (of.isTicked === isTicked ? [each] : []))
  const { data, isPlaceholderData } = useQuery(
    api.series.previewMove.queryOptions({
      input: isOn && to ? { id, ...to, leftOut: idsWith(false), kept: idsWith(true) } : skipToken,
      placeholderData: keepPreviousData,
    }),
  )
  const shown = (isOn && to && data ? data : []).map((visit) => {
    const { isTicked = visit.goesAlong, reason = '' } = chosen.get(visit.id) ?? {}
    return { ...visit, goesAlong: isTicked, reason: isTicked && visit.taken ? reason : null }
  })
  const going = shown.filter(({ goesAlong }) => goesAlong)
  const moving = useMutation(api.series.move.mutationOptions({ onSettled: () => queryClient.invalidateQueries() }))
  return {
    scope,
    isOn,
    scopes: { one: 1, following: following.length },
    shown,
    count: going.length,
    wasTried,
    lacksVisits: wasTried && shown.length > 0 && going.length === 0,
    error: moving.error,
    isPending: moving.isPending,
    setScope: (next: Scope) => {
      setScope(next)
      setTried(false)
      moving.reset()
    },
    change: (visit: AppointmentId, part: Chosen) => {
      setChosen(new Map(chosen).set(visit, { ...chosen.get(visit), ...part }))
      moving.reset()
    },
    /** Says so and offers to undo it. @returns whether they stand there now */
    move: async (tell: boolean): Promise<boolean> => {
      setTried(true)
      // Of what is shown, though it may be asked for anew: what is marked as missing is where one goes on.
      if (going.some(lacksReason)) {
        focusMissingReason()
        return false
      }
      if (!to || isPlaceholderData || going.length === 0 || moving.isPending) return false
      const visits = going.map(({ id: each, version, concerns, reason }) => ({
        ...{ id: each, seenVersion: version, despite: concerns.map(({ kind }) => kind) },
        overbookReason: reason?.trim() || null,
      }))
      const t = words.calendar.movingAlong
      try {
        const { visits: moved, refused, leavesAt } = await moving.mutateAsync({ id, ...to, visits, tell })
        const isUntold = moved.some(({ blockers }) => blockers.includes('notTold'))
        const said = leavesAt ? t.movedTold : isUntold ? t.movedUntold : t.moved
        if (moved.length > 0) ofSeries(said(patientName, moved.length), moved, leavesAt)
        if (refused.length > 0) notifyDone(words.calendar.repeat.faster(refused.length))
        return true
      } catch {
        // It is `error`.
        return false
      }
    },
  }
}
export type MoveSeriesState = ReturnType<typeof useMoveSeries>
