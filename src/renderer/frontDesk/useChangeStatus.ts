import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { DayAppointment } from '../../shared/contract/desk/calendar.ts'
import type { AppointmentStatus } from '../../shared/domain/visibility.ts'
import { changeOver, type Versioned } from '../components/conflict/changeOver.ts'
import { orMeanwhile } from '../components/conflict/orMeanwhile.ts'
import { notifyFailure } from '../components/notify.ts'
import { notifyChoice } from '../components/notifyWithAct.tsx'
import { useOfferUndo } from '../components/undo/useOfferUndo.tsx'
import { useApi, useClient } from '../state/ClientProvider.tsx'
import { words } from '../words/words.ts'

type Status = { readonly status: AppointmentStatus }
type Visit = Pick<DayAppointment, 'id' | 'patientName'> & { readonly saw: Versioned<Status> }

/** What goes with a status: whether the patient is told by e-mail, and why it is cancelled. */
export type WithStatus = { readonly tell: boolean; readonly reason: string | null }

/** Changes a visit's status at once and offers to undo it; what somebody else set meanwhile stays until one chooses. */
export function useChangeStatus() {
  const api = useApi()
  const client = useClient()
  const queryClient = useQueryClient()
  const { ofVisit } = useOfferUndo()
  return useCallback(
    (appointment: DayAppointment, status: AppointmentStatus, extra: WithStatus) => {
      const set = async ({ id, patientName, saw }: Visit, wanted: AppointmentStatus) => {
        const t = words.today
        const outcome = await changeOver(['status'], saw, { status: wanted }, ({ seenVersion }) =>
          orMeanwhile(client.calendar.setStatus({ id, seenVersion, status: wanted, ...extra }), versioned),
        )
        if (outcome.kind === 'conflict') {
          const { by, current } = outcome.conflict
          const found = t.status[current.values.status]
          notifyChoice(
            t.statusMeanwhile(by ?? words.common.conflict.somebody, patientName, found),
            t.mark[wanted],
            () => start({ id, patientName, saw: current }, wanted),
          )
        } else {
          const { leavesAt, blockers } = outcome.output
          const said = leavesAt === null && blockers.includes('notTold') ? t.cancelledUntold : t.cancelledTold
          const isSaid = wanted === 'cancelled' && (leavesAt !== null || blockers.includes('notTold'))
          const { alert } = outcome.output
          const plain =
            wanted === 'arrived' && alert !== null
              ? t.notes.alert(patientName, alert)
              : t.statusChanged(patientName, t.status[wanted])
          const done = isSaid ? said(patientName) : plain
          ofVisit(done, outcome.output, leavesAt)
        }
      }
      const start = (visit: Visit, wanted: AppointmentStatus) => {
        set(visit, wanted)
          .catch(notifyFailure)
          .finally(() => void queryClient.invalidateQueries({ queryKey: api.calendar.key() }))
      }
      const { id, patientName } = appointment
      start({ id, patientName, saw: versioned(appointment) }, status)
    },
    [api, client, ofVisit, queryClient],
  )
}

function versioned({ version, status }: DayAppointment): Versioned<Status> {
  return { version, values: { status } }
}
