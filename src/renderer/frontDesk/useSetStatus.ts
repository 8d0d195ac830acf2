import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { DayAppointment } from '../../shared/contract/desk/calendar.ts'
import type { AppointmentStatus } from '../../shared/domain/visibility.ts'
import { notifyFailure } from '../components/notify.ts'
import { notifyUndoable } from '../components/notifyWithAct.tsx'
import { useApi } from '../state/ClientProvider.tsx'
import { words } from '../words/words.ts'

/** Changes a visit's status at once and offers to take it back. */
export function useSetStatus() {
  const api = useApi()
  const queryClient = useQueryClient()
  const { mutate } = useMutation(
    api.calendar.setStatus.mutationOptions({
      onError: notifyFailure,
      onSettled: () => queryClient.invalidateQueries({ queryKey: api.calendar.key() }),
    }),
  )
  return useCallback(
    ({ id, version, patientName, status: before }: DayAppointment, status: AppointmentStatus) => {
      if (status === before) return
      mutate(
        { id, seenVersion: version, status },
        {
          onSuccess: (changed) =>
            notifyUndoable(words.today.statusChanged(patientName, words.today.status[status]), () =>
              mutate({ id, seenVersion: changed.version, status: before }),
            ),
        },
      )
    },
    [mutate],
  )
}
